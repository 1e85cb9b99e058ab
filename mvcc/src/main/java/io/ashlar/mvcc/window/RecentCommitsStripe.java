package io.ashlar.mvcc.window;

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
  private static final int KEPT_FRACTION = 128;

  private final int maxEntries;
  private final int keptEntries;

  /** One writer at a time, the pipeline's leader; readers are optimistic. Guards what follows. */
  private final StampedLock lock = new StampedLock();

  /**
   * Pairs of hash and timestamp, side by side in one cache line; the timestamp is 0 where the table
   * is empty. The number of pairs is a power of two, at least twice the ring's.
   */
  private long[] table;

  /** Pairs of hash and timestamp. */
  private long[] ring;

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
    int slots = Integer.highestOneBit(2 * entries - 1) << 1;
    long[] newRing = new long[2 * entries];
    table = new long[2 * slots];
    ring = newRing;
    ringHead = 0;
    ringSize = 0;
  }

  /** What it takes now; read without the lock, so a table that is being replaced may count once. */
  long bytes() {
    return (long) Long.BYTES * (table.length + ring.length);
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
    long[] pairs = table;
    int mask = pairs.length - 1;
    int at = home(hash, mask);
    for (int i = 0; i <= mask; i += 2) {
      long timestamp = pairs[at + 1];
      if (timestamp == 0 || pairs[at] == hash) {
        return timestamp;
      }
      at = (at + 2) & mask;
    }
    return 0;
  }

  /** Index of the pair where the search for a hash begins: even. */
  private static int home(long hash, int mask) {
    return (int) (hash << 1) & mask;
  }

  void record(long hash, long timestamp, long oldestView) {
    long stamp = lock.writeLock();
    try {
      if (ringSize >= keptEntries) {
        trimLocked(oldestView);
      }
      if (2 * ringSize == ring.length) {
        makeRoomLocked();
      }
      putLocked(hash, timestamp);
      appendLocked(hash, timestamp);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void trimLocked(long oldestView) {
    while (ringSize >= keptEntries && ring[2 * ringHead + 1] <= oldestView) {
      dropOldestLocked();
    }
  }

  private void makeRoomLocked() {
    if (ring.length == 2 * maxEntries || !growLocked()) {
      dropOldestLocked();
    }
  }

  private void putLocked(long hash, long timestamp) {
    int at = findLocked(hash);
    assert table[at + 1] <= timestamp : "commits must be recorded in order";
    table[at] = hash;
    table[at + 1] = timestamp;
  }

  private void appendLocked(long hash, long timestamp) {
    int tail = ringHead + ringSize;
    int at = 2 * tail;
    at = at < ring.length ? at : at - ring.length;
    ring[at] = hash;
    ring[at + 1] = timestamp;
    ringSize++;
  }

  private void dropOldestLocked() {
    long hash = ring[2 * ringHead];
    long timestamp = ring[2 * ringHead + 1];
    ringHead = 2 * (ringHead + 1) == ring.length ? 0 : ringHead + 1;
    ringSize--;
    // Raised before the entry goes: a reader that misses the entry sees the new floor.
    floor = Math.max(floor, timestamp);
    int at = findLocked(hash);
    if (table[at + 1] == timestamp) {
      removeLocked(at);
    }
  }

  private int findLocked(long hash) {
    int mask = table.length - 1;
    int at = home(hash, mask);
    while (table[at + 1] != 0 && table[at] != hash) {
      at = (at + 2) & mask;
    }
    return at;
  }

  /** Closes the gap by moving back what probed over it. */
  private void removeLocked(int removed) {
    int mask = table.length - 1;
    int gap = removed;
    int at = removed;
    while (true) {
      at = (at + 2) & mask;
      if (table[at + 1] == 0) {
        break;
      }
      int home = home(table[at], mask);
      if (((at - home) & mask) >= ((at - gap) & mask)) {
        table[gap] = table[at];
        table[gap + 1] = table[at + 1];
        gap = at;
      }
    }
    table[gap + 1] = 0;
  }

  /**
   * Makes the stripe larger, or says that there is no memory for it. The commits that are recorded
   * are in the log by then: old views are refused rather than that these are lost.
   */
  private boolean growLocked() {
    long[] old = ring;
    int oldHead = ringHead;
    int oldSize = ringSize;
    try {
      allocate(Math.min(maxEntries, old.length));
    } catch (OutOfMemoryError e) {
      return false;
    }
    for (int i = 0; i < oldSize; i++) {
      int at = 2 * (oldHead + i);
      at = at < old.length ? at : at - old.length;
      putLocked(old[at], old[at + 1]);
      appendLocked(old[at], old[at + 1]);
    }
    return true;
  }
}
