package io.ashlar.bench.turn;

/** A child JVM ended without a result. */
public final class TurnFailedException extends Exception {

  private static final long serialVersionUID = 1;

  /**
   * Tells why.
   *
   * @param message the first line of what the child has said of it, or how it ended
   */
  public TurnFailedException(String message) {
    super(message);
  }
}
