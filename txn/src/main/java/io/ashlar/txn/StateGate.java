package io.ashlar.txn;

import io.ashlar.error.AshlarException;
import io.ashlar.error.RetryableException;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.limit.StatementClock;

/**
 * The gate of one transaction object, before a state that may have served others, and what passes
 * it to begin, end or limit a transaction. What each call means is said at {@link
 * StoreTransaction}.
 */
final class StateGate extends UseGate {

  private final TransactionState state;

  /** Whether the state goes back to its owner for another transaction object. */
  private final boolean recycled;

  StateGate(TransactionState state, boolean recycled) {
    this.state = state;
    this.recycled = recycled;
  }

  TransactionState state() {
    return state;
  }

  @Override
  protected void free(boolean reusable) {
    if (recycled && reusable) {
      state.owner().takeBack(state);
    } else {
      state.free();
    }
  }

  @Override
  protected void wakeInside() {
    state.locks().cancel();
  }

  void begin(IsolationLevel level, Durability durability, TransactionLimits limits) {
    enter();
    try {
      state.demarcation().begin(this, level, durability, false, limits);
      state.judge();
    } finally {
      exit();
    }
  }

  /** Without limits another run of the same work, under those that it has. */
  void beginAgain(IsolationLevel level, Durability durability, TransactionLimits limits) {
    enter();
    try {
      state.demarcation().begin(this, level, durability, false, limits);
      state.judge();
      state.locking().lockFailedRows();
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  void beginRead(Freshness freshness) {
    enter();
    try {
      beginReading();
      state.demarcation().pin(freshness);
    } finally {
      exit();
    }
  }

  void beginReadAsOf(long asOf) {
    enter();
    try {
      beginReading();
      state.demarcation().pinAsOf(asOf);
    } finally {
      exit();
    }
  }

  private void beginReading() {
    Durability durability = state.owner().options().durability();
    state
        .demarcation()
        .begin(this, IsolationLevel.SNAPSHOT, durability, true, TransactionLimits.none());
  }

  /** Enters where the transaction that is named is still under way; false when it has ended. */
  boolean enterAgain(long id) {
    if (!enterUnlessEnded()) {
      return false;
    }
    if (state.active() && state.id() == id) {
      return true;
    }
    exit();
    return false;
  }

  long savepoint() {
    enter();
    try {
      state.requireActive();
      return state.writes().savepoint();
    } finally {
      exit();
    }
  }

  void rollbackTo(long savepoint) {
    enter();
    try {
      state.requireActive();
      state.demarcation().rollbackTo(savepoint);
    } finally {
      exit();
    }
  }

  void releaseSavepoint(long savepoint) {
    enter();
    try {
      state.requireActive();
      state.writes().releaseSavepoint(savepoint);
    } finally {
      exit();
    }
  }

  long commit(Durability override, AcknowledgedListener acknowledged) {
    enter();
    try {
      state.requireGoing();
      return state.demarcation().commit(override, acknowledged);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  void rollback() {
    if (!enterUnlessEnded()) {
      return;
    }
    try {
      state.end();
    } finally {
      exit();
    }
  }

  RetryableException fail(RetryableException found) {
    enter();
    try {
      return state.failed(found);
    } finally {
      exit();
    }
  }

  void cancel() {
    cancelled(true);
    state.locks().wake();
  }

  void timeout(long timeoutNs) {
    enter();
    try {
      state.requireActive();
      state.limits().timeout(timeoutNs);
    } finally {
      exit();
    }
  }

  void follow(CancellationToken token) {
    enter();
    try {
      state.requireActive();
      state.limits().follow(token);
    } finally {
      exit();
    }
  }

  StatementClock limitStatement(StatementClock clock) {
    enter();
    try {
      return state.limitStatement(clock);
    } finally {
      exit();
    }
  }

  /**
   * Whether the work cannot go on in another run, after the failure of this one; null when it can,
   * and when this gate has ended: the state may serve somebody else then.
   */
  AshlarException endOfWork(AshlarException failed) {
    if (!enterUnlessEnded()) {
      return null;
    }
    try {
      return state.limits().endOfWork(failed);
    } finally {
      exit();
    }
  }

  /** Time left of the work, for a pause; none when this gate has ended. */
  long remainingNs() {
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
