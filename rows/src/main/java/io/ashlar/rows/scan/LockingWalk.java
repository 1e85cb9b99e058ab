package io.ashlar.rows.scan;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Walks a plan as {@link KeyWalk} does, and locks each row before it shows it. The walk at the
 * statement's view leads to primary keys only; what is shown was read under the lock. Where the
 * predicate fixes the whole primary key there is nothing to walk: the row is locked first, so that
 * a transaction whose first statement this is takes its view under the lock and does not lose
 * against the last holder.
 */
final class LockingWalk implements RowWalk {

  private final RowWalk walk;
  private final LockedRow row;
  private final boolean wait;

  /** Leads to partitions; null for a table that has none. */
  private final PartitionAccess partitions;

  private Workspace workspace;
  private StoreTransaction store;

  /** The transaction of {@link #store} at the opening: the object may serve another one later. */
  private long transactionId;

  /** Whether the one row that the plan leads to is still to be locked. */
  private boolean rowAhead;

  LockingWalk(Plan plan, RowWalk walk, PartitionAccess partitions, boolean wait) {
    this.walk = walk;
    this.row = new LockedRow(plan);
    this.wait = wait;
    this.partitions = partitions;
  }

  @Override
  public Plan plan() {
    return walk.plan();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    walk.explain(text, complete);
  }

  @Override
  public RowSource source() {
    return row.source();
  }

  @Override
  public void open(TransactionHandle transaction, Workspace memory) {
    Plan plan = plan();
    if (transaction.readOnly()) {
      throw new IllegalUseException(
          "A scan for update needs a transaction that writes.",
          "table",
          plan.path().table().name());
    }
    rowAhead = false;
    if (plan.isRow()) {
      plan.predicate().requireUprightRanges();
      rowAhead = !plan.predicate().isNeverTrue() && memory.range.encodeRowKey(plan);
    } else {
      walk.open(transaction, memory);
    }
    workspace = memory;
    store = transaction.store();
    transactionId = store.id();
  }

  @Override
  public boolean next() {
    if (plan().isRow()) {
      boolean ahead = rowAhead;
      rowAhead = false;
      return ahead && lockRow();
    }
    while (walk.next()) {
      KeyEncoder key = workspace.rowKey;
      RowSource at = walk.source();
      if (!plan().fetchesRows() || partitions != null) {
        // Otherwise the walk has left it there.
        key.reset(at.table().keyspaceId())
            .putRaw(at.primaryKeyBuffer(), at.primaryKeyOffset(), at.primaryKeyLength());
      }
      if (isThere(key) && lock(key.buffer(), key.length())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the partition of a row that was found is still there; shares its lock if so. */
  private boolean isThere(KeyEncoder key) {
    return partitions == null || partitions.enter(store, plan().path().table(), key);
  }

  private boolean lockRow() {
    if (partitions == null) {
      return lock(workspace.range.lower(), workspace.range.lowerLength());
    }
    KeyEncoder key = workspace.rowKey.resetEmpty();
    key.putRaw(workspace.range.lower(), 0, workspace.range.lowerLength());
    requireTransaction();
    return partitions.lead(store, plan().path().table(), key, true)
        && lock(key.buffer(), key.length());
  }

  private boolean lock(DirectBuffer key, int keyLength) {
    requireTransaction();
    return row.lock(store, key, 0, keyLength, workspace.row, wait) != VersionedStore.ABSENT;
  }

  @Override
  public void requirePosition() {
    if (plan().isRow()) {
      requireTransaction();
    } else {
      walk.requirePosition();
    }
  }

  private void requireTransaction() {
    if (!store.active() || store.id() != transactionId) {
      throw new ClosedException(
          "The transaction of the cursor has ended.", "table", plan().path().table().name());
    }
  }

  @Override
  public void close() {
    rowAhead = false;
    walk.close();
  }
}
