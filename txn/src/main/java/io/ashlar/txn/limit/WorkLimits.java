package io.ashlar.txn.limit;

import io.ashlar.transaction.CancellationToken;

/**
 * What ends a whole call of {@code transact}, retries included. Immutable.
 *
 * @param deadlineNs when to give up, as {@link System#nanoTime} tells the time
 * @param timed whether the deadline counts
 * @param token ends the work when it is cancelled, or null
 */
public record WorkLimits(long deadlineNs, boolean timed, CancellationToken token) {

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
    return new WorkLimits(deadlineIn(timeoutNs), true, token);
  }

  /**
   * With a token.
   *
   * @param follow ends the work when it is cancelled
   * @return changed limits
   */
  public WorkLimits following(CancellationToken follow) {
    return new WorkLimits(deadlineNs, timed, follow);
  }

  static long deadlineIn(long timeoutNs) {
    return System.nanoTime() + Math.max(-FOREVER_NS, Math.min(timeoutNs, FOREVER_NS));
  }
}
