package io.ashlar.engine.gate;

import io.ashlar.error.ClosedException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The gate of a handle that many threads use at once.
 *
 * <p>The callers inside are counted in stripes, one cache-line pair each, chosen by thread, so that
 * readers on different cores do not write to the same line. A caller counts itself in
 * <em>before</em> it looks whether the gate is shut, and a closer shuts the gate <em>before</em> it
 * looks at the counts (both sequentially consistent): whichever comes second sees the other.
 *
 * <p>All methods are thread-safe; {@link #enter()} and {@link #leave()} allocate nothing and must
 * be called by the same thread.
 */
public final class StripedGate {

  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);

  /** The package whose classes are inside a gate while they run. */
  static final String INSIDE = "io.ashlar.engine.";

  private static final int OPEN = 0;
  private static final int CLOSING = 1;

  /** Nobody enters, and nobody waits for those inside any more. */
  private static final int SHUT = 2;

  private static final int CLOSED = 3;

  /** Two cache lines of longs, because processors fetch lines in pairs. */
  private static final int STRIDE = 16;

  private static final int STRIPES =
      Math.min(16, Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1));

  private final long[] inside = new long[STRIPES * STRIDE];
  private volatile int state = OPEN;
  private volatile String closedSentence = "The handle is closed.";

  /** An open gate. Allocates 128 bytes a stripe: what is opened often keeps its gate. */
  public StripedGate() {
    // The state is open from the start.
  }

  private static int slotOf(Thread thread) {
    // Thread ids are dense, so their low bits spread well.
    return ((int) thread.getId() & (STRIPES - 1)) * STRIDE;
  }

  /**
   * Goes in; {@link #leave()} must follow in a finally block.
   *
   * @throws ClosedException if the gate is shut
   */
  public void enter() {
    int slot = slotOf(Thread.currentThread());
    COUNT.getAndAdd(inside, slot, 1L);
    if (state != OPEN) {
      COUNT.getAndAdd(inside, slot, -1L);
      throw new ClosedException(closedSentence);
    }
  }

  /** Goes out. */
  public void leave() {
    COUNT.getAndAdd(inside, slotOf(Thread.currentThread()), -1L);
  }

  /**
   * Whether the gate has been shut.
   *
   * @return true from the moment a close began
   */
  public boolean closed() {
    return state != OPEN;
  }

  /**
   * Shuts the gate and waits until all callers inside have left. The wait ignores interrupts.
   *
   * @param sentence what late callers are told
   * @param limit how long to wait
   * @param kind what the gate belongs to, in one word
   * @return true for the one caller that must now free the handle and then call {@link
   *     #endClose()}; false for all others, which return only after that has happened
   * @throws io.ashlar.error.CloseTimeoutException when the callers inside have not left in time;
   *     the gate stays shut, and another close may follow
   */
  public boolean beginClose(String sentence, CloseLimit limit, String kind) {
    if (!shut(sentence)) {
      if (state == CLOSED || !shutAfterOthers(sentence, limit, kind)) {
        return false;
      }
    }
    boolean empty = false;
    try {
      awaitEmpty(limit, kind);
      empty = true;
    } finally {
      if (!empty) {
        state = SHUT;
      }
    }
    return true;
  }

  private boolean shutAfterOthers(String sentence, CloseLimit limit, String kind) {
    try (CloseWait wait = limit.begin(kind, INSIDE)) {
      while (!shut(sentence)) {
        if (state == CLOSED) {
          return false;
        }
        wait.pause();
      }
      return true;
    }
  }

  /** A stripe that was seen empty needs no second look: nobody enters any more. */
  private void awaitEmpty(CloseLimit limit, String kind) {
    int slot = firstInside(0);
    if (slot == inside.length) {
      return;
    }
    try (CloseWait wait = limit.begin(kind, INSIDE)) {
      while (slot < inside.length) {
        wait.pause();
        slot = firstInside(slot);
      }
    }
  }

  private int firstInside(int from) {
    int slot = from;
    while (slot < inside.length && (long) COUNT.getVolatile(inside, slot) == 0) {
      slot += STRIDE;
    }
    return slot;
  }

  /** Gives up a close that has begun: what would have been freed is still in use elsewhere. */
  public void abandonClose() {
    state = SHUT;
  }

  /** Says that the handle has been freed. */
  public void endClose() {
    state = CLOSED;
  }

  /**
   * Opens a closed gate again, for another thing of the same handle; who was refused before may be
   * admitted now. A late caller who is still counting himself out delays the next close by as much
   * and harms nothing. Called by one thread at a time, and not while another closes.
   */
  public void reopen() {
    assert state == CLOSED : "a gate is closed before it is opened again";
    state = OPEN;
  }

  private synchronized boolean shut(String sentence) {
    if (state != OPEN && state != SHUT) {
      return false;
    }
    closedSentence = sentence;
    state = CLOSING;
    return true;
  }
}
