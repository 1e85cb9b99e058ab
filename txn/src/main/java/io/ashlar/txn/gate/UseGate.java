package io.ashlar.txn;

import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets one call at a time into a transaction, and lets any thread end the transaction for good
 * without pulling memory from under a call: the last one out frees it.
 *
 * <p>Also what publishes the transaction's plain fields from one owning thread to the next.
 *
 * <p>The thread that is inside may enter again, at the price of a comparison: a statement enters
 * once and then makes many calls.
 */
final class UseGate extends AtomicInteger {

  @Serial private static final long serialVersionUID = 1L;

  static final int IDLE = 0;
  static final int BUSY = 1;
  static final int ENDED = 2;

  /**
   * Who is inside. Written by that thread alone, which clears it before it leaves: so who reads
   * himself here is inside, whatever else a racing reader may see.
   */
  private transient Thread inside;

  /** How often {@link #inside} has entered again; that thread's own. */
  private int reentries;

  void enter() {
    Thread caller = Thread.currentThread();
    if (inside == caller) {
      reentries++;
      return;
    }
    StackRoom.requireInside();
    if (!compareAndSet(IDLE, BUSY)) {
      refuse();
    }
    inside = caller;
  }

  /** Returns true when the gate was ended meanwhile: the caller frees, then {@link #settle}s. */
  boolean exit() {
    assert inside == Thread.currentThread() : "left by who is not inside";
    if (reentries > 0) {
      reentries--;
      return false;
    }
    inside = null;
    return !compareAndSet(BUSY, IDLE);
  }

  /**
   * Enters unless the gate has ended, with whatever stack is left: for what gives back.
   *
   * @return false when it has
   */
  boolean enterUnlessEnded() {
    Thread caller = Thread.currentThread();
    if (inside == caller) {
      reentries++;
      return true;
    }
    if (compareAndSet(IDLE, BUSY)) {
      inside = caller;
      return true;
    }
    if ((get() & ENDED) != 0) {
      return false;
    }
    refuse();
    return false;
  }

  /**
   * Ends the gate.
   *
   * @return {@link #IDLE} when nobody is inside: the caller frees, then settles; {@link #BUSY} when
   *     somebody is, who does so on the way out; {@link #ENDED} when it had ended already, and what
   *     it guarded may serve somebody else
   */
  int end() {
    int seen = get();
    while ((seen & ENDED) == 0) {
      if (compareAndSet(seen, BUSY | ENDED)) {
        return seen;
      }
      seen = get();
    }
    return ENDED;
  }

  /** What was to be freed is free. */
  void settle() {
    set(ENDED);
  }

  boolean ended() {
    return (get() & ENDED) != 0;
  }

  private void refuse() {
    if (ended()) {
      throw new ClosedException("The transaction has ended.", "cause", "closed");
    }
    throw new IllegalUseException(
        "The transaction is in use by another thread.", "thread", Thread.currentThread().getName());
  }
}
