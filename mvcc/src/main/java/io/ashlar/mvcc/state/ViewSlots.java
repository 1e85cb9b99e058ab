package io.ashlar.mvcc.state;

import io.ashlar.engine.Engine;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pool of {@link ViewSlot}s. Slots are taken by one thread at a time, the pipeline's leader,
 * and given back by any; neither takes a lock, and nothing is allocated once the pool has grown to
 * as many states as are looked at.
 */
public final class ViewSlots {

  private static final int MAX_SLOTS = 1 << ViewSlot.COUNT_BITS;
  private static final int INDEX_BITS = 32;

  /** Replaced by a longer copy, by the leader only; slots stay where they are. */
  private volatile ViewSlot[] slots = new ViewSlot[0];

  /** Top of the free list: a turn counter against ABA above, index plus one below, 0 for none. */
  private final AtomicLong free = new AtomicLong();

  /** An empty pool. */
  public ViewSlots() {}

  ViewSlot slot(long pointer) {
    return slots[ViewSlot.indexOf(pointer)];
  }

  /** Makes sure that the next {@link #establish} will not fail for want of a slot. */
  void ensureFree() {
    if ((int) free.get() == 0) {
      grow();
    }
  }

  /**
   * A slot for the newest state, with one reference that is the caller's. May be tried again when
   * it fails, as for want of memory: no slot is lost.
   */
  ViewSlot establish(long timestamp, Engine engine) {
    ensureFree();
    ViewSlot slot = pop();
    boolean established = false;
    try {
      slot.establish(timestamp, engine);
      established = true;
      return slot;
    } finally {
      if (!established) {
        push(slot);
      }
    }
  }

  void release(ViewSlot slot) {
    if (slot.release()) {
      slot.vacate();
      push(slot);
    }
  }

  /**
   * Timestamp of the oldest state in use; rises only, so that an old answer is a lower bound.
   *
   * @return the timestamp
   */
  public long oldest() {
    long oldest = Long.MAX_VALUE;
    for (ViewSlot slot : slots) {
      // The timestamp first: should the slot be given away in between, it was not the oldest.
      long timestamp = slot.timestamp();
      if (slot.inUse()) {
        oldest = Math.min(oldest, timestamp);
      }
    }
    return oldest;
  }

  /** As {@link #oldest}, but at most the first pointer's, and not counting the pointers' own. */
  long oldestPinned(long written, long acknowledged, long durable) {
    long oldest = slot(written).timestamp();
    for (ViewSlot slot : slots) {
      long timestamp = slot.timestamp();
      int readers =
          slot.references()
              - pointed(slot, written)
              - pointed(slot, acknowledged)
              - pointed(slot, durable);
      if (readers > 0) {
        oldest = Math.min(oldest, timestamp);
      }
    }
    return oldest;
  }

  private static int pointed(ViewSlot slot, long pointer) {
    return ViewSlot.indexOf(pointer) == slot.index() ? 1 : 0;
  }

  /**
   * How many references there are to all states.
   *
   * @return the sum, those of the pointers included
   */
  public int references() {
    int sum = 0;
    for (ViewSlot slot : slots) {
      sum += slot.references();
    }
    return sum;
  }

  private void grow() {
    ViewSlot[] old = slots;
    if (old.length == MAX_SLOTS) {
      throw new LimitExceededException("Too many states are pinned.", "states", MAX_SLOTS);
    }
    ViewSlot[] grown = Arrays.copyOf(old, old.length == 0 ? 16 : 2 * old.length);
    for (int i = old.length; i < grown.length; i++) {
      grown[i] = new ViewSlot(i);
    }
    slots = grown;
    for (int i = grown.length - 1; i >= old.length; i--) {
      push(grown[i]);
    }
  }

  private void push(ViewSlot slot) {
    while (true) {
      long top = free.get();
      slot.nextFree((int) top);
      if (free.compareAndSet(top, turn(top) | (slot.index() + 1))) {
        return;
      }
    }
  }

  private ViewSlot pop() {
    while (true) {
      long top = free.get();
      ViewSlot slot = slots[(int) top - 1];
      if (free.compareAndSet(top, turn(top) | slot.nextFree())) {
        return slot;
      }
    }
  }

  private static long turn(long top) {
    return ((top >>> INDEX_BITS) + 1) << INDEX_BITS;
  }
}
