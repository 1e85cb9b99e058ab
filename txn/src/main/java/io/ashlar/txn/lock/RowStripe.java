package io.ashlar.txn.lock;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * One stripe of the row locks: a chained hash table of locks, each with a queue of waiters. Only
 * locks that are held or asked for have a node; nodes are pooled. All methods but {@link #spin}
 * hold the stripe's monitor for a few steps and never block in it.
 *
 * <p>Waking a thread takes longer than most transactions hold a hot row. So a released lock is left
 * free for whoever runs: for one that spins a moment before it queues, else for the first in the
 * queue, which is woken to try. Handing every lock to a sleeping thread instead would make all of
 * them wait for each wake-up in turn. Every {@value #HAND_OVER_NS} nanoseconds a release does hand
 * the lock over, so that a waiter is passed over for no longer than that times its place.
 *
 * <p>Invariant: a lock that is free while somebody is queued has one that will try before it
 * sleeps: a spinner, or the first in the queue, woken. So no wake-up is lost.
 */
final class RowStripe implements WaitQueue {

  private static final int INITIAL_BUCKETS = 32;
  private static final int RETAINED_BUCKETS = 1024;
  private static final int POOLED_NODES = 512;

  static final long HAND_OVER_NS = 500_000;

  /** Some of the time for which a short transaction holds a hot row. */
  private static final long SPIN_NS = 20_000;

  /** Spinners of one lock at a time: the holder needs a processor, too. */
  private static final int MAX_SPINNERS =
      Math.min(4, Runtime.getRuntime().availableProcessors() - 1);

  private final long handOverNs;

  /** What the stripe begins with, and returns to when many locks are gone. */
  private final RowLock[] fewBuckets = new RowLock[INITIAL_BUCKETS];

  private RowLock[] buckets = fewBuckets;
  private RowLock free;
  private int freeCount;
  private int size;

  /** Counts the times at which a lock was left free; written under the monitor. */
  private volatile int freed;

  /** A stripe that hands each lock over every {@code handOverNs} nanoseconds. */
  RowStripe(long handOverNs) {
    this.handOverNs = handOverNs;
  }

  /** Takes a lock that is free; otherwise an owner who would wait may be asked to {@link #spin}. */
  synchronized boolean tryAcquire(long hash, LockOwner owner, boolean waits) {
    RowLock lock = find(hash);
    if (lock == null) {
      insert(hash, owner);
      return true;
    }
    if (lock.owner == null) {
      lock.owner = owner;
      return true;
    }
    if (waits && lock.spinners < MAX_SPINNERS) {
      lock.spinners++;
      owner.spinning = true;
    }
    return false;
  }

  /**
   * Waits a moment for a lock that was not free, if not enough others do so.
   *
   * @return whether the owner holds the lock now; it is no spinner any more
   */
  boolean spin(long hash, LockOwner owner) {
    if (!owner.spinning) {
      return false;
    }
    long begun = System.nanoTime();
    boolean spinning = true;
    while (spinning) {
      int seen = freed;
      if (tryAsSpinner(hash, owner, false)) {
        return true;
      }
      while (freed == seen && spinning) {
        Thread.onSpinWait();
        spinning = System.nanoTime() - begun < SPIN_NS;
      }
    }
    return tryAsSpinner(hash, owner, true);
  }

  private synchronized boolean tryAsSpinner(long hash, LockOwner owner, boolean last) {
    RowLock lock = find(hash);
    boolean acquired = lock.owner == null;
    if (acquired) {
      lock.owner = owner;
    }
    if (acquired || last) {
      lock.spinners--;
      owner.spinning = false;
    }
    return acquired;
  }

  @Override
  public synchronized boolean enqueue(LockOwner owner) {
    RowLock lock = find(owner.waitKey);
    if (lock == null) {
      insert(owner.waitKey, owner);
      return true;
    }
    if (lock.owner == null) {
      lock.owner = owner;
      return true;
    }
    assert lock.owner != owner : "row locks are reentrant above the table";
    owner.nextWaiter = null;
    if (lock.tail == null) {
      lock.head = owner;
      lock.dueNs = System.nanoTime() + handOverNs;
    } else {
      lock.tail.nextWaiter = owner;
    }
    lock.tail = owner;
    owner.waitState = LockOwner.WAITING;
    return false;
  }

  @Override
  public synchronized boolean retry(LockOwner owner) {
    if (owner.waitState != LockOwner.WAITING) {
      return true;
    }
    RowLock lock = find(owner.waitKey);
    if (lock.head != owner) {
      return false;
    }
    // It is awake and sees for itself; the next release may have to wake it again.
    lock.woken = false;
    if (lock.owner != null) {
      return false;
    }
    unlink(lock, owner);
    lock.owner = owner;
    owner.waitState = LockOwner.GRANTED;
    return true;
  }

  @Override
  public synchronized boolean abandon(LockOwner owner) {
    if (owner.waitState != LockOwner.WAITING) {
      return false;
    }
    RowLock lock = find(owner.waitKey);
    unlink(lock, owner);
    owner.waitState = LockOwner.IDLE;
    if (lock.owner == null) {
      // It may have been the one that would try.
      LockSupport.unpark(leaveFree(lock));
    }
    return true;
  }

  private static void unlink(RowLock lock, LockOwner owner) {
    LockOwner previous = null;
    for (LockOwner at = lock.head; at != owner; at = at.nextWaiter) {
      previous = at;
    }
    if (previous == null) {
      lock.head = owner.nextWaiter;
      lock.woken = false;
    } else {
      previous.nextWaiter = owner.nextWaiter;
    }
    if (lock.tail == owner) {
      lock.tail = previous;
    }
    owner.nextWaiter = null;
  }

  /** Frees the lock or hands it over, and returns the thread to wake, or null. */
  synchronized Thread release(long hash, LockOwner owner) {
    RowLock lock = find(hash);
    assert lock != null && lock.owner == owner : "released by who does not hold it";
    LockOwner next = lock.head;
    if (next != null) {
      long now = System.nanoTime();
      if (now - lock.dueNs >= 0) {
        lock.dueNs = now + handOverNs;
        unlink(lock, next);
        lock.owner = next;
        Thread wake = next.thread;
        next.waitState = LockOwner.GRANTED;
        return wake;
      }
    }
    return leaveFree(lock);
  }

  /** Returns the thread to wake, if nobody is about to try; drops a lock that nobody asks for. */
  private Thread leaveFree(RowLock lock) {
    lock.owner = null;
    if (lock.spinners > 0) {
      int count = freed + 1;
      freed = count;
      return null;
    }
    if (lock.head == null) {
      remove(lock);
      return null;
    }
    if (lock.woken) {
      return null;
    }
    lock.woken = true;
    return lock.head.thread;
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
      // Not new ones: who gives locks back must not need memory for it.
      Arrays.fill(fewBuckets, null);
      buckets = fewBuckets;
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

  /** A row lock and its queue. Without an owner it is free, and somebody is about to try. */
  private static final class RowLock {
    private long hash;
    private LockOwner owner;
    private LockOwner head;
    private LockOwner tail;
    private RowLock next;

    /** Owners that spin for it. */
    private int spinners;

    /** Whether the first in the queue was woken and has not tried since. */
    private boolean woken;

    /** When to hand the lock over next; meaningful while somebody is queued. */
    private long dueNs;
  }
}
