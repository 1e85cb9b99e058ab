package io.ashlar.txn;

import io.ashlar.error.AshlarException;
import io.ashlar.error.RetryableException;
import io.ashlar.txn.limit.CancelSignal;

/**
 * A transaction's state behind the gate that lets one call at a time in, and what can be asked of
 * it from outside the gate.
 */
abstract class GuardedTransaction {

  final TransactionState state;
  final StateGate gate;
  final Transactions owner;

  /** The owner's list of objects that are not closed; guarded by the owner. */
  StoreTransaction previous;

  /** As {@link #previous}. */
  StoreTransaction next;

  /** Whether this is in the list; guarded by the owner. */
  boolean listed;

  GuardedTransaction(Transactions owner, TransactionState state, boolean recycled) {
    this.owner = owner;
    this.state = state;
    this.gate = new StateGate(owner, state, recycled);
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
    gate.exit();
  }

  boolean ended() {
    return gate.ended();
  }

  /**
   * Ends this object for good, from any thread. Frees its memory when no call is inside; otherwise
   * wakes a call that waits for a lock, and the call frees on its way out.
   */
  void terminate() {
    gate.end();
  }

  /**
   * Ends the work of this transaction as soon as it looks: at once where it waits for a lock, else
   * at its next call, which rolls back. Under {@code transact} it ends the call, retries included.
   * Without effect on a transaction that has ended, and on a commit that was handed to the store.
   * Any thread, also while another one is inside a call.
   */
  public final void cancel() {
    gate.cancelled(true);
    state.locks().wake();
  }

  /**
   * Ends the work when the time is over. The earlier of two deadlines counts within a call of
   * {@code transact}; otherwise the newer one.
   *
   * @param timeoutNs from now on; not positive for one that is over
   */
  public final void timeout(long timeoutNs) {
    enter();
    try {
      state.requireActive();
      state.limits().timeout(timeoutNs);
    } finally {
      exit();
    }
  }

  /**
   * Ends the work when the signal is thrown.
   *
   * @param follow the signal
   */
  public final void follow(CancelSignal follow) {
    enter();
    try {
      state.requireActive();
      state.limits().follow(follow);
    } finally {
      exit();
    }
  }

  /** Checks that a transaction is under way and may go on. */
  final void requireGoing() {
    state.requireGoing();
  }

  /** Ends the transaction if it was cancelled or its time is over. */
  final void judge() {
    state.judge();
  }

  /**
   * Whether the work cannot go on in another run, after the failure of this one. Known while this
   * object has not ended: its state may serve somebody else then.
   */
  final AshlarException endOfWork(AshlarException failed) {
    if (!enterUnlessEnded()) {
      return null;
    }
    try {
      return state.limits().endOfWork(failed);
    } finally {
      exit();
    }
  }

  /** Time left of the work, for a pause; likewise. */
  final long remainingNs() {
    if (!enterUnlessEnded()) {
      return 0;
    }
    try {
      return state.limits().remainingNs();
    } finally {
      exit();
    }
  }
}
