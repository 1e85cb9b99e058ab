package io.ashlar.txn.lock;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock that many transactions share and one can have alone.
 *
 * <p>The state is one word: the number of shared holders, a bit for an exclusive holder, and a bit
 * that says that somebody is queued. While neither bit is set, sharing is one compare-and-set. Once
 * an exclusive request is queued, later shared requests queue behind it, so it is not starved.
 *
 * <p>A shared holder that asks for exclusive goes to the head of the queue and waits until it is
 * the only sharer; two that do so close a cycle, which the graph finds.
 */
final class TableLock implements WaitQueue {

  private static final long EXCLUSIVE = 1L << 62;
  private static final long QUEUED = 1L << 61;
  private static final long COUNT = QUEUED - 1;

  final long resource;

  private final AtomicLong state = new AtomicLong();

  /** Queue and tickets, guarded by this monitor. */
  private LockOwner head;

  private long nextTicket;
  private long nextUpgradeTicket = -1;

  TableLock(long resource) {
    this.resource = resource;
  }

  /** Takes a share when nobody holds the lock exclusively or is queued for it. */
  boolean tryShared() {
    long seen = state.get();
    while ((seen & (EXCLUSIVE | QUEUED)) == 0) {
      if (state.compareAndSet(seen, seen + 1)) {
        return true;
      }
      seen = state.get();
    }
    return false;
  }

  /** Takes the lock exclusively when nobody else holds it or is queued for it. */
  boolean tryExclusive(boolean sharing) {
    long alone = sharing ? 1 : 0;
    return state.compareAndSet(alone, alone | EXCLUSIVE);
  }

  void releaseShared() {
    if ((state.decrementAndGet() & QUEUED) != 0) {
      grantWaiters();
    }
  }

  void releaseExclusive() {
    if ((state.addAndGet(-EXCLUSIVE) & QUEUED) != 0) {
      grantWaiters();
    }
  }

  @Override
  public synchronized boolean enqueue(LockOwner owner) {
    boolean upgrade = owner.waitExclusive && sharedBy(owner);
    owner.ticket = upgrade ? nextUpgradeTicket-- : nextTicket++;
    insert(owner);
    owner.waitState = LockOwner.WAITING;
    // The bit comes before the look at the state: a release that this look misses sees the bit.
    setQueued();
    grantWaiters();
    return owner.waitState == LockOwner.GRANTED;
  }

  @Override
  public synchronized boolean abandon(LockOwner owner) {
    if (owner.waitState != LockOwner.WAITING) {
      return false;
    }
    unlink(owner);
    owner.waitState = LockOwner.IDLE;
    // The one that left may have been all that those behind it waited for.
    grantWaiters();
    return true;
  }

  @Override
  public boolean retry(LockOwner owner) {
    // Table locks are only ever handed over.
    return owner.waitState != LockOwner.WAITING;
  }

  @Override
  public LockOwner rowHolder(long hash) {
    return null;
  }

  @Override
  public String describe(LockOwner waiter) {
    return (waiter.waitExclusive ? "exclusive:" : "shared:") + resource;
  }

  /** Whether {@code other}, which waits for something, stands in the way of {@code waiter}. */
  boolean blocks(LockOwner waiter, LockOwner other) {
    int held = other.tables.find(this);
    if (other.tables.exclusive(held) || (waiter.waitExclusive && other.tables.shared(held))) {
      return true;
    }
    return other.queue == this
        && other.waitState == LockOwner.WAITING
        && other.ticket < waiter.ticket
        && (waiter.waitExclusive || other.waitExclusive);
  }

  boolean idle() {
    return state.get() == 0;
  }

  private boolean sharedBy(LockOwner owner) {
    return owner.tables.shared(owner.tables.find(this));
  }

  private synchronized void grantWaiters() {
    while (head != null && tryGrant(head)) {
      LockOwner granted = head;
      head = granted.nextWaiter;
      granted.nextWaiter = null;
      Thread wake = granted.thread;
      granted.waitState = LockOwner.GRANTED;
      LockSupport.unpark(wake);
    }
    if (head == null) {
      clearQueued();
    }
  }

  /** Under the monitor and with QUEUED set nobody else adds a holder; holders only leave. */
  private boolean tryGrant(LockOwner owner) {
    long holders = state.get() & ~QUEUED;
    if (owner.waitExclusive) {
      if (holders != (sharedBy(owner) ? 1 : 0)) {
        return false;
      }
      state.addAndGet(EXCLUSIVE);
      return true;
    }
    if ((holders & EXCLUSIVE) != 0) {
      return false;
    }
    assert (holders & COUNT) < COUNT : "more sharers than the word counts";
    state.incrementAndGet();
    return true;
  }

  private void setQueued() {
    long seen = state.get();
    while ((seen & QUEUED) == 0 && !state.compareAndSet(seen, seen | QUEUED)) {
      seen = state.get();
    }
  }

  private void clearQueued() {
    long seen = state.get();
    while ((seen & QUEUED) != 0 && !state.compareAndSet(seen, seen & ~QUEUED)) {
      seen = state.get();
    }
  }

  private void insert(LockOwner owner) {
    LockOwner previous = null;
    LockOwner at = head;
    while (at != null && at.ticket < owner.ticket) {
      previous = at;
      at = at.nextWaiter;
    }
    owner.nextWaiter = at;
    if (previous == null) {
      head = owner;
    } else {
      previous.nextWaiter = owner;
    }
  }

  private void unlink(LockOwner owner) {
    if (head == owner) {
      head = owner.nextWaiter;
    } else {
      LockOwner at = head;
      while (at.nextWaiter != owner) {
        at = at.nextWaiter;
      }
      at.nextWaiter = owner.nextWaiter;
    }
    owner.nextWaiter = null;
  }
}
