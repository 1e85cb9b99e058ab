package io.ashlar.bench.check;

/** The file is no history: not JSON, not of the expected shape, or it breaks the rules of one. */
public final class BadHistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  BadHistoryException(long line, String message) {
    super("line " + line + ": " + message);
  }

  BadHistoryException(String message) {
    super(message);
  }
}
