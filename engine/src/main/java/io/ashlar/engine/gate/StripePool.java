package io.ashlar.engine.gate;

import java.util.ArrayDeque;

/**
 * Counter arrays for {@link StripedGate}. Every commit group opens a snapshot, and with it a gate;
 * the arrays (128 bytes a stripe) are reused so that a commit leaves no garbage of that size.
 * Thread-safe.
 */
public final class StripePool {

  /** Two cache lines of longs, because processors fetch lines in pairs. */
  static final int STRIDE = 16;

  private static final int STRIPES =
      Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

  private static final int MAX_IDLE = 64;

  /** Guarded by this pool's monitor. */
  private final ArrayDeque<long[]> idle = new ArrayDeque<>(MAX_IDLE);

  /** An empty pool. */
  public StripePool() {
    // Arrays are made on demand.
  }

  static int slotOf(Thread thread) {
    // Thread ids are dense, so their low bits spread well.
    return ((int) thread.getId() & (STRIPES - 1)) * STRIDE;
  }

  synchronized long[] acquire() {
    long[] counters = idle.pollFirst();
    return counters == null ? new long[STRIPES * STRIDE] : counters;
  }

  synchronized void release(long[] counters) {
    if (idle.size() < MAX_IDLE) {
      idle.addFirst(counters);
    }
  }
}
