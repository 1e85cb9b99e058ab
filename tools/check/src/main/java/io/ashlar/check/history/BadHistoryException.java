package io.ashlar.check.history;

/** The file is no history: not JSON, not of the expected shape, or it breaks the rules of one. */
public final class BadHistoryException extends Exception {

  private static final long serialVersionUID = 1L;

  BadHistoryException(long line, String message) {
    super("line " + line + ": " + message);
  }

  /**
   * A fault of the whole.
   *
   * @param message what is wrong
   */
  public BadHistoryException(String message) {
    super(message);
  }
}
