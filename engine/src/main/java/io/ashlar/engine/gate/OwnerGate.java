package io.ashlar.engine.gate;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gate of a handle that one thread uses at a time.
 *
 * <pre>
 *            enter                    close
 *   OPEN  ----------&gt;  BUSY     BUSY  -------&gt;  CLOSING   (the closer waits)
 *         &lt;----------                              | leave
 *            leave                                 v
 *   OPEN  ----------------------------------&gt;  DRAINED  --endClose--&gt;  CLOSED
 *                       close
 * </pre>
 *
 * <p>A native iterator or batch that two threads use at once corrupts native memory as surely as
 * one that was freed, so an overlapping call is refused instead of admitted. All methods are
 * thread-safe and allocate nothing.
 */
public final class OwnerGate {

  private static final int OPEN = 0;
  private static final int BUSY = 1;
  private static final int CLOSING = 2;
  private static final int DRAINED = 3;
  private static final int CLOSED = 4;

  private final AtomicInteger state = new AtomicInteger(OPEN);

  /**
   * Says who shut the gate; a caller that is refused in the same instant may see the general word.
   */
  private volatile String closedSentence = "The handle is closed.";

  /** An open gate. */
  public OwnerGate() {
    // The state is open from the start.
  }

  /**
   * Goes in; {@link #leave()} must follow in a finally block.
   *
   * @throws ClosedException if the gate is shut
   * @throws IllegalUseException if another call is inside
   */
  public void enter() {
    if (!state.compareAndSet(OPEN, BUSY)) {
      refuse();
    }
  }

  /** Goes out. */
  public void leave() {
    if (!state.compareAndSet(BUSY, OPEN)) {
      assert state.get() == CLOSING : "left a gate that was not entered";
      state.set(DRAINED);
    }
  }

  /**
   * Whether the gate has been shut.
   *
   * @return true from the moment a close began
   */
  public boolean closed() {
    return state.get() > BUSY;
  }

  /**
   * For calls that touch no native memory.
   *
   * @throws ClosedException if the gate is shut
   */
  public void requireOpen() {
    if (closed()) {
      refuse();
    }
  }

  /**
   * Shuts the gate and waits until the caller inside has left. The wait ignores interrupts, and the
   * interrupt flag stays as it was.
   *
   * @param sentence what late callers are told
   * @return true for the one caller that must now free the handle and then call {@link
   *     #endClose()}; false for all others, which return only after that has happened
   */
  public boolean beginClose(String sentence) {
    for (int round = 0; ; round++) {
      int seen = state.get();
      if (seen == CLOSED) {
        return false;
      }
      if (seen == OPEN && state.compareAndSet(OPEN, DRAINED)) {
        closedSentence = sentence;
        return true;
      }
      if (seen == BUSY && state.compareAndSet(BUSY, CLOSING)) {
        closedSentence = sentence;
        awaitDrained();
        return true;
      }
      Pause.after(round);
    }
  }

  /** Says that the handle has been freed. */
  public void endClose() {
    assert state.get() == DRAINED : "freed before the callers were out";
    state.set(CLOSED);
  }

  private void awaitDrained() {
    for (int round = 0; state.get() != DRAINED; round++) {
      Pause.after(round);
    }
  }

  private void refuse() {
    if (state.get() <= BUSY) {
      throw new IllegalUseException("The handle is in use by another call.");
    }
    throw new ClosedException(closedSentence);
  }
}
