package io.ashlar.engine.gate;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The gate of a handle that one thread uses at a time.
 *
 * <pre>
 *            enter                 close
 *   OPEN  ---------&gt;  BUSY   BUSY  ------&gt;  BUSY + SHUT + CLOSING   (the closer waits)
 *         &lt;---------                            | leave           | waited too long
 *            leave                              v                 v
 *   OPEN  -----------------------&gt;  SHUT + CLOSING        BUSY + SHUT, for another closer
 *                  close                | endClose
 *                                       v
 *                                     CLOSED
 * </pre>
 *
 * <p>A native iterator or batch that two threads use at once corrupts native memory as surely as
 * one that was freed, so an overlapping call is refused instead of admitted. All methods are
 * thread-safe and allocate nothing.
 */
public final class OwnerGate {

  /** Nobody is inside, and anybody may enter. */
  private static final int OPEN = 0;

  /** A bit: somebody is inside. */
  private static final int BUSY = 1;

  /** A bit: nobody enters any more. */
  private static final int SHUT = 2;

  /** A bit: somebody closes, and frees once nobody is inside. */
  private static final int CLOSING = 4;

  /** The end. */
  private static final int CLOSED = 8;

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

  /**
   * Goes in as {@link #enter()} does if nobody is inside.
   *
   * @return false if another call is inside
   * @throws ClosedException if the gate is shut
   */
  public boolean tryEnter() {
    if (state.compareAndSet(OPEN, BUSY)) {
      return true;
    }
    requireOpen();
    return false;
  }

  /** Goes out. */
  public void leave() {
    int left = state.getAndAdd(-BUSY);
    assert (left & BUSY) != 0 : "left a gate that was not entered";
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
   * @param limit how long to wait
   * @param kind what the gate belongs to, in one word
   * @return true for the one caller that must now free the handle and then call {@link
   *     #endClose()}; false for all others, which return only after that has happened
   * @throws io.ashlar.error.CloseTimeoutException when the caller inside has not left in time; the
   *     gate stays shut, and another close may follow
   */
  public boolean beginClose(String sentence, CloseLimit limit, String kind) {
    if (!shut()) {
      if (state.get() == CLOSED || !shutAfterOthers(limit, kind)) {
        return false;
      }
    }
    closedSentence = sentence;
    awaitEmpty(limit, kind);
    return true;
  }

  /** Whether the caller is the one who closes. */
  private boolean shut() {
    int seen = state.get();
    while (seen != CLOSED && (seen & CLOSING) == 0) {
      if (state.compareAndSet(seen, seen | SHUT | CLOSING)) {
        return true;
      }
      seen = state.get();
    }
    return false;
  }

  private boolean shutAfterOthers(CloseLimit limit, String kind) {
    try (CloseWait wait = limit.begin(kind, StripedGate.INSIDE)) {
      while (!shut()) {
        if (state.get() == CLOSED) {
          return false;
        }
        wait.pause();
      }
      return true;
    }
  }

  /** Says that the handle has been freed. */
  public void endClose() {
    assert state.get() == (SHUT | CLOSING) : "freed before the callers were out";
    state.set(CLOSED);
  }

  private void awaitEmpty(CloseLimit limit, String kind) {
    if ((state.get() & BUSY) == 0) {
      return;
    }
    boolean empty = false;
    try (CloseWait wait = limit.begin(kind, StripedGate.INSIDE)) {
      while ((state.get() & BUSY) != 0) {
        wait.pause();
      }
      empty = true;
    } finally {
      if (!empty) {
        state.getAndAdd(-CLOSING);
      }
    }
  }

  private void refuse() {
    if (state.get() <= BUSY) {
      throw new IllegalUseException("The handle is in use by another call.");
    }
    throw new ClosedException(closedSentence);
  }
}
