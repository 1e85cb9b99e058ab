package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.sort.SortedRows;
import io.ashlar.store.VersionedStore;
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

  /** The same walk where it sorts, else null. */
  private final SortingWalk sorting;

  private final LockedRow row;
  private final LockMode mode;

  private final Routing routing;

  private Workspace workspace;
  private StoreTransaction store;

  /** Whether the one row that the plan leads to is still to be locked. */
  private boolean rowAhead;

  private long locked;

  private LockingWalk(
      Plan plan, RowWalk walk, SortingWalk sorting, Routing routing, LockMode mode) {
    this.walk = walk;
    this.sorting = sorting;
    this.row = new LockedRow(plan);
    this.mode = mode;
    this.routing = routing;
  }

  /** Locks the rows that a walk leads to. */
  static LockingWalk along(Plan plan, RowWalk walk, Routing routing, LockMode mode) {
    return new LockingWalk(plan, walk, null, routing, mode);
  }

  /** Locks the rows whose primary keys were sorted. */
  static LockingWalk sorted(Plan plan, SortingWalk keys, Routing routing, LockMode mode) {
    return new LockingWalk(plan, keys, keys, routing, mode);
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
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter meter) {
    Plan plan = plan();
    if (transaction.readOnly()) {
      throw new IllegalUseException(
          "A scan for update needs a transaction that writes.",
          "table",
          plan.path().table().name());
    }
    rowAhead = false;
    locked = 0;
    if (plan.isRow()) {
      if (plan.predicate().expires()) {
        plan.predicate().judgeAt(transaction.expiryTime());
      }
      // Its one row has been read by whoever stopped anywhere but before the first.
      rowAhead =
          (from == null || from.key() == null || from.inclusive())
              && !plan.predicate().isNeverTrue()
              && memory.range.encodeRowKey(plan);
    } else {
      walk.open(transaction, memory, from, meter);
    }
    workspace = memory;
    store = transaction.store();
  }

  @Override
  public boolean outgrown() {
    return walk.outgrown();
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
      if (sorting != null) {
        SortedRows rows = sorting.rows();
        key.reset(plan().path().table().keyspaceId())
            .putRaw(rows.buffer(), rows.keyOffset(), rows.keyLength());
      } else if (!plan().fetchesRows() || routing.leads()) {
        RowSource at = walk.source();
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
    TableDefinition table = plan().path().table();
    // Sorted rows are known by their primary keys alone.
    TableDefinition partition =
        sorting == null
            ? routing.enter(store, table, key.buffer(), 0, key.length())
            : routing.find(store, table, key);
    return partition != null;
  }

  private boolean lockRow() {
    if (!routing.leads()) {
      return lock(workspace.range.lower(), workspace.range.lowerLength());
    }
    KeyEncoder key = workspace.rowKey.resetEmpty();
    key.putRaw(workspace.range.lower(), 0, workspace.range.lowerLength());
    return routing.lead(store, plan().path().table(), key, true)
        && lock(key.buffer(), key.length());
  }

  @Override
  public long moved() {
    return plan().isRow() ? locked : walk.moved();
  }

  @Override
  public long fetches() {
    return locked;
  }

  @Override
  public StopReason stopped() {
    if (!plan().isRow()) {
      return walk.stopped();
    }
    return rowAhead ? StopReason.RUNNING : StopReason.EXHAUSTED;
  }

  @Override
  public byte[] position() {
    return plan().isRow() ? null : walk.position();
  }

  private boolean lock(DirectBuffer key, int keyLength) {
    locked++;
    return row.lock(store, key, 0, keyLength, workspace.row, mode) != VersionedStore.ABSENT;
  }

  @Override
  public void requirePosition() {
    if (!plan().isRow()) {
      walk.requirePosition();
    }
  }

  @Override
  public void close() {
    rowAhead = false;
    walk.close();
  }
}
