package io.ashlar.txn;

import io.ashlar.error.AshlarException;
import io.ashlar.error.RetryableException;

/**
 * A transaction's state behind the gate that lets one call at a time in, and what can be asked of
 * it from outside the gate.
 */
abstract class GuardedTransaction {

  final TransactionState state;

  private final UseGate gate = new UseGate();

  final Transactions owner;

  /** Whether the state goes back to the owner for another transaction object. */
  private final boolean recycled;

  /** Whether a call that was inside at the end has been, or is about to be, woken for good. */
  private volatile boolean cancelled;

  /** The owner's list of objects that are not closed; guarded by the owner. */
  StoreTransaction previous;

  /** As {@link #previous}. */
  StoreTransaction next;

  /** Whether this is in the list; guarded by the owner. */
  boolean listed;

  GuardedTransaction(Transactions owner, TransactionState state, boolean recycled) {
    this.owner = owner;
    this.state = state;
    this.recycled = recycled;
  }

  /**
   * Names the transaction in errors.
   *
   * @return a number that no other transaction since the start has
   */
  public final long id() {
    return state.id();
  }

  /**
   * The retryable failure that has ended the transaction.
   *
   * @return the failure, or null when it did not end so
   */
  public final RetryableException failure() {
    return state.failure();
  }

  /**
   * What the transaction was stopped for by its limits.
   *
   * @return a deadline or a cancellation, or null when it did not end so
   */
  public final AshlarException stop() {
    return state.stop();
  }

  /**
   * Ends the transaction for a retryable failure that a layer above has found, as if a call of the
   * transaction had thrown it: rolled back, and known to {@link Transactions#transact}.
   *
   * @param found the failure
   * @return the failure, for the caller to throw
   */
  public final RetryableException fail(RetryableException found) {
    enter();
    try {
      return state.failed(found);
    } finally {
      exit();
    }
  }

  /**
   * Whether something was put or deleted.
   *
   * @return true when a commit would write
   */
  public final boolean hasWrites() {
    return state.writes().writes() > 0;
  }

  /**
   * Waits for locks that have ended, those of earlier transactions of the same object included.
   *
   * @return the number
   */
  public final long lockWaits() {
    return state.locks().waits();
  }

  /**
   * How long they took.
   *
   * @return nanoseconds
   */
  public final long lockWaitNs() {
    return state.locks().waitNs();
  }

  /**
   * Bytes counted against the write set limit.
   *
   * @return bytes of all buffered entries, replaced ones and headers included
   */
  public final long writeSetBytes() {
    return state.writes().usedBytes();
  }

  /**
   * Keeps other threads out, and the memory in place, until {@link #exitStatement}: the calls in
   * between then cost no atomic operation to enter.
   *
   * @throws io.ashlar.error.IllegalUseException when another thread is inside a call
   * @throws io.ashlar.error.ClosedException when this object or the database is closed
   */
  public final void enterStatement() {
    enter();
  }

  /** Undoes {@link #enterStatement}, on the same thread. */
  public final void exitStatement() {
    exit();
  }

  TransactionState state() {
    return state;
  }

  void enter() {
    gate.enter();
  }

  /** False when this object has ended for good, which has freed what the caller would free. */
  boolean enterUnlessEnded() {
    return gate.enterUnlessEnded();
  }

  void exit() {
    if (gate.exit()) {
      free(recycled && !cancelled);
    }
  }

  boolean ended() {
    return gate.ended();
  }

  /**
   * Ends this object for good, from any thread. Frees its memory when no call is inside; otherwise
   * wakes a call that waits for a lock, and the call frees on its way out.
   */
  void terminate() {
    // Before the gate ends: a call that is inside must not hand on a state that is cancelled below.
    cancelled = true;
    int found = gate.end();
    if (found == UseGate.IDLE) {
      free(recycled);
    } else if (found == UseGate.BUSY) {
      state.locks().cancel();
    }
  }

  private void free(boolean handOn) {
    try {
      if (handOn) {
        owner.takeBack(state);
      } else {
        state.free();
      }
    } finally {
      gate.settle();
    }
  }
}
