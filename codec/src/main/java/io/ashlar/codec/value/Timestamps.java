package io.ashlar.codec.value;

import java.time.Instant;

/** The number behind an instant. Stateless. */
public final class Timestamps {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private Timestamps() {}

  /**
   * Microseconds since 1970-01-01T00:00Z; what is below microseconds is cut off. Every long is the
   * number of some instant.
   *
   * @param instant the instant
   * @return the number
   * @throws ArithmeticException when it is no long
   */
  public static long toMicros(Instant instant) {
    long seconds = instant.getEpochSecond();
    int micros = instant.getNano() / NANOS_PER_MICRO;
    if (seconds >= 0) {
      return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
    }
    // The instant's second is rounded down, so that of the smallest longs would overflow.
    return Math.addExact(
        Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), micros - MICROS_PER_SECOND);
  }
}
