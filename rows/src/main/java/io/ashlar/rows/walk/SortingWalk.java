package io.ashlar.rows.walk;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.CorruptionException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.sort.SortKey;
import io.ashlar.rows.sort.SortedRows;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import java.util.BitSet;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Shows the rows of a {@link KeyedWalk} in an order that the key does not give. All of them are
 * walked when it is opened, and the first ones are kept as {@link SortedRows}; of a run that goes
 * on, the first ones behind its place, which is the sort key of a row. Sort keys end with the
 * primary key, so a place lies between any two rows.
 *
 * <p>Of a budget the rows that are shown count: none can be shown before all were walked, and what
 * was walked is not kept for the next run. So a run shows one row at least, however small the
 * budget, and whoever goes on from token to token comes to the end.
 *
 * <p>Of the values it keeps the selected columns; what is long all the same is read again when it
 * is shown, at the view and with the own writes of the opening. So large rows need little memory,
 * and of many small ones none is read twice.
 *
 * <p>For a locking walk it keeps primary keys only. A row that is not selected any more under its
 * lock does not count for the limit; so when all that were kept are passed and there may be more,
 * the walk begins anew at its view and keeps those behind the last. A run with a budget does so
 * too, when memory did not hold as many rows as it may show.
 */
public final class SortingWalk implements RowWalk {

  /** A longer value is read again: it takes about as long as to move this much about. */
  private static final int MAX_KEPT_BYTES = 4_096;

  private final KeyedWalk walk;
  private final RowSource row;
  private final SortKey sortKey;
  private final boolean keysOnly;

  /** The columns that are kept; null for all. */
  private final BitSet selected;

  private final MutableDirectBuffer value = Flyweights.empty();

  /** The sort key behind which the run goes on: of the row that was met last, or of its place. */
  private final MutableDirectBuffer passed = Flyweights.wrap(new byte[64]);

  /** Bytes of it; 0 before the first row. */
  private int passedLength;

  /** Whether the row at that sort key is still to be met. */
  private boolean inclusive;

  /** Whether this run has met a row. */
  private boolean met;

  /** Counts the rows that are met; null for no bound. */
  private ReadMeter meter;

  /** Rows that are wanted: shown or passed over. */
  private long wanted;

  /** Whether rows may follow. */
  private boolean open;

  private boolean outgrown;

  /** Rows that were read again. */
  private long reread;

  private Workspace workspace;
  private SortedRows sorted;
  private StoreTransaction store;

  /**
   * A walk.
   *
   * @param plan what it walks
   * @param walk leads to the rows in any order
   * @param keysOnly whether only primary keys are wanted
   */
  SortingWalk(Plan plan, KeyedWalk walk, boolean keysOnly) {
    this.walk = walk;
    this.row = new RowSource(plan.path().table(), plan.fetchesRows() ? null : plan.path().index());
    this.sortKey = new SortKey(plan);
    this.keysOnly = keysOnly;
    boolean whole = plan.selected().cardinality() >= plan.path().table().columns().size();
    this.selected = whole ? null : plan.selected();
  }

  @Override
  public Plan plan() {
    return walk.plan();
  }

  @Override
  public RowSource source() {
    return row;
  }

  @Override
  public void open(
      TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter counting) {
    open = false;
    store = transaction.store();
    workspace = memory;
    sorted = memory.sorted();
    reread = 0;
    outgrown = false;
    meter = counting;
    met = false;
    goOnBehind(from);
    wanted = Math.min(rowsFrom(from), meter == null ? Long.MAX_VALUE : meter.rows());
    boolean filled = false;
    try {
      walk.open(transaction, memory);
      fill();
      filled = true;
    } finally {
      if (!filled) {
        outgrown = sorted.isOutgrown();
        close();
      } else {
        open = true;
        if (!mayWalkAgain() && (keysOnly || store.readOnly() || !sorted.lacksValues())) {
          walk.close();
        }
      }
    }
    if (meter != null) {
      meter.begin();
    }
  }

  @Override
  public boolean outgrown() {
    return outgrown;
  }

  private void goOnBehind(ScanPosition from) {
    byte[] place = from == null ? null : from.key();
    inclusive = place != null && from.inclusive();
    passedLength = 0;
    if (place != null) {
      passedLength = place.length;
      reserve(passedLength);
      passed.putBytes(0, place);
      sortKey.turn(passed, passedLength);
    }
  }

  /** Of the rows to pass over, a run that goes on has those left that its place says. */
  private long rowsFrom(ScanPosition from) {
    long shown = plan().limit() - plan().offset();
    if (from == null || plan().limit() == Long.MAX_VALUE) {
      return plan().limit();
    }
    long rows = shown + from.skip();
    return rows < 0 ? Long.MAX_VALUE : rows;
  }

