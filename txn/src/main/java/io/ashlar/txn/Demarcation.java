package io.ashlar.txn;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.OrderedListener;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.cursor.TransactionCursors;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.limit.ActiveLimits;
import io.ashlar.txn.lock.FailedRows;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.readset.ReadSet;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.WriteSet;

/** Where a transaction begins and commits, and the points between to which it is taken back. */
final class Demarcation {

  private final TransactionState state;
  private final Transactions owner;
  private final boolean rowLocks;
  private final LockOwner locks;
  private final FailedRows failed;
  private final ActiveLimits limits;
  private final TransactionViews views;
  private final WriteSet writes;
  private final ReadSet reads;
  private final TransactionCursors cursors;
  private final Committer committer;
  private final OrderedListener ordered;

  Demarcation(
      TransactionState state,
      TransactionViews views,
      WriteSet writes,
      ReadSet reads,
      TransactionCursors cursors) {
    this.state = state;
    this.owner = state.owner();
    this.rowLocks = owner.store().capabilities().rowLocks();
    this.locks = state.locks();
    this.failed = state.failedRows();
    this.limits = state.limits();
    this.views = views;
    this.writes = writes;
    this.reads = reads;
    this.cursors = cursors;
    this.committer = owner.store().newCommitter();
    this.ordered = timestamp -> owner.locks().releaseAll(locks);
  }

  /**
   * Begins, or, where no limits are given, begins another run of the same work; locks nothing and
   * pins nothing.
   */
  void begin(
      UseGate gate,
      IsolationLevel level,
      Durability durability,
      boolean reading,
      TransactionLimits work) {
    if (state.active()) {
      throw new IllegalUseException(
          "The transaction is active already.", "transaction", locks.id());
    }
    long id = owner.nextId();
    if (work == null) {
      limits.beginRun(gate, id);
    } else {
      limits.begin(gate, id, work);
    }
    locks.begin(id, limits);
    boolean judged = level == IsolationLevel.SERIALIZABLE && !reading;
    views.begin(Freshness.WRITTEN, judged);
    if (judged) {
      reads.begin();
    }
    failed.failOnNone();
    state.begin(level, durability, reading);
  }

  /** Pins the view of a read-only transaction, or ends it. */
  void pin(Freshness freshness) {
    views.begin(freshness, false);
    pinOrEnd();
  }

  /** The same, as of an earlier time. */
  void pinAsOf(long asOf) {
    views.beginAsOf(asOf);
    pinOrEnd();
  }

  private void pinOrEnd() {
    boolean pinned = false;
    try {
      pinned = views.statement().pinned();
    } finally {
      if (!pinned) {
        state.end();
      }
    }
  }

  /** Undoes writes; what has been read stays read. */
  void rollbackTo(long savepoint) {
    // Before the keys go that cursors over own writes stand on.
    cursors.flushReads();
    cursors.voidAfter(writes.rollbackTo(savepoint));
  }

  /** Waits for the acknowledgement when nobody else is to be told of it. */
  long commit(Durability override, AcknowledgedListener acknowledged) {
    if (!state.readOnly()) {
      return commitWrites(override == null ? state.durability() : override, acknowledged);
    }
    long timestamp = views.newestRead();
    state.end();
    if (acknowledged != null) {
      acknowledged.acknowledged(timestamp, null);
    }
    return timestamp;
  }

  private long commitWrites(Durability durability, AcknowledgedListener acknowledged) {
    boolean lift = state.isolation() == IsolationLevel.READ_COMMITTED && rowLocks;
    writes.readAtFloor(lift ? views.newestPinned() : 0);
    failed.failOnNone();
    if (reads.recording() && writes.writes() > 0) {
      cursors.flushReads();
      reads.readAt(views.statement().timestamp());
      writes.reads(reads);
    }
    try {
      return acknowledged == null
          ? committer.commit(writes, views.newestRead(), durability, ordered)
          : committer.commitAsync(writes, views.newestRead(), durability, ordered, acknowledged);
    } catch (WriteConflictException e) {
      failed.failOn(committer.conflictHash());
      throw e;
    } catch (SerializationConflictException e) {
      long hash = committer.conflictHash();
      // A key that was only read is not locked ahead: two readers of it would stand in each
      // other's way for nothing.
      if (hash != 0 && locks.holdsRow(hash)) {
        failed.failOn(hash);
      }
      throw e;
    } finally {
      state.end();
    }
  }

  void free() {
    committer.close();
  }
}
