package io.ashlar.txn.limit;

/**
 * What ends a whole call of {@code transact}, retries included. Immutable.
 *
 * @param deadlineNs when to give up, as {@link System#nanoTime} tells the time
 * @param timed whether the deadline counts
 * @param signal ends the work when it is thrown, or null
 */
public record WorkLimits(long deadlineNs, boolean timed, CancelSignal signal) {

  /** No limits. */
  public static final WorkLimits NONE = new WorkLimits(0, false, null);

  /** Longer than anything lasts, and short enough that no sum of it and a time overflows. */
  private static final long FOREVER_NS = Long.MAX_VALUE / 4;

  /**
   * With a deadline.
   *
   * @param timeoutNs from now on; not positive for one that is over
   * @return changed limits
   */
  public WorkLimits within(long timeoutNs) {
    return new WorkLimits(deadlineIn(timeoutNs), true, signal);
  }

  /**
   * With a signal.
   *
   * @param follow ends the work when it is thrown
   * @return changed limits
   */
  public WorkLimits following(CancelSignal follow) {
    return new WorkLimits(deadlineNs, timed, follow);
  }

  static long deadlineIn(long timeoutNs) {
    return System.nanoTime() + Math.max(-FOREVER_NS, Math.min(timeoutNs, FOREVER_NS));
  }
}