  /** Whether the rows behind those that are kept may be asked for. */
  private boolean mayWalkAgain() {
    return sorted.isFull() && (keysOnly || meter != null);
  }

  private void fill() {
    sorted.begin(wanted, plan().sortBytes(), meter != null);
    while (wanted > 0 && walk.next()) {
      RowSource source = walk.source();
      sortKey.encode(source);
      if (sorted.wants(sortKey.buffer(), sortKey.length()) && isAhead()) {
        keep(source);
      }
    }
    sorted.finish();
  }

  private void keep(RowSource source) {
    if (keysOnly) {
      sorted.addKey(
          sortKey, source.primaryKeyBuffer(), source.primaryKeyOffset(), source.primaryKeyLength());
      return;
    }
    DirectBuffer kept = walk.value();
    int length = walk.valueLength();
    if (selected != null) {
      RowWriter writer = sorted.writer();
      length = source.project(selected, MAX_KEPT_BYTES, writer);
      kept = writer.buffer();
    }
    if (length < 0 || length > MAX_KEPT_BYTES) {
      sorted.addKey(sortKey, walk.key(), 0, walk.keyLength());
    } else {
      sorted.add(sortKey, walk.key(), walk.keyLength(), kept, length);
    }
  }

  private boolean isAhead() {
    int order =
        UnsignedBytes.compare(sortKey.buffer(), 0, sortKey.length(), passed, 0, passedLength);
    return order > 0 || (inclusive && order == 0);
  }

  @Override
  public boolean next() {
    if (meter != null && open && !meter.mayRead()) {
      // Stays where it is: the row met last is where to go on.
      return false;
    }
    if (!open || !moveOn()) {
      open = false;
      return false;
    }
    keepPassed();
    int valueLength = keysOnly ? 0 : show();
    if (meter != null && meter.weighs()) {
      meter.weigh((long) sorted.keyLength() + valueLength);
    }
    return true;
  }

  private int show() {
    DirectBuffer rows = sorted.buffer();
    int length = sorted.valueLength();
    if (sorted.hasValue()) {
      value.wrap(rows, sorted.valueOffset(), length);
    } else {
      length = readAgain();
      value.wrap(workspace.row.buffer(), 0, length);
    }
    row.wrap(rows, sorted.keyOffset(), sorted.keyLength(), value, length);
    return length;
  }

  private int readAgain() {
    reread++;
    DirectBuffer rows = sorted.buffer();
    if (!store.readOnly()) {
      return walk.reread(rows, sorted.keyOffset(), sorted.keyLength(), workspace.row);
    }
    int length = store.get(rows, sorted.keyOffset(), sorted.keyLength(), workspace.row);
    if (length == VersionedStore.ABSENT) {
      throw new CorruptionException(
          "What a cursor has shown is not there when it is read again.",
          "table",
          plan().path().table().name());
    }
    return length;
  }

  private boolean moveOn() {
    if (sorted.next()) {
      return true;
    }
    if (!mayWalkAgain()) {
      return false;
    }
    walk.restart();
    fill();
    return sorted.next();
  }

  @Override
  public void explain(StringBuilder text, boolean complete) {
    walk.explain(text, complete);
  }

  @Override
  public long moved() {
    return walk.moved();
  }

  @Override
  public long fetches() {
    return walk.fetches() + reread;
  }

  @Override
  public StopReason stopped() {
    if (!open) {
      return StopReason.EXHAUSTED;
    }
    return meter == null ? StopReason.RUNNING : meter.spent();
  }

  /** The sort key of the row that was met last, as it is without a reverse. */
  @Override
  public byte[] position() {
    if (!met) {
      return null;
    }
    byte[] place = new byte[passedLength];
    passed.getBytes(0, place);
    sortKey.turn(Flyweights.wrap(place), passedLength);
    return place;
  }

  private void keepPassed() {
    met = true;
    inclusive = false;
    passedLength = sorted.sortKeyLength();
    reserve(passedLength);
    passed.putBytes(0, sorted.buffer(), sorted.sortKeyOffset(), passedLength);
  }

  private void reserve(int bytes) {
    if (passed.capacity() < bytes) {
      passed.wrap(new byte[2 * bytes]);
    }
  }

  /**
   * The primary keys that are left to a locking walk.
   *
   * @return the rows, of which the current one is shown
   */
  public SortedRows rows() {
    return sorted;
  }

  /** Rows are copies: they are there as long as the transaction is. */
  @Override
  public void requirePosition() {}

  @Override
  public void close() {
    open = false;
    walk.close();
    if (sorted != null) {
      sorted.clear();
      sorted = null;
    }
    store = null;
  }
}
