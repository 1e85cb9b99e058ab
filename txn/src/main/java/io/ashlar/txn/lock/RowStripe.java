package io.ashlar.txn.lock;

/**
 * One stripe of the row locks: a chained hash table of held locks, each with a first-in-first-out
 * queue of waiters. Only held locks have a node; nodes are pooled. All methods hold the stripe's
 * monitor for a few steps and never block in it.
 *
 * <p>Invariant: a node is in the table exactly while it has an owner, so a lock that somebody waits
 * for is never free: it passes from its holder to the head of the queue in one step.
 */
final class RowStripe implements WaitQueue {

  private static final int INITIAL_BUCKETS = 32;
  private static final int RETAINED_BUCKETS = 1024;
  private static final int POOLED_NODES = 512;

  private RowLock[] buckets = new RowLock[INITIAL_BUCKETS];
  private RowLock free;
  private int freeCount;
  private int size;

  /** Takes a free lock. */
  synchronized boolean tryAcquire(long hash, LockOwner owner) {
    if (find(hash) != null) {
      return false;
    }
    insert(hash, owner);
    return true;
  }

  @Override
  public synchronized boolean enqueue(LockOwner owner) {
    RowLock lock = find(owner.waitKey);
    if (lock == null) {
      insert(owner.waitKey, owner);
      return true;
    }
    assert lock.owner != owner : "row locks are reentrant above the table";
    owner.nextWaiter = null;
    if (lock.tail == null) {
      lock.head = owner;
    } else {
      lock.tail.nextWaiter = owner;
    }
    lock.tail = owner;
    owner.waitState = LockOwner.WAITING;
    return false;
  }

  @Override
  public synchronized boolean abandon(LockOwner owner) {
    if (owner.waitState != LockOwner.WAITING) {
      return false;
    }
    RowLock lock = find(owner.waitKey);
    LockOwner previous = null;
    for (LockOwner at = lock.head; at != owner; at = at.nextWaiter) {
      previous = at;
    }
    if (previous == null) {
      lock.head = owner.nextWaiter;
    } else {
      previous.nextWaiter = owner.nextWaiter;
    }
    if (lock.tail == owner) {
      lock.tail = previous;
    }
    owner.nextWaiter = null;
    owner.waitState = LockOwner.IDLE;
    return true;
  }

  /** Passes the lock on and returns the thread to wake, or null. */
  synchronized Thread release(long hash, LockOwner owner) {
    RowLock lock = find(hash);
    assert lock != null && lock.owner == owner : "released by who does not hold it";
    LockOwner next = lock.head;
    if (next == null) {
      remove(lock);
      return null;
    }
    lock.head = next.nextWaiter;
    if (lock.head == null) {
      lock.tail = null;
    }
    next.nextWaiter = null;
    lock.owner = next;
    Thread wake = next.thread;
    next.waitState = LockOwner.GRANTED;
    return wake;
  }

  @Override
  public synchronized LockOwner rowHolder(long hash) {
    RowLock lock = find(hash);
    return lock == null ? null : lock.owner;
  }

  @Override
  public String describe(LockOwner waiter) {
    return "row:" + Long.toHexString(waiter.waitKey);
  }

  synchronized int size() {
    return size;
  }

  private RowLock find(long hash) {
    RowLock lock = buckets[bucket(hash)];
    while (lock != null && lock.hash != hash) {
      lock = lock.next;
    }
    return lock;
  }

  private void insert(long hash, LockOwner owner) {
    if (size >= buckets.length) {
      resize(buckets.length * 2);
    }
    RowLock lock = free;
    if (lock == null) {
      lock = new RowLock();
    } else {
      free = lock.next;
      freeCount--;
    }
    lock.hash = hash;
    lock.owner = owner;
    int bucket = bucket(hash);
    lock.next = buckets[bucket];
    buckets[bucket] = lock;
    size++;
  }

  private void remove(RowLock lock) {
    int bucket = bucket(lock.hash);
    if (buckets[bucket] == lock) {
      buckets[bucket] = lock.next;
    } else {
      RowLock at = buckets[bucket];
      while (at.next != lock) {
        at = at.next;
      }
      at.next = lock.next;
    }
    lock.owner = null;
    lock.next = null;
    if (freeCount < POOLED_NODES) {
      lock.next = free;
      free = lock;
      freeCount++;
    }
    if (--size == 0 && buckets.length > RETAINED_BUCKETS) {
      buckets = new RowLock[INITIAL_BUCKETS];
    }
  }

  private void resize(int capacity) {
    RowLock[] old = buckets;
    buckets = new RowLock[capacity];
    for (RowLock chain : old) {
      RowLock lock = chain;
      while (lock != null) {
        RowLock next = lock.next;
        int bucket = bucket(lock.hash);
        lock.next = buckets[bucket];
        buckets[bucket] = lock;
        lock = next;
      }
    }
  }

  /** The low bits choose the bucket, the high bits have chosen the stripe. */
  private int bucket(long hash) {
    return (int) hash & (buckets.length - 1);
  }

  /** A held row lock and its queue. */
  private static final class RowLock {
    private long hash;
    private LockOwner owner;
    private LockOwner head;
    private LockOwner tail;
    private RowLock next;
  }
}
