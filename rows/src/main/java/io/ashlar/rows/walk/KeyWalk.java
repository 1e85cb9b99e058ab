package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CorruptionException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.count.CostSample;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.plan.RangeEncoder;
import io.ashlar.rows.predicate.Condition;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.DirectBuffer;

/**
 * Walks a plan in a transaction: moves along the key, judges the filters, leads from entries to
 * rows. Opened many times; borrows its cursors from the transaction that it is opened in, so that
 * opening and moving allocate nothing in steady state.
 */
final class KeyWalk implements KeyedWalk {

  private static final int MOVES_PER_SAMPLE = 256;

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
  private long lender;

  private long openedAt;

  /** The row that the last entry led to. */
  private DirectBuffer fetched;

  private int fetchedLength;
  private Condition entryFilter;

  /** Counts what may be read; null for no bound, which is all that an entry has to find out. */
  private ReadMeter meter;

  /** Where the walk goes on; null for the beginning. */
  private ScanPosition from;

  /** Bytes of the row that the last entry led to. */
  private int fetchedBytes;

  /**
   * Whether it is one of several that are walked at once. Each of them reads its first entry, so
   * that there is one to compare, whatever may be read.
   */
  private final boolean merged;

  private boolean open;
  private boolean started;

  /** Whether the cursor keeps to one of several ranges. */
  private boolean narrowed;

  /** The keyspace that reads are counted for: a table's, also where a partition of it is read. */
  private int countedAs;

  private boolean part;
  private KeyspaceCounters counters;
  private VersionedStore base;
  private final CostSample sample = new CostSample(MOVES_PER_SAMPLE);

  // Of the opening before.
  private long moved;
  private long fetches;

  KeyWalk(Plan plan) {
    this(plan, false);
  }

  KeyWalk(Plan plan, boolean merged) {
    this.plan = plan;
    this.merged = merged;
    this.countedAs = plan.path().keyspaceId();
    this.table = plan.path().table();
    this.entry = new RowSource(table, plan.path().index());
    this.row = plan.fetchesRows() ? new RowSource(table, null) : entry;
  }

  /** Makes it the part of a walk, which counts for another keyspace, from zero. */
  void begin(int keyspaceId) {
    countedAs = keyspaceId;
    part = true;
    moved = 0;
    fetches = 0;
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
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition position, ReadMeter counting) {
    assert entries == null : "a walk is closed before it is opened again";
    workspace = memory;
    from = position == null || position.key() == null ? null : position;
    meter = counting;
    fetchedBytes = 0;
    open = false;
    moved = 0;
    fetches = 0;
    if (plan.predicate().isNeverTrue()) {
      return;
    }
    if (plan.predicate().expires()) {
      plan.predicate().judgeAt(transaction.expiryTime());
    }
    if (!memory.range.encode(plan)) {
      return;
    }
    if (counters == null) {
      counters = transaction.context().counters().of(countedAs);
      base = transaction.context().store();
    }
    store = transaction.store();
    lender = store.id();
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
    if (range.isSeveral()) {
      KeyEncoder lower = range.hullLower();
      KeyEncoder upper = range.hullUpper();
      entries.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    } else {
      entries.open(range.lower(), 0, range.lowerLength(), range.upper(), 0, range.upperLength());
    }
    enterRange();
    if (plan.fetchesRows()) {
      prepareFetches();
    }
  }

  /** Of several ranges the cursor, opened on all of them, keeps to the current one. */
  private void enterRange() {
    RangeEncoder range = workspace.range;
    started = false;
    entryFilter = range.isExact() ? plan.entryFilter() : plan.unboundedEntryFilter();
    narrowed = range.isSeveral();
    if (narrowed) {
      entries.narrow(range.lower(), range.lowerLength(), range.upper(), range.upperLength());
    }
  }

