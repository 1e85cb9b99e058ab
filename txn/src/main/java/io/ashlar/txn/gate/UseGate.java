package io.ashlar.txn.gate;

import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one thread at a time into what belongs to one owner, and lets any thread end it for good
 * without pulling memory from under a call: the last one out frees it.
 *
 * <p>Also what publishes plain fields from one owning thread to the next.
 *
 * <p>The thread that is inside may enter again, at the price of a comparison: a statement enters
 * once and then makes many calls. Allocates nothing.
 */
public abstract class UseGate {

  private static final int IDLE = 0;
  private static final int BUSY = 1;
  private static final int ENDED = 2;

  private static final VarHandle STATE = stateField();

  /** BUSY while somebody is inside or frees; ENDED besides once it has ended. By {@link #STATE}. */
  @SuppressWarnings("unused")
  private volatile int state = IDLE;

  /**
   * Who is inside. Written by that thread alone, which clears it before it leaves: so who reads
   * himself here is inside, whatever else a racing reader may see.
   */
  private Thread inside;

  /** How often {@link #inside} has entered again; that thread's own. */
  private int reentries;

  private volatile boolean cancelled;

  /** A gate with nobody inside. */
  protected UseGate() {}

  private static VarHandle stateField() {
    try {
      return MethodHandles.lookup().findVarHandle(UseGate.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Frees what is behind the gate, when it has ended and nobody is inside. Once.
   *
   * @param reusable whether it ended while nobody was inside: no call has been woken for good
   */
  protected abstract void free(boolean reusable);

  /** Ends, for good, what the call that is inside may be waiting for. */
  protected abstract void wakeInside();

  /**
   * Enters; the thread that is inside may do so again.
   *
   * @throws IllegalUseException when another thread is inside
   * @throws ClosedException when the gate has ended
   */
  public final void enter() {
    Thread caller = Thread.currentThread();
    if (inside == caller) {
      reentries++;
      return;
    }
    enterFirst();
  }

  /**
   * Enters, for what must not happen inside of something else: the thread that is inside is refused
   * like any other.
   *
   * @throws IllegalUseException when somebody is inside, be it this thread
   * @throws ClosedException when the gate has ended
   */
  public final void enterFirst() {
    StackRoom.requireInside();
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      throw refusal();
    }
    inside = Thread.currentThread();
  }

  /**
   * As {@link #enterFirst}, but with whatever stack is left, and of an ended gate it is told.
   *
   * @return false when the gate has ended
   * @throws IllegalUseException when somebody is inside, be it this thread
   */
  public final boolean enterFirstUnlessEnded() {
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      if (ended()) {
        return false;
      }
      throw refusal();
    }
    inside = Thread.currentThread();
    return true;
  }

  /**
   * Enters unless the gate has ended, with whatever stack is left: for what gives back.
   *
   * @return false when it has
   * @throws IllegalUseException when another thread is inside
   */
  public final boolean enterUnlessEnded() {
    if (tryEnter()) {
      return true;
    }
    if (ended()) {
      return false;
    }
    throw refusal();
  }

  /**
   * Enters if the gate is there to be entered, with whatever stack is left.
   *
   * @return false when it has ended, or another thread is inside
   */
  public final boolean tryEnter() {
    Thread caller = Thread.currentThread();
    if (inside == caller) {
      reentries++;
      return true;
    }
    if (!STATE.compareAndSet(this, IDLE, BUSY)) {
      return false;
    }
    inside = caller;
    return true;
  }

  /**
   * Leaves, on the thread that entered; frees what is behind the gate if it has ended meanwhile.
   */
  public final void exit() {
    assert inside == Thread.currentThread() : "left by who is not inside";
    if (reentries > 0) {
      reentries--;
      return;
    }
    inside = null;
    if (!STATE.compareAndSet(this, BUSY, IDLE)) {
      freeAndSettle(false);
    }
  }

  /**
   * Ends the gate for good, from any thread, and refuses nobody: frees what is behind it when
   * nobody is inside; else wakes the call that is, which frees on its way out. Idempotent: what it
   * guarded once may serve somebody else by now.
   */
  public final void end() {
    int seen = state;
    while ((seen & ENDED) == 0) {
      if (STATE.compareAndSet(this, seen, BUSY | ENDED)) {
        if (seen == IDLE) {
          freeAndSettle(true);
        } else {
          wakeInside();
        }
        return;
      }
      seen = state;
    }
  }

  private void freeAndSettle(boolean reusable) {
    try {
      free(reusable);
    } finally {
      STATE.setVolatile(this, ENDED);
    }
  }

  /**
   * Whether the gate has ended, if not yet for the call that is inside.
   *
   * @return true from then on
   */
  public final boolean ended() {
    return (state & ENDED) != 0;
  }

  /**
   * Checks, for who is inside, that the gate has not ended meanwhile: what follows would be for
   * nobody.
   *
   * @throws ClosedException when it has
   */
  public final void requireNotEnded() {
    if (ended()) {
      throw refusal();
    }
  }

  /**
   * Notes whether the work of this owner is not to go on. It stands here and not behind the gate,
   * which may serve somebody else later. Any thread.
   *
   * @param stop true to cancel, false when new work begins
   */
  public final void cancelled(boolean stop) {
    // Every transaction begins here, and hardly one was cancelled: a read costs less than a write.
    if (cancelled != stop) {
      cancelled = stop;
    }
  }

  /**
   * Whether the work of this owner is not to go on.
   *
   * @return as noted last
   */
  public final boolean cancelled() {
    return cancelled;
  }

  private RuntimeException refusal() {
    return ended()
        ? new ClosedException("The transaction has ended.", "cause", "closed")
        : new IllegalUseException(
            "The transaction is in use by another thread.",
            "thread",
            Thread.currentThread().getName());
  }
}
