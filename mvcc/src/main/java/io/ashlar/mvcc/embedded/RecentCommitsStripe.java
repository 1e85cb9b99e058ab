package io.ashlar.mvcc.embedded;

import java.util.concurrent.locks.StampedLock;

/**
 * One stripe of the window: a hash table by open addressing from key hash to newest timestamp, and
 * a ring of the same facts in the order in which they were recorded, from which the oldest are
 * trimmed. A ring entry whose timestamp the table no longer shows has been superseded.
 */
final class RecentCommitsStripe {

  /**
   * Part of the maximum that is kept although every pinned view is newer: whoever pins a view may
   * have looked for it a moment before it was superseded.
   */
  private static final int KEPT_FRACTION = 16;

  private final int maxEntries;
  private final int keptEntries;

  /** One writer at a time, the pipeline's leader; readers are optimistic. Guards what follows. */
  private final StampedLock lock = new StampedLock();

  private long[] hashes;

  /** 0 where the table is empty. Length is a power of two, at least twice the ring's. */
  private long[] timestamps;

  private long[] ringHashes;
  private long[] ringTimestamps;
  private int ringHead;
  private int ringSize;

  /** Nothing recorded at or below it is sure to be in the table. Only rises. */
  private volatile long floor;

  RecentCommitsStripe(int maxEntries, long floor) {
    this.maxEntries = maxEntries;
    this.keptEntries = Math.max(8, maxEntries / KEPT_FRACTION);
    this.floor = floor;
    // Twice what is kept, from the start: only old views make it grow while commits run.
    allocate(Math.min(2 * keptEntries, maxEntries));
  }

  private void allocate(int entries) {
    ringHashes = new long[entries];
    ringTimestamps = new long[entries];
    ringHead = 0;
    ringSize = 0;
    int slots = Integer.highestOneBit(2 * entries - 1) << 1;
    hashes = new long[slots];
    timestamps = new long[slots];
  }

  long floor() {
    return floor;
  }

  int entries() {
    return ringSize;
  }

  /** Newest recorded timestamp of the hash, 0 when there is none. */
  long newest(long hash) {
    while (true) {
      long stamp = lock.tryOptimisticRead();
      if (stamp != 0) {
        long found = probe(hash);
        if (lock.validate(stamp)) {
          return found;
        }
      }
      Thread.onSpinWait();
    }
  }

  /** May run against a table that is being changed: bounded, and its answer is validated. */
  private long probe(long hash) {
    long[] keys = hashes;
    long[] values = timestamps;
    int mask = Math.min(keys.length, values.length) - 1;
    int slot = (int) hash & mask;
    for (int i = 0; i <= mask; i++) {
      long value = values[slot];
      if (value == 0 || keys[slot] == hash) {
        return value;
      }
      slot = (slot + 1) & mask;
    }
    return 0;
  }

  void record(long hash, long timestamp, long oldestView) {
    long stamp = lock.writeLock();
    try {
      if (ringSize >= keptEntries) {
        trimLocked(oldestView);
      }
      if (ringSize == ringHashes.length) {
        makeRoomLocked();
      }
      int slot = findLocked(hash);
      assert timestamps[slot] <= timestamp : "commits must be recorded in order";
      hashes[slot] = hash;
      timestamps[slot] = timestamp;
      appendLocked(hash, timestamp);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void trimLocked(long oldestView) {
    while (ringSize >= keptEntries && ringTimestamps[ringHead] <= oldestView) {
      dropOldestLocked();
    }
  }

  private void makeRoomLocked() {
    if (ringHashes.length < maxEntries) {
      growLocked();
    } else {
      dropOldestLocked();
    }
  }

  private void appendLocked(long hash, long timestamp) {
    int tail = (ringHead + ringSize) % ringHashes.length;
    ringHashes[tail] = hash;
    ringTimestamps[tail] = timestamp;
    ringSize++;
  }

  private void dropOldestLocked() {
    long hash = ringHashes[ringHead];
    long timestamp = ringTimestamps[ringHead];
    ringHead = (ringHead + 1) % ringHashes.length;
    ringSize--;
    // Raised before the entry goes: a reader that misses the entry sees the new floor.
    floor = Math.max(floor, timestamp);
    int slot = findLocked(hash);
    if (timestamps[slot] == timestamp) {
      removeLocked(slot);
    }
  }

  private int findLocked(long hash) {
    int mask = hashes.length - 1;
    int slot = (int) hash & mask;
    while (timestamps[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Closes the gap by moving back what probed over it. */
  private void removeLocked(int removed) {
    int mask = hashes.length - 1;
    int gap = removed;
    int slot = removed;
    while (true) {
      slot = (slot + 1) & mask;
      if (timestamps[slot] == 0) {
        break;
      }
      int home = (int) hashes[slot] & mask;
      if (((slot - home) & mask) >= ((slot - gap) & mask)) {
        hashes[gap] = hashes[slot];
        timestamps[gap] = timestamps[slot];
        gap = slot;
      }
    }
    timestamps[gap] = 0;
  }

  private void growLocked() {
    long[] oldHashes = ringHashes;
    long[] oldTimestamps = ringTimestamps;
    int oldHead = ringHead;
    int oldSize = ringSize;
    allocate(Math.min(maxEntries, 2 * oldHashes.length));
    for (int i = 0; i < oldSize; i++) {
      int at = (oldHead + i) % oldHashes.length;
      int slot = findLocked(oldHashes[at]);
      hashes[slot] = oldHashes[at];
      timestamps[slot] = oldTimestamps[at];
      appendLocked(oldHashes[at], oldTimestamps[at]);
    }
  }
}
