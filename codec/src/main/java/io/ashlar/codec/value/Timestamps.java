package io.ashlar.codec.value;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The number behind an instant. Stateless. */
public final class Timestamps {

  /** The instant of the smallest number. */
  public static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);

  /** The instant of the largest number. */
  public static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

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
