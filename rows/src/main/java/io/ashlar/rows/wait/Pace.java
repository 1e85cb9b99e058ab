package io.ashlar.rows.wait;

import java.util.concurrent.TimeUnit;

/**
 * Says how long to wait so that work keeps to a rate. What was not used in a pause is not made up
 * for. One owner.
 */
public final class Pace {

  private static final int CHUNKS_PER_SECOND = 10;

  private final long perSecond;

  /** When the work that has been noted would be done at the rate. */
  private long dueNs;

  /**
   * Begins now.
   *
   * @param perSecond the most units a second; 0 for no limit
   */
  public Pace(long perSecond) {
    this.perSecond = perSecond;
    this.dueNs = System.nanoTime();
  }

  /**
   * How much to do at once at most, so that the waits are short.
   *
   * @param wanted what would be done at once without a limit
   * @return at least 1, at most what is wanted
   */
  public int chunk(int wanted) {
    return perSecond == 0
        ? wanted
        : (int) Math.max(1, Math.min(wanted, perSecond / CHUNKS_PER_SECOND));
  }

  /**
   * Notes work that was done.
   *
   * @param units how much
   * @return how long to wait before the next, in nanoseconds
   */
  public long after(long units) {
    if (perSecond == 0) {
      return 0;
    }
    long now = System.nanoTime();
    long costNs = (long) ((double) units * TimeUnit.SECONDS.toNanos(1) / perSecond);
    if (dueNs - now < -costNs) {
      dueNs = now - costNs;
    }
    dueNs += costNs;
    return Math.max(0, dueNs - now);
  }
}
