package io.ashlar.mvcc.state;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineSnapshot;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One state S(timestamp) of the store, shared by all who look at it. Slots are used again and
 * again.
 *
 * <p>The long that this object is holds, from the top, {@value #GENERATION_BITS} bits of generation
 * and {@value #COUNT_BITS} bits of reference count. Both change by compare-and-set only:
 *
 * <ul>
 *   <li>count &gt; 0: timestamp and snapshot do not change, the snapshot is open;
 *   <li>count falls to 0: whoever let it fall closes the snapshot, then raises the generation and
 *       gives the slot to the free list;
 *   <li>a reference is added only by who knows the generation and finds count &gt; 0, so that a
 *       slot which was given to another state in the meantime is never mistaken for the one meant.
 * </ul>
 */
public final class ViewSlot extends AtomicLong {

  static final int COUNT_BITS = 20;
  static final int GENERATION_BITS = Long.SIZE - COUNT_BITS;

  /** Most references by views of users; beyond are those of the store, and of racing pins. */
  static final int MAX_VIEWS = (1 << COUNT_BITS) - (1 << 16);

  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;

  @Serial private static final long serialVersionUID = 1L;

  private final int index;

  /** Index plus one of the next free slot; guarded by the free list's compare-and-set. */
  private volatile int nextFree;

  /** Volatile, since a moving pointer reads it before it knows that the slot has not moved on. */
  private volatile long timestamp;

  /** Made with the first state and reopened for each further one. */
  private transient EngineSnapshot snapshot;

  ViewSlot(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }

  int nextFree() {
    return nextFree;
  }

  void nextFree(int next) {
    nextFree = next;
  }

  /** Gives the slot, which nobody refers to, to the engine's newest state, with one reference. */
  void establish(long newTimestamp, Engine engine) {
    long state = get();
    assert (state & COUNT_MASK) == 0 : "a slot in use must not be given away";
    if (snapshot != null) {
      engine.reopenSnapshot(snapshot);
    } else if (engine != null) {
      snapshot = engine.openSnapshot();
    }
    timestamp = newTimestamp;
    set(state + 1);
  }

  /** Names the state that the slot holds now; the caller has a reference. */
  long pointer() {
    return (get() & ~COUNT_MASK) | index;
  }

  /** Index of the slot that a pointer names. */
  static int indexOf(long pointer) {
    return (int) (pointer & COUNT_MASK);
  }

  /** Adds a reference if the slot still holds the state that the pointer names. */
  boolean tryAcquire(long pointer) {
    while (true) {
      long state = get();
      if ((state ^ pointer) >>> COUNT_BITS != 0 || (state & COUNT_MASK) == 0) {
        return false;
      }
      assert (state & COUNT_MASK) < COUNT_MASK : "views are bounded by MAX_VIEWS";
      if (compareAndSet(state, state + 1)) {
        return true;
      }
    }
  }

  /** Drops a reference; true when it was the last and the caller must {@link #vacate}. */
  boolean release() {
    long state = getAndDecrement();
    assert (state & COUNT_MASK) != 0 : "a reference was released twice";
    return (state & COUNT_MASK) == 1;
  }

  /** Closes the snapshot and ends the generation. */
  void vacate() {
    if (snapshot != null) {
      snapshot.close();
    }
    set(((get() >>> COUNT_BITS) + 1) << COUNT_BITS);
  }

  boolean inUse() {
    return (get() & COUNT_MASK) != 0;
  }

  int references() {
    return (int) (get() & COUNT_MASK);
  }

  /**
   * The state that it holds.
   *
   * @return its timestamp
   */
  public long timestamp() {
    return timestamp;
  }

  /**
   * The state's snapshot.
   *
   * @return open while the caller has a reference
   */
  public EngineSnapshot snapshot() {
    return snapshot;
  }
}
