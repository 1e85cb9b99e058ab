package io.ashlar.mvcc.log;

import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Freshness;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who wait for a sync. Anyone adds one; who has synced, or has poisoned the store,
 * {@linkplain #wake wakes} those whom that concerns. Shared by all threads; adding allocates
 * nothing.
 */
final class SyncWaiters {

  private final StatePointers pointers;
  private final Poison poison;
  private final SyncCounts counts;

  /** The one added last, which leads to those before it. */
  private final AtomicReference<SyncWait> newest = new AtomicReference<>();

  private final AtomicInteger size = new AtomicInteger();
  private final SyncWaitPool detached = new SyncWaitPool();

  /**
   * Nobody yet.
   *
   * @param pointers tell what is durable
   * @param poison of the store
   * @param counts take how long was waited
   */
  SyncWaiters(StatePointers pointers, Poison poison, SyncCounts counts) {
    this.pointers = pointers;
    this.poison = poison;
    this.counts = counts;
  }

  boolean isEmpty() {
    return newest.get() == null;
  }

  int size() {
    return size.get();
  }

  /** Adds a wait; where the log has failed it ends at once. */
  void add(SyncWait wait) {
    push(wait);
    if (poison.poisoned()) {
      wake();
    }
  }

  private void push(SyncWait wait) {
    size.incrementAndGet();
    SyncWait top;
    do {
      top = newest.get();
      wait.next(top);
    } while (!newest.compareAndSet(top, wait));
  }

  /** A place for a commit that no thread will wait for. */
  SyncWait takePlace() {
    return detached.take();
  }

  void givePlaceBack(SyncWait place) {
    detached.giveBack(place);
  }

  /** Wakes those whose state is durable, or all when the log has failed. */
  void wake() {
    long durable = pointers.timestamp(Freshness.DURABLE);
    boolean all = poison.poisoned();
    SyncWait waiter = newest.getAndSet(null);
    size.addAndGet(-length(waiter));
    try {
      while (waiter != null) {
        SyncWait following = waiter.next();
        if (all || waiter.awaited() <= durable) {
          RuntimeException failure = failureOf(waiter, durable);
          if (waiter.acknowledgement() != null) {
            counts.waited(waiter.waitsSinceNs());
          }
          SyncWait released = waiter;
          waiter = following;
          release(released, failure);
        } else {
          SyncWait early = waiter;
          waiter = following;
          add(early);
        }
      }
    } finally {
      // Where one could not be told for want of memory, he and those behind him wait on.
      while (waiter != null) {
        SyncWait following = waiter.next();
        push(waiter);
        waiter = following;
      }
    }
  }

  private static int length(SyncWait first) {
    int length = 0;
    for (SyncWait each = first; each != null; each = each.next()) {
      length++;
    }
    return length;
  }

  /** Made before the waiter is let go: without memory for it he is told at the next turn. */
  private RuntimeException failureOf(SyncWait waiter, long durable) {
    return waiter.acknowledgement() == null || waiter.timestamp() <= durable
        ? null
        : poison.outcomeUnknown(waiter.timestamp());
  }

  private void release(SyncWait waiter, RuntimeException failure) {
    AcknowledgedListener listener = waiter.acknowledgement();
    if (listener == null) {
      Thread owner = waiter.thread();
      waiter.end();
      LockSupport.unpark(owner);
      return;
    }
    long timestamp = waiter.timestamp();
    detached.giveBack(waiter);
    try {
      listener.acknowledged(timestamp, failure);
    } catch (RuntimeException | Error e) {
      // Its own affair: the others that wait here must be told as well.
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }
}
