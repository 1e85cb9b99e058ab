package io.ashlar.txn;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.ReadView;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.limit.ActiveLimits;
import io.ashlar.txn.lock.FailedRows;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.lock.LockTable;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.EntrySizes;
import org.agrona.DirectBuffer;

/** How a transaction locks, and at which view it knows what it has locked. */
final class LockRules {

  private final TransactionState state;
  private final VersionedStore store;
  private final LockTable table;
  private final LockOwner locks;
  private final TransactionViews views;
  private final ActiveLimits limits;
  private final EntrySizes sizes;

  /** What the transaction fails on, and the last one has failed on. */
  private final FailedRows failed;

  private long timeoutNs;

  LockRules(TransactionState state, TransactionViews views, ActiveLimits limits, EntrySizes sizes) {
    this.state = state;
    this.store = state.owner().store();
    this.table = state.owner().locks();
    this.locks = state.locks();
    this.failed = state.failedRows();
    this.views = views;
    this.limits = limits;
    this.sizes = sizes;
  }

  /** How long to wait for a lock, from here on. */
  void timeout(long mostNs) {
    if (mostNs < 0) {
      throw new IllegalUseException("The lock timeout is negative.", "timeoutNs", mostNs);
    }
    timeoutNs = mostNs;
  }

  /** Locks the row and returns the view that a locked read uses. */
  ReadView lockRow(DirectBuffer key, int offset, int length, boolean wait) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    boolean granted = acquireRow(hash, wait ? timeoutNs : 0);
    return viewOfLocked(key, offset, length, hash, granted);
  }

  /**
   * The same where the lock can be had at once; else null. Fails on no key, since whoever passes
   * over rows is not to wait for one when he begins again.
   */
  ReadView tryLockRow(DirectBuffer key, int offset, int length) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    failed.failOnNone();
    boolean held = locks.holdsRow(hash);
    if (!held && !table.tryLockRow(locks, hash)) {
      return null;
    }
    try {
      return viewOfLocked(key, offset, length, hash, !held);
    } finally {
      failed.failOnNone();
    }
  }

  /** The view by which a row is read that is locked, {@code granted} if by this call. */
  private ReadView viewOfLocked(
      DirectBuffer key, int offset, int length, long hash, boolean granted) {
    if (state.isolation() == IsolationLevel.READ_COMMITTED) {
      // Pinned after the grant: contains every commit of the key, see the package's invariant.
      if (granted || !views.lockedPinned()) {
        views.pinLocked();
      }
      locks.knowRow(hash, views.locked().timestamp());
      return views.locked();
    }
    ReadView view = views.statement();
    if (store.changedSince(key, offset, length, view.timestamp())) {
      failed.failOn(hash);
      throw new WriteConflictException(
          "The row was changed after the transaction's view.",
          "transaction",
          locks.id(),
          "viewTimestamp",
          view.timestamp(),
          "lock",
          Long.toHexString(hash));
    }
    return view;
  }

  /** Locks what the last transaction failed on and held; before any view. */
  void lockFailedRows() {
    for (int i = 0; i < failed.size(); i++) {
      acquireRow(failed.hash(i), timeoutNs);
    }
  }

  private boolean acquireRow(long hash, long waitNs) {
    if (waitNs > 0) {
      failed.failOn(hash);
    } else {
      // Who would not wait now is not to wait for the same lock when he begins again.
      failed.failOnNone();
    }
    boolean granted;
    try {
      granted = table.lockRow(locks, hash, limits.waitNs(waitNs));
    } catch (LockTimeoutException | CancelledException e) {
      throw failedWait(e);
    }
    failed.failOnNone();
    return granted;
  }

  void lockTable(long resource, boolean exclusive) {
    failed.failOnNone();
    long waitNs = limits.waitNs(timeoutNs);
    try {
      if (exclusive) {
        table.lockExclusive(locks, resource, waitNs);
      } else {
        table.lockShared(locks, resource, waitNs);
      }
    } catch (LockTimeoutException | CancelledException e) {
      throw failedWait(e);
    }
  }

  private AshlarException failedWait(AshlarException e) {
    AshlarException end = limits.endOfWait(e);
    if (end != null) {
      return state.stopped(end);
    }
    AshlarException endOfStatement = limits.endOfStatement(e);
    if (endOfStatement == null) {
      return e;
    }
    // The transaction goes on: whatever it fails on later is something else.
    failed.failOnNone();
    return endOfStatement;
  }
}
