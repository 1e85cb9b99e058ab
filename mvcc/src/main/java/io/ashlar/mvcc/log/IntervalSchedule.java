package io.ashlar.mvcc.log;

import java.util.concurrent.atomic.AtomicLong;

/**
 * When the next sync for {@code INTERVAL} commits is due: an interval after the oldest of them that
 * no sync covers. Counted from that commit and not from the last sync, or a slow sync would
 * lengthen the time for which those commits that came while it ran are not on disk.
 *
 * <p>Example, an interval of 100 ms and an fsync of 140 ms that begins at 0: a commit at 1 ms is
 * not covered by it and due at 101 ms; the next sync begins at 140 ms, when the first has ended,
 * and not at 240 ms.
 *
 * <p>For all threads; allocates nothing. Times are those of {@link System#nanoTime}.
 */
public final class IntervalSchedule {

  /** No commit waits. A time that happens to be it is taken for the one a nanosecond later. */
  private static final long NONE = 0;

  private final long intervalNs;

  /** When the oldest commit was acknowledged that no sync covers, or {@link #NONE}. */
  private final AtomicLong oldestNs = new AtomicLong(NONE);

  /**
   * No commit waits.
   *
   * @param intervalNs how long one may wait for a sync to begin
   */
  public IntervalSchedule(long intervalNs) {
    this.intervalNs = intervalNs;
  }

  /** Whether a commit waits for a sync; then {@link #committed} has nothing to do. */
  boolean pending() {
    return oldestNs.get() != NONE;
  }

  /**
   * Notes a commit, which has been written, and is about to be acknowledged.
   *
   * @return true when it is the oldest, so that a thread that sleeps must learn of it
   */
  boolean committed(long nowNs) {
    return oldestNs.compareAndSet(NONE, nowNs == NONE ? nowNs + 1 : nowNs);
  }

  /** All that was noted will be covered. To be called before the sync takes its target. */
  void syncBegins() {
    oldestNs.set(NONE);
  }

  /** Nanoseconds until the next sync must begin, not above 0 when it is due; else the maximum. */
  long untilDueNs(long nowNs) {
    long oldest = oldestNs.get();
    return oldest == NONE ? Long.MAX_VALUE : oldest + intervalNs - nowNs;
  }

  boolean due(long nowNs) {
    return untilDueNs(nowNs) <= 0;
  }
}
