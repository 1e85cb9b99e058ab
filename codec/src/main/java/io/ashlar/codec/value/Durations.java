package io.ashlar.codec.value;

import java.time.Duration;

/**
 * A duration as the number that is stored and reckoned with, whole microseconds, and the one that
 * waits and deadlines take, nanoseconds. Stateless.
 */
public final class Durations {

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;

  private Durations() {}

  /**
   * The microseconds of a duration; what is below microseconds is cut off.
   *
   * @param duration the duration, at most some 292,000 years
   * @return the number
   */
  public static long toMicros(Duration duration) {
    return duration.toSeconds() * MICROS_PER_SECOND + duration.toNanosPart() / NANOS_PER_MICRO;
  }

  /**
   * The nanoseconds of a duration.
   *
   * @param duration the duration, however long
   * @return the number, or the most or least there is
   */
  public static long toNanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * The duration of microseconds.
   *
   * @param micros the number
   * @return the duration
   */
  public static Duration ofMicros(long micros) {
    return Duration.ofSeconds(
        micros / MICROS_PER_SECOND, micros % MICROS_PER_SECOND * NANOS_PER_MICRO);
  }
}
