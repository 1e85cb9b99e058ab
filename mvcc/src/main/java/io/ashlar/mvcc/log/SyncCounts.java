package io.ashlar.mvcc.log;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the syncer has done. Syncs are counted by who holds its lock, waits by those who
 * waited; read by any thread.
 */
public final class SyncCounts {

  private final AtomicLong syncs = new AtomicLong();
  private final AtomicLong syncNs = new AtomicLong();
  private final AtomicLong maxSyncNs = new AtomicLong();
  private final LongAdder waits = new LongAdder();
  private final LongAdder waitNs = new LongAdder();

  /** Nothing is counted. */
  SyncCounts() {}

  void synced(long tookNs) {
    syncs.lazySet(syncs.get() + 1);
    syncNs.lazySet(syncNs.get() + tookNs);
    if (tookNs > maxSyncNs.get()) {
      maxSyncNs.lazySet(tookNs);
    }
  }

  void waited(long begunNs) {
    waits.increment();
    waitNs.add(System.nanoTime() - begunNs);
  }

  /**
   * How many syncs there were.
   *
   * @return the number since the store was opened
   */
  public long syncs() {
    return syncs.get();
  }

  /**
   * What they took together.
   *
   * @return nanoseconds
   */
  public long syncNs() {
    return syncNs.get();
  }

  /**
   * What the longest took.
   *
   * @return nanoseconds
   */
  public long maxSyncNs() {
    return maxSyncNs.get();
  }

  /**
   * How many waits for a sync there were.
   *
   * @return the number since the store was opened
   */
  public long waits() {
    return waits.sum();
  }

  /**
   * What they took together.
   *
   * @return nanoseconds
   */
  public long waitNs() {
    return waitNs.sum();
  }
}
