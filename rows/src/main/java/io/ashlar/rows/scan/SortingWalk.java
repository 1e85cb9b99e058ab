package io.ashlar.rows.scan;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.page.StopReason;
import io.ashlar.rows.page.ReadMeter;
import io.ashlar.rows.page.ScanPosition;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.txn.StoreTransaction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Shows the rows of a {@link KeyedWalk} in an order that the key does not give. All of them are
 * walked when it is opened, and the first ones are kept as {@link SortedRows}.
 *
 * <p>For a locking walk it keeps primary keys only. A row that is not selected any more under its
 * lock does not count for the limit; so when all that were kept are passed and there may be more,
 * the walk begins anew at its view and keeps those behind the last.
 */
final class SortingWalk implements RowWalk {

  private final KeyedWalk walk;
  private final RowSource row;
  private final SortKey sortKey;
  private final boolean keysOnly;
  private final UnsafeBuffer value = new UnsafeBuffer(0, 0);

  /** The sort key of the row that was shown last, as a locking walk goes on behind it. */
  private final UnsafeBuffer passed = new UnsafeBuffer(new byte[64]);

  private int passedLength;

  /** Whether rows may follow. */
  private boolean open;

  private SortedRows sorted;
  private StoreTransaction store;
  private long transactionId;

  SortingWalk(Plan plan, KeyedWalk walk, boolean keysOnly) {
    this.walk = walk;
    this.row = new RowSource(plan.path().table(), plan.fetchesRows() ? null : plan.path().index());
    this.sortKey = new SortKey(plan);
    this.keysOnly = keysOnly;
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
      TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter meter) {
    assert from == null && meter == null : "is refused where the scan is planned";
    open = false;
    store = transaction.store();
    transactionId = store.id();
    sorted = memory.sorted();
    passedLength = 0;
    sorted.begin(plan().limit(), plan().sortBytes());
    boolean filled = false;
    try {
      walk.open(transaction, memory);
      fill();
      filled = true;
    } finally {
      if (!filled) {
        close();
      } else {
        open = true;
        if (!keysOnly) {
          walk.close();
        }
      }
    }
  }

  private void fill() {
    while (plan().limit() > 0 && walk.next()) {
      RowSource source = walk.source();
      sortKey.encode(source);
      if (sorted.wants(sortKey.buffer(), sortKey.length()) && isAhead()) {
        if (keysOnly) {
          sorted.addKey(
              sortKey,
              source.primaryKeyBuffer(),
              source.primaryKeyOffset(),
              source.primaryKeyLength());
        } else {
          sorted.add(sortKey, walk.key(), walk.keyLength(), walk.value(), walk.valueLength());
        }
      }
    }
    sorted.finish();
  }

  private boolean isAhead() {
    return UnsignedBytes.compare(sortKey.buffer(), 0, sortKey.length(), passed, 0, passedLength)
        > 0;
  }

  @Override
  public boolean next() {
    requirePosition();
    if (!sorted.next()) {
      if (!keysOnly || !sorted.isFull()) {
        open = false;
        return false;
      }
      sorted.begin(plan().limit(), plan().sortBytes());
      walk.restart();
      fill();
      if (!sorted.next()) {
        open = false;
        return false;
      }
    }
    if (keysOnly) {
      keepPassed();
    } else {
      value.wrap(sorted.buffer(), sorted.valueOffset(), sorted.valueLength());
      row.wrap(
          sorted.buffer(), sorted.keyOffset(), sorted.keyLength(), value, sorted.valueLength());
    }
    return true;
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
    return walk.fetches();
  }

  @Override
  public StopReason stopped() {
    return open ? StopReason.RUNNING : StopReason.EXHAUSTED;
  }

  @Override
  public byte[] position() {
    throw new IllegalUseException(
        "A scan that is sorted in memory has no continuation.",
        "table",
        plan().path().table().name());
  }

  private void keepPassed() {
    passedLength = sorted.sortKeyLength();
    if (passed.capacity() < passedLength) {
      passed.wrap(new byte[2 * passedLength]);
    }
    passed.putBytes(0, sorted.buffer(), sorted.sortKeyOffset(), passedLength);
  }

  /** The primary keys that are left to a locking walk. */
  SortedRows rows() {
    return sorted;
  }

  /** Rows are copies: they are there as long as the transaction is. */
  @Override
  public void requirePosition() {
    if (!store.active() || store.id() != transactionId) {
      throw new ClosedException(
          "The transaction of the cursor has ended.", "table", plan().path().table().name());
    }
  }

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
