package io.ashlar.rows.walk;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.CorruptionException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.count.CostSample;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.DirectBuffer;

/**
 * Walks a plan in a transaction: moves from entry to entry ({@link EntryWalk}), judges the filters,
 * leads from entries to rows ({@link RowFetch}). Budget and samples are asked here, for each entry,
 * since a walk above would not see those that are filtered away. Opened many times.
 */
final class KeyWalk implements KeyedWalk {

  private static final int MOVES_PER_SAMPLE = 256;

  private final Plan plan;
  private final TableDefinition table;
  private final EntryWalk entries;
  private final RowSource entry;

  /** Leads to the rows; null where the entries are all that is asked for. */
  private final RowFetch rows;

  /** Counts what may be read; null for no bound, which is all that an entry has to find out. */
  private ReadMeter meter;

  /** Bytes of the row that the last entry led to, until they are weighed. */
  private int fetchedBytes;

  /**
   * Whether it is one of several that are walked at once. Each of them reads its first entry, so
   * that there is one to compare, whatever may be read.
   */
  private final boolean merged;

  /** Whether rows may follow. */
  private boolean open;

  /** Whether the opening is to be counted. */
  private boolean begun;

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
    this.entries = new EntryWalk(plan);
    this.entry = new RowSource(table, plan.path().index());
    this.rows = plan.fetchesRows() ? new RowFetch(plan) : null;
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
    return rows == null ? entry : rows.source();
  }

  @Override
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition position, ReadMeter counting) {
    assert !entries.isOpen() : "a walk is closed before it is opened again";
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
    begun = true;
    try {
      entries.open(
          transaction.store(),
          memory,
          position == null || position.key() == null ? null : position);
      if (rows != null) {
        rows.open(transaction.store(), memory);
      }
      open = true;
    } finally {
      if (!open) {
        close();
      }
    }
  }

  @Override
  public void restart() {
    open = entries.isOpen() && entries.restart();
  }

  @Override
  public boolean next() {
    while (open) {
      if (meter != null && !mayRead()) {
        // Stays where it is: the entry read last is where to go on.
        return false;
      }
      if (!(sample.begin(base) ? moveMeasured() : entries.move())) {
        break;
      }
      moved++;
      entry.wrap(entries.cursor());
      if (entries.filter().selects(entry) && (rows == null || fetchSelected())) {
        return true;
      }
    }
    open = false;
    return false;
  }

  private boolean moveMeasured() {
    try {
      return entries.move();
    } finally {
      sample.end(counters);
    }
  }

  private boolean mayRead() {
    if (meter.weighs() && entries.started()) {
      meter.weigh((long) entryKeyLength() + entries.cursor().valueLength() + fetchedBytes);
      fetchedBytes = 0;
    }
    return meter.mayRead() || (merged && !entries.started());
  }

  private boolean fetchSelected() {
    fetches++;
    rows.fetch(entry);
    fetchedBytes = rows.keyLength() + rows.valueLength();
    return plan.rowFilter().selects(rows.source());
  }

  @Override
  public long moved() {
    return moved;
  }

  @Override
  public long fetches() {
    return fetches;
  }

  /** The key of the entry that was read last, keyspace id included. */
  DirectBuffer entryKey() {
    return entries.cursor().key();
  }

  int entryKeyLength() {
    return entries.cursor().keyLength();
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
    return entries.position();
  }

  @Override
  public DirectBuffer key() {
    return rows == null ? entryKey() : rows.key();
  }

  @Override
  public int keyLength() {
    return rows == null ? entryKeyLength() : rows.keyLength();
  }

  @Override
  public DirectBuffer value() {
    return rows == null ? entries.cursor().value() : rows.value();
  }

  @Override
  public int valueLength() {
    return rows == null ? entries.cursor().valueLength() : rows.valueLength();
  }

  /** Whether the keys of what it shows begin with a keyspace id. */
  boolean shows(int keyspaceId) {
    return keyspaceId == (rows == null ? plan.path().keyspaceId() : table.keyspaceId());
  }

  @Override
  public int reread(DirectBuffer key, int offset, int length, PooledBuffer into) {
    if (rows == null) {
      entries.widen(into);
    }
    TransactionCursor cursor = rows == null ? entries.cursor() : rows.cursor();
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

  @Override
  public void requirePosition() {
    entries.requirePosition();
  }

  /** Leaves the range and gives the cursors back; the walk can be opened again. Idempotent. */
  @Override
  public void close() {
    open = false;
    if (begun) {
      begun = false;
      counters.read(moved);
      if (!part) {
        counters.scanned();
      }
    }
    try {
      entries.close();
    } finally {
      if (rows != null) {
        rows.close();
      }
    }
  }
}