  @Override
  public void restart() {
    if (entries == null) {
      open = false;
      return;
    }
    open = workspace.range.encode(plan);
    if (open) {
      enterRange();
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
    KeyspacePrefix.put(workspace.row.buffer(), 0, keyspace);
    rows.open(workspace.rowKey.buffer(), 0, lower, workspace.row.buffer(), 0, KeyspacePrefix.BYTES);
  }

  @Override
  public boolean next() {
    while (open) {
      if (meter != null && !mayRead()) {
        // Stays where it is: the entry read last is where to go on.
        return false;
      }
      if (!(sample.begin(base) ? moveMeasured() : move())) {
        break;
      }
      moved++;
      entry.wrap(entries);
      if (entryFilter.selects(entry) && (!plan.fetchesRows() || fetchSelected())) {
        return true;
      }
    }
    open = false;
    return false;
  }

  private boolean moveMeasured() {
    try {
      return move();
    } finally {
      sample.end(counters);
    }
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
    while (!moveInRange()) {
      if (!workspace.range.advance()) {
        return false;
      }
      enterRange();
    }
    return true;
  }

  private boolean moveInRange() {
    if (started) {
      return plan.isBackward() ? entries.previous() : entries.next();
    }
    started = true;
    if (from != null) {
      return Resumption.moveBehind(from, plan, entries);
    }
    return plan.isBackward() ? entries.last() : entries.first();
  }

  private boolean mayRead() {
    if (meter.weighs() && started) {
      meter.weigh((long) entries.keyLength() + entries.valueLength() + fetchedBytes);
      fetchedBytes = 0;
    }
    return meter.mayRead() || (merged && !started);
  }

  /** The key of the entry that was read last, keyspace id included. */
  DirectBuffer entryKey() {
    return entries.key();
  }

  int entryKeyLength() {
    return entries.keyLength();
  }

  @Override
  public StopReason stopped() {
    if (!open) {
      return StopReason.EXHAUSTED;
    }
    return meter == null ? StopReason.RUNNING : meter.spent();
  }

  @Override
  public byte[] position() {
    assert open : "nothing follows where the walk is exhausted";
    if (!started) {
      return null;
    }
    byte[] key = new byte[entries.keyLength() - KeyspacePrefix.BYTES];
    entries.key().getBytes(KeyspacePrefix.BYTES, key);
    return key;
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
      fetched = workspace.row.buffer();
      fetchedLength = length;
      fetchedBytes = keyLength + length;
    } else {
      requireRow(
          rows.seek(workspace.rowKey.buffer(), 0, keyLength)
              && UnsignedBytes.equal(
                  rows.key(), 0, rows.keyLength(), workspace.rowKey.buffer(), 0, keyLength));
      fetched = rows.value();
      fetchedLength = rows.valueLength();
      fetchedBytes = keyLength + rows.valueLength();
    }
    row.wrap(workspace.rowKey.buffer(), 0, keyLength, fetched, fetchedLength);
    return plan.rowFilter().selects(row);
  }

  @Override
  public DirectBuffer key() {
    return plan.fetchesRows() ? workspace.rowKey.buffer() : entries.key();
  }

  @Override
  public int keyLength() {
    return plan.fetchesRows() ? workspace.rowKey.length() : entries.keyLength();
  }

  @Override
  public DirectBuffer value() {
    return plan.fetchesRows() ? fetched : entries.value();
  }

  @Override
  public int valueLength() {
    return plan.fetchesRows() ? fetchedLength : entries.valueLength();
  }

  /** Whether the keys of what it shows begin with a keyspace id. */
  boolean shows(int keyspaceId) {
    return keyspaceId == (plan.fetchesRows() ? table.keyspaceId() : plan.path().keyspaceId());
  }

  @Override
  public int reread(DirectBuffer key, int offset, int length, PooledBuffer into) {
    TransactionCursor cursor = plan.fetchesRows() ? rows : entries;
    if (cursor == entries && narrowed) {
      int keyspace = plan.path().keyspaceId();
      KeyspacePrefix.put(into.buffer(), 0, keyspace + 1);
      KeyEncoder lower = workspace.rowKey.reset(keyspace);
      entries.narrow(lower.buffer(), lower.length(), into.buffer(), KeyspacePrefix.BYTES);
    }
    boolean found =
        cursor.seek(key, offset, length)
            && UnsignedBytes.equal(cursor.key(), 0, cursor.keyLength(), key, offset, length);
    if (!found) {
      throw new CorruptionException(
          "What a cursor has shown is not there when it is read again.", "table", table.name());
    }
    int bytes = cursor.valueLength();
    into.ensureCapacity(bytes);
    into.buffer().putBytes(0, cursor.value(), 0, bytes);
    return bytes;
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

  @Override
  public void requirePosition() {
    // Null when another thread closes the walk at this moment.
    TransactionCursor cursor = entries;
    if (cursor == null) {
      throw new ClosedException("The cursor is closed.", "table", table.name());
    }
    cursor.requirePosition();
  }

  /** Leaves the range and gives the cursors back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    open = false;
    if (store == null) {
      return;
    }
    counters.read(moved);
    if (!part) {
      counters.scanned();
    }
    TransactionCursor first = entries;
    TransactionCursor second = rows;
    entries = null;
    rows = null;
    store = null;
    giveBack(first);
    giveBack(second);
  }

  private void giveBack(TransactionCursor cursor) {
    if (cursor != null) {
      cursor.giveBack(lender);
    }
  }
}
