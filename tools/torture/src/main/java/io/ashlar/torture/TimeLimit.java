package io.ashlar.torture;

import java.util.concurrent.TimeUnit;

/**
 * Tells when no further round is to begin. A round that runs is not cut short, and the first one is
 * always run.
 */
public final class TimeLimit {

  private final boolean limited;
  private final long end;

  private TimeLimit(boolean limited, long nanos) {
    this.limited = limited;
    this.end = System.nanoTime() + nanos;
  }

  /**
   * Counts from now.
   *
   * @param seconds how long; 0 for no limit
   * @return the limit
   */
  public static TimeLimit of(int seconds) {
    return shared(seconds, 1);
  }

  /**
   * A part of the time, counted from now.
   *
   * @param seconds how long all parts take; 0 for no limit
   * @param parts how many there are, each of the same length
   * @return the limit of one part
   */
  public static TimeLimit shared(int seconds, int parts) {
    return new TimeLimit(seconds > 0, TimeUnit.SECONDS.toNanos(seconds) / parts);
  }

  /**
   * Whether the time is over.
   *
   * @return true when no round is to begin
   */
  public boolean over() {
    return limited && System.nanoTime() - end >= 0;
  }
}
