package io.ashlar.mvcc.state;

import io.ashlar.engine.Engine;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.Freshness;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The three newest states: written, acknowledged, durable.
 *
 * <p>Invariants, by timestamp: {@code durable <= acknowledged <= written}, and each only rises.
 * (Durable states were synced before they are published, and publishing one acknowledges it.) Each
 * pointer holds a reference to its state, so that a state which is pointed at is never vacated:
 * whoever fails to pin the state that he read from a pointer knows that the pointer has moved on.
 *
 * <p>Moving takes the lock of this object; pinning takes none.
 */
public final class StatePointers {

  /** Distance between pointers, in longs, so that no two share a cache line. */
  private static final int STRIDE = 16;

  private final ViewSlots slots;

  /** By {@link #at}. Written under the lock. */
  private final AtomicLongArray pointers = new AtomicLongArray(4 * STRIDE);

  /** Timestamps of the pointers, for those who wait for one. Written under the lock. */
  private final AtomicLongArray timestamps = new AtomicLongArray(4 * STRIDE);

  /**
   * All three at one state.
   *
   * @param slots the states
   * @param timestamp of the newest
   * @param engine has it
   */
  public StatePointers(ViewSlots slots, long timestamp, Engine engine) {
    this.slots = slots;
    ViewSlot slot = slots.establish(timestamp, engine);
    for (Freshness freshness : Freshness.values()) {
      boolean held = slot.tryAcquire(slot.pointer());
      assert held : "the creator holds a reference";
      timestamps.set(at(freshness), timestamp);
      pointers.set(at(freshness), slot.pointer());
    }
    slots.release(slot);
  }

  private static int at(Freshness freshness) {
    return switch (freshness) {
      case WRITTEN -> STRIDE;
      case ACKNOWLEDGED -> 2 * STRIDE;
      case DURABLE -> 3 * STRIDE;
    };
  }

  /**
   * Pins the newest state of a kind: the state when this was called, or a newer one.
   *
   * @param freshness the kind
   * @return the state, to be given to {@link #unpin}
   */
  public ViewSlot pin(Freshness freshness) {
    int at = at(freshness);
    while (true) {
      long pointer = pointers.get(at);
      ViewSlot slot = slots.slot(pointer);
      if (slot.tryAcquire(pointer)) {
        return slot;
      }
      assert pointers.get(at) != pointer : "a state was vacated under its pointer";
    }
  }

  /**
   * As {@link #pin}, for views of users, whose number nothing else bounds: the store keeps the rest
   * of the count for itself, so that its own pins cannot fail.
   *
   * @param freshness the kind
   * @return the state, to be given to {@link #unpin}
   * @throws LimitExceededException when a state is in too many views; nothing is pinned
   */
  public ViewSlot pinForView(Freshness freshness) {
    ViewSlot slot = pin(freshness);
    if (slot.references() > ViewSlot.MAX_VIEWS) {
      unpin(slot);
      throw new LimitExceededException(
          "A state of the store is open in too many views.", "limit", ViewSlot.MAX_VIEWS);
    }
    return slot;
  }

  /**
   * Lets a state go.
   *
   * @param slot pinned by the caller
   */
  public void unpin(ViewSlot slot) {
    slots.release(slot);
  }

  /**
   * Of the newest state of a kind.
   *
   * @param freshness the kind
   * @return its timestamp; who has seen it pins a state that is at least as new
   */
  public long timestamp(Freshness freshness) {
    return timestamps.get(at(freshness));
  }

  /** Makes sure that a slot is free for the next written state. Called by the leader. */
  void ensureFree() {
    slots.ensureFree();
  }

  /** Makes the newest state the written one. Called by the leader of the pipeline. */
  void publishWritten(long timestamp, Engine engine) {
    ViewSlot slot = slots.establish(timestamp, engine);
    assert timestamp > timestamp(Freshness.WRITTEN) : "written must rise";
    synchronized (this) {
      moveLocked(Freshness.WRITTEN, slot);
    }
    slots.release(slot);
  }

  /**
   * Moves acknowledged up to a state; does nothing if it is there.
   *
   * @param slot pinned by the caller
   */
  public synchronized void acknowledge(ViewSlot slot) {
    moveLocked(Freshness.ACKNOWLEDGED, slot);
  }

  /**
   * Moves durable, and acknowledged with it, up to a state.
   *
   * @param slot pinned by the caller, and synced
   */
  public synchronized void publishDurable(ViewSlot slot) {
    moveLocked(Freshness.ACKNOWLEDGED, slot);
    moveLocked(Freshness.DURABLE, slot);
  }

  /**
   * Timestamp of the oldest state that anybody reads; the pointers themselves do not count, since
   * the durable one may lag by seconds. Somebody may yet pin an older state whose pointer he has
   * read before it moved on: what is judged by the answer allows for that.
   *
   * @return the timestamp, at most that of the written state
   */
  public synchronized long oldestView() {
    return slots.oldestPinned(
        pointers.get(at(Freshness.WRITTEN)),
        pointers.get(at(Freshness.ACKNOWLEDGED)),
        pointers.get(at(Freshness.DURABLE)));
  }

  private void moveLocked(Freshness freshness, ViewSlot slot) {
    int at = at(freshness);
    if (slot.timestamp() <= timestamps.get(at)) {
      return;
    }
    assert freshness == Freshness.WRITTEN || slot.timestamp() <= timestamp(Freshness.WRITTEN)
        : "nothing is acknowledged or durable before it is written";
    long old = pointers.get(at);
    boolean held = slot.tryAcquire(slot.pointer());
    assert held : "the caller holds a reference";
    pointers.set(at, slot.pointer());
    // After the pointer: who has seen the timestamp pins a state that is at least as new.
    timestamps.set(at, slot.timestamp());
    slots.release(slots.slot(old));
  }
}
