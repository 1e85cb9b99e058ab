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

  private static final int OPEN = 0;
  private static final int CLOSING = 1;
  private static final int CLOSED = 2;

  private final StripePool pool;
  private final long[] inside;
  private volatile int state = OPEN;
  private volatile String closedSentence = "The handle is closed.";

  /**
   * An open gate.
   *
   * @param pool where the counters come from, and go back to when the gate is closed
   */
  public StripedGate(StripePool pool) {
    this.pool = pool;
    this.inside = pool.acquire();
  }

  /**
   * Goes in; {@link #leave()} must follow in a finally block.
   *
   * @throws ClosedException if the gate is shut
   */
  public void enter() {
    int slot = StripePool.slotOf(Thread.currentThread());
    COUNT.getAndAdd(inside, slot, 1L);
    if (state != OPEN) {
      COUNT.getAndAdd(inside, slot, -1L);
      throw new ClosedException(closedSentence);
    }
  }

  /** Goes out. */
  public void leave() {
    COUNT.getAndAdd(inside, StripePool.slotOf(Thread.currentThread()), -1L);
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
   * @return true for the one caller that must now free the handle and then call {@link
   *     #endClose()}; false for all others, which return only after that has happened
   */
  public boolean beginClose(String sentence) {
    if (!shut(sentence)) {
      for (int round = 0; state != CLOSED; round++) {
        Pause.after(round);
      }
      return false;
    }
    for (int slot = 0; slot < inside.length; slot += StripePool.STRIDE) {
      for (int round = 0; (long) COUNT.getVolatile(inside, slot) != 0; round++) {
        Pause.after(round);
      }
    }
    return true;
  }

  /**
   * Says that the handle has been freed. The counters go to the next gate. A late caller may still
   * step on them for a moment; that delays the close of the next gate by as much and harms nothing.
   */
  public void endClose() {
    pool.release(inside);
    state = CLOSED;
  }

  private synchronized boolean shut(String sentence) {
    if (state != OPEN) {
      return false;
    }
    closedSentence = sentence;
    state = CLOSING;
    return true;
  }
}
