package io.ashlar.txn.lock;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The locks of keys that are referenced: a fixed number, so that none has to be given up, each for
 * all keys whose hashes lead to it. A false meeting costs a wait. Looking one up takes no lock and
 * allocates nothing but the lock itself at its first use.
 */
final class KeyLocks {

  private static final int LOCKS = 1 << 14;

  private final AtomicReferenceArray<TableLock> locks = new AtomicReferenceArray<>(LOCKS);

  /** Ids of tables and partitions are not negative. */
  static long resource(long hash) {
    return Long.MIN_VALUE | (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(LOCKS)));
  }

  static boolean isKey(long resource) {
    return resource < 0;
  }

  TableLock get(long resource) {
    int place = (int) resource & (LOCKS - 1);
    TableLock lock = locks.get(place);
    if (lock != null) {
      return lock;
    }
    TableLock made = new TableLock(resource);
    TableLock before = locks.compareAndExchange(place, null, made);
    return before == null ? made : before;
  }

  boolean allIdle() {
    boolean idle = true;
    for (int place = 0; place < LOCKS && idle; place++) {
      TableLock lock = locks.get(place);
      idle = lock == null || lock.idle();
    }
    return idle;
  }
}
