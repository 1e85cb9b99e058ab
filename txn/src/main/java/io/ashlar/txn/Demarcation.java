package io.ashlar.txn;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.AcknowledgedListener;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.txn.limit.WorkLimits;

/** Where a transaction begins and ends, and the points in between to which it can be taken back. */
abstract class DemarcatedTransaction extends GuardedTransaction {

  DemarcatedTransaction(Transactions owner, TransactionState state, boolean recycled) {
    super(owner, state, recycled);
  }

  /**
   * Begins a read-write transaction. Takes no view yet: the first read or write does.
   *
   * @param level what it sees and may overwrite
   * @param mode when its commit is acknowledged
   * @throws IllegalUseException when a transaction is active
   * @throws ClosedException when this object or the database is closed
   */
  public final void begin(Isolation level, SyncMode mode) {
    begin(level, mode, WorkLimits.NONE);
  }

  final void begin(Isolation level, SyncMode mode, WorkLimits limits) {
    enter();
    try {
      state.start(gate, level, mode, false, limits);
      judge();
    } finally {
      exit();
    }
  }

  /**
   * Begins again after a failure: first locks the key that the last transaction of this object
   * failed on, if it failed on one, with the rows that it held then, so that its first view is
   * taken under the locks and a hot row makes progress.
   *
   * @param level what it sees and may overwrite
   * @param mode when its commit is acknowledged
   * @throws io.ashlar.error.LockTimeoutException when a lock was not granted; not active then
   * @throws io.ashlar.error.DeadlockException when a lock would close a cycle; not active then
   */
  public final void beginRetry(Isolation level, SyncMode mode) {
    enter();
    try {
      state.start(gate, level, mode, false, WorkLimits.NONE);
      state.lockFailedRows();
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /** As {@link #beginRetry}, but another run of the same work, under the same limits. */
  final void beginRun(Isolation level, SyncMode mode) {
    enter();
    try {
      state.start(gate, level, mode, false, null);
      judge();
      state.lockFailedRows();
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Begins a read-only transaction and pins its view. It locks nothing, records nothing and never
   * fails with a conflict.
   *
   * @param freshness which newest state it reads
   */
  public final void beginRead(Freshness freshness) {
    enter();
    try {
      state.start(gate, Isolation.SNAPSHOT, owner.options().syncMode(), true, WorkLimits.NONE);
      state.pinFirstView(freshness);
    } finally {
      exit();
    }
  }

  /**
   * Begins a read-only transaction that reads the newest acknowledged state as it was at an earlier
   * time.
   *
   * @param asOf the timestamp: what was committed up to it is seen
   * @throws io.ashlar.error.HistoryUnavailableException when the time lies beyond what is
   *     acknowledged; later reads throw it for keyspaces that have no history of that time
   */
  public final void beginReadAsOf(long asOf) {
    enter();
    try {
      state.start(gate, Isolation.SNAPSHOT, owner.options().syncMode(), true, WorkLimits.NONE);
      state.pinFirstViewAsOf(asOf);
    } finally {
      exit();
    }
  }

  /**
   * Whether a transaction is under way. Any thread; exact on the owning one.
   *
   * @return true between begin and the end
   */
  public final boolean active() {
    return state.active() && !ended();
  }

  /**
   * Whether the transaction was begun by {@link #beginRead} and cannot write.
   *
   * @return true when so
   */
  public final boolean readOnly() {
    return state.readOnly();
  }

  /**
   * The level that it was begun with.
   *
   * @return the level; SNAPSHOT for a read-only one
   */
  public final Isolation isolation() {
    return state.isolation();
  }

  /**
   * Says how long this transaction waits for a lock from here on, to its end; the next one waits as
   * long as the options say again.
   *
   * @param timeoutNs how long at most; 0 for not at all
   * @throws IllegalUseException when negative
   */
  public final void lockTimeout(long timeoutNs) {
    enter();
    try {
      state.requireActive();
      state.lockTimeout(timeoutNs);
    } finally {
      exit();
    }
  }

  /**
   * Marks the present state of the buffered writes. Rewriting a key after a savepoint takes new
   * memory, so one that is not needed any more should be {@linkplain #releaseSavepoint released}.
   *
   * @return names the savepoint
   */
  public final long savepoint() {
    enter();
    try {
      state.requireActive();
      return state.writes().savepoint();
    } finally {
      exit();
    }
  }

  /**
   * Undoes the buffered writes since a savepoint, which can be used again; locks stay. Releases the
   * cursors that were opened since and saw own writes.
   *
   * @param savepoint from {@link #savepoint} of this transaction
   * @throws IllegalUseException when the savepoint is not known
   */
  public final void rollbackTo(long savepoint) {
    enter();
    try {
      state.requireActive();
      state.rollbackTo(savepoint);
    } finally {
      exit();
    }
  }

  /**
   * Forgets a savepoint and those taken after it; the writes stay.
   *
   * @param savepoint from {@link #savepoint} of this transaction
   * @throws IllegalUseException when the savepoint is not known
   */
  public final void releaseSavepoint(long savepoint) {
    enter();
    try {
      state.requireActive();
      state.writes().releaseSavepoint(savepoint);
    } finally {
      exit();
    }
  }

  /**
   * Commits with the mode that the transaction was begun with.
   *
   * @return as {@link #commit(SyncMode)}
   */
  public final long commit() {
    return commit(null);
  }

  /**
   * Commits all buffered writes at one timestamp, or none, and ends the transaction in any case.
   * Returns when the commit is acknowledged; an empty one too waits until what it could have read
   * is as durable as asked for.
   *
   * @param override when to acknowledge, or null for the mode that it was begun with
   * @return the commit timestamp, or the newest timestamp that was read at when nothing was written
   * @throws WriteConflictException when a written or checked key was changed
   * @throws io.ashlar.error.SerializationConflictException under SERIALIZABLE, when a key or range
   *     that was read was changed, and something was written
   * @throws io.ashlar.error.SnapshotTooOldException when the store cannot judge a view this old
   * @throws io.ashlar.error.DeadlineExceededException when the deadline is over; one that comes
   *     later finds the commit on its way and changes nothing
   * @throws io.ashlar.error.CancelledException when it was cancelled; likewise
   * @throws io.ashlar.error.OutOfSpaceException when the disk is full; nothing was written
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed after the commit may
   *     have been written; not to be retried
   */
  public final long commit(SyncMode override) {
    enter();
    try {
      requireGoing();
      return state.commit(override, null);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Commits as {@link #commit(SyncMode)} does and throws what it throws until the commit is
   * ordered; then returns, with the transaction ended and its locks released, and leaves the rest
   * to the listener. The object can be begun again at once.
   *
   * @param override when to acknowledge, or null for the mode that it was begun with
   * @param acknowledged told once, when {@code commit} would have returned; not when this throws
   * @return the commit timestamp, or the newest timestamp that was read at when nothing was written
   */
  public final long commitAsync(SyncMode override, AcknowledgedListener acknowledged) {
    enter();
    try {
      requireGoing();
      return state.commit(override, acknowledged);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /** Undoes everything and ends the transaction. Does nothing when none is active. */
  public final void rollback() {
    if (!enterUnlessEnded()) {
      return;
    }
    try {
      state.end();
    } finally {
      exit();
    }
  }
}
