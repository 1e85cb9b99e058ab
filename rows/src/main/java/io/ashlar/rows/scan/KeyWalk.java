package io.ashlar.rows.scan;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CorruptionException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.RangeEncoder;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.statistics.KeyspaceCounters;
import io.ashlar.rows.table.KeyText;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.TransactionCursor;
import java.nio.ByteOrder;

/**
 * Walks a plan in a transaction: moves along the key, judges the filters, leads from entries to
 * rows. Opened many times; borrows its cursors from the transaction that it is opened in, so that
 * opening and moving allocate nothing in steady state.
 */
final class KeyWalk implements RowWalk {

  private final Plan plan;
  private final TableDefinition table;
  private final RowSource entry;
  private final RowSource row;

  private Workspace workspace;
  private StoreTransaction store;
  private TransactionCursor entries;

  /** Rows as they were when the walk was opened; null where nothing can change them. */
  private TransactionCursor rows;

  /** The transaction that lent the cursors: the object may serve another one later. */
  private long transactionId;

  private long openedAt;
  private Condition entryFilter;
  private boolean open;
  private boolean started;
  private KeyspaceCounters counters;

  // Of the opening before.
  private long moved;
  private long fetches;

  KeyWalk(Plan plan) {
    this.plan = plan;
    this.table = plan.path().table();
    this.entry = new RowSource(table, plan.path().index());
    this.row = plan.fetchesRows() ? new RowSource(table, null) : entry;
  }

  @Override
  public Plan plan() {
    return plan;
  }

  @Override
  public RowSource source() {
    return row;
  }

  @Override
  public void open(TransactionHandle transaction, Workspace memory) {
    assert entries == null : "a walk is closed before it is opened again";
    workspace = memory;
    plan.predicate().requireUprightRanges();
    started = false;
    open = false;
    moved = 0;
    fetches = 0;
    if (plan.predicate().isNeverTrue()) {
      return;
    }
    boolean bounded = memory.range.encode(plan);
    entryFilter = bounded ? plan.entryFilter() : plan.unboundedEntryFilter();
    if (memory.range.isEmpty()) {
      return;
    }
    if (counters == null) {
      counters = transaction.context().counters().of(plan.path().keyspaceId());
    }
    store = transaction.store();
    transactionId = store.id();
    try {
      openCursors();
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  private void openCursors() {
    RangeEncoder range = workspace.range;
    entries = store.borrowCursor();
    entries.open(range.lower(), 0, range.lowerLength(), range.upper(), 0, range.upperLength());
    if (plan.fetchesRows()) {
      prepareFetches();
    }
  }

  /**
   * In a transaction that may write, a later statement may change what a plain get finds; so rows
   * are read through a cursor of this moment then.
   */
  private void prepareFetches() {
    if (store.readOnly()) {
      return;
    }
    rows = store.borrowCursor();
    openedAt = store.readTimestamp();
    int lower = workspace.rowKey.reset(table.keyspaceId()).length();
    int keyspace = table.keyspaceId() + 1;
    workspace.row.buffer().putInt(0, keyspace, ByteOrder.BIG_ENDIAN);
    rows.open(workspace.rowKey.buffer(), 0, lower, workspace.row.buffer(), 0, Integer.BYTES);
  }

  @Override
  public boolean next() {
    while (open && move()) {
      moved++;
      entry.wrap(entries);
      if (entryFilter.selects(entry) && (!plan.fetchesRows() || fetchSelected())) {
        return true;
      }
    }
    open = false;
    return false;
  }

  @Override
  public long moved() {
    return moved;
  }

  @Override
  public long fetches() {
    return fetches;
  }

  private boolean move() {
    requireTransaction();
    if (started) {
      return plan.isBackward() ? entries.previous() : entries.next();
    }
    started = true;
    return plan.isBackward() ? entries.last() : entries.first();
  }

  private boolean fetchSelected() {
    fetches++;
    workspace
        .rowKey
        .reset(table.keyspaceId())
        .putRaw(entry.primaryKeyBuffer(), entry.primaryKeyOffset(), entry.primaryKeyLength());
    int keyLength = workspace.rowKey.length();
    if (rows == null || (!store.hasWrites() && store.readTimestamp() == openedAt)) {
      int length = store.get(workspace.rowKey.buffer(), 0, keyLength, workspace.row);
      requireRow(length != VersionedStore.ABSENT);
      row.wrap(workspace.rowKey.buffer(), 0, keyLength, workspace.row.buffer(), length);
    } else {
      requireRow(
          rows.seek(workspace.rowKey.buffer(), 0, keyLength)
              && UnsignedBytes.compare(
                      rows.key(), 0, rows.keyLength(), workspace.rowKey.buffer(), 0, keyLength)
                  == 0);
      row.wrap(workspace.rowKey.buffer(), 0, keyLength, rows.value(), rows.valueLength());
    }
    return plan.rowFilter().selects(row);
  }

  private void requireRow(boolean found) {
    if (!found) {
      throw new CorruptionException(
          "An index entry has no row.",
          "table",
          table.name(),
          "index",
          entry.index().name(),
          "key",
          KeyText.ofRow(table, workspace.rowKey.buffer(), 0, workspace.rowKey.length()));
    }
  }

  /**
   * Checks that what the window shows is still there: that neither the transaction has ended nor a
   * rollback to a savepoint has taken the cursor's ground away.
   */
  @Override
  public void requirePosition() {
    requireTransaction();
    if (entries.keyLength() < Integer.BYTES) {
      // No key is that short: another thread ends the transaction at this moment.
      throw ended();
    }
  }

  private void requireTransaction() {
    if (!store.active() || store.id() != transactionId) {
      throw ended();
    }
  }

  private ClosedException ended() {
    return new ClosedException("The transaction of the cursor has ended.", "table", table.name());
  }

  /** Leaves the range and gives the cursors back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    open = false;
    // The end of the transaction has taken them back already.
    boolean lent = store != null && store.active() && store.id() == transactionId;
    if (lent && entries != null) {
      entries.giveBack();
    }
    if (lent && rows != null) {
      rows.giveBack();
    }
    if (store != null) {
      counters.scanned(moved);
    }
    entries = null;
    rows = null;
    store = null;
  }
}
