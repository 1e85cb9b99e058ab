package io.ashlar.bench.peers;

/** A child JVM ended without a result. */
final class RunFailedException extends Exception {

  private static final long serialVersionUID = 1;

  RunFailedException(String message) {
    super(message);
  }
}
