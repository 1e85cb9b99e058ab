package io.ashlar.rows.upkeep;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.RetryableException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.write.RowRemoval;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;

/**
 * Walks the rows of one table and removes those that have expired, a batch in a transaction. A
 * batch walks its view; what has expired there is locked, read and judged again. It waits for no
 * lock: a batch that loses against somebody is tried again with fewer rows, and a row that is
 * locked still is passed over. One owner.
 */
final class ExpiredRows implements AutoCloseable {

  private static final long BATCH_BYTES = 1L << 20;
  private static final int INITIAL_ROW_BYTES = 256;

  private final DatabaseContext context;
  private final TableState table;
  private final StoreTransaction batch;
  private final TransactionCursor cursor;
  private final RowJudge judge;
  private final RowRemoval removal;
  private final PooledBuffer found;
  private final long batchBytes;

  /** The last row that was looked at, keyspace id included; empty at the beginning. */
  private final KeyEncoder place = new KeyEncoder().resetEmpty();

  /** The place at the beginning of the batch. */
  private final KeyEncoder before = new KeyEncoder();

  private final KeyEncoder rowKey = new KeyEncoder();
  private final KeyEncoder upper = new KeyEncoder();
  private boolean more = true;
  private int shrunken = Integer.MAX_VALUE;
  private long read;
  private long removed;
  private long busy;

  ExpiredRows(DatabaseContext context, TableState table) {
    this.context = context;
    this.table = table;
    this.batchBytes =
        Math.min(BATCH_BYTES, context.transactions().options().writeSetLimitBytes() / 2);
    this.judge = new RowJudge();
    try (Acquisition all = new Acquisition()) {
      this.found = all.add(context.pool().acquire(INITIAL_ROW_BYTES), PooledBuffer::close);
      this.removal = all.add(new RowRemoval(context), RowRemoval::close);
      this.batch = all.add(context.transactions().newTransaction(), StoreTransaction::close);
      this.cursor = batch.newCursor();
      all.keep();
    }
  }

  long read() {
    return read;
  }

  long removed() {
    return removed;
  }

  long busy() {
    return busy;
  }

  /**
   * Runs one batch; false when there was nothing left to look at.
   *
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database closed
   */
  boolean next(int limit) {
    int most = Math.min(limit, shrunken);
    before.resetEmpty().putRaw(place.buffer(), 0, place.length());
    try {
      run(most);
      shrunken = (int) Math.min(Integer.MAX_VALUE, most * 2L);
    } catch (RetryableException lost) {
      if (most == 1) {
        // Where it stands now is the row that somebody has locked: on from there.
        busy++;
        // If that is no row but the table, it is left to the next round.
        more = !same(place, before);
      } else {
        shrunken = most / 2;
        place.resetEmpty().putRaw(before.buffer(), 0, before.length());
      }
    } finally {
      if (batch.active()) {
        batch.rollback();
      }
    }
    return more;
  }

  private static boolean same(KeyEncoder a, KeyEncoder b) {
    return UnsignedBytes.equal(a.buffer(), 0, a.length(), b.buffer(), 0, b.length());
  }

  private void run(int limit) {
    batch.begin(IsolationLevel.READ_COMMITTED, Durability.NONE);
    batch.lockTimeout(0);
    table.ensureUsable();
    batch.lockShared(table.id());
    table.ensureUsable();
    TableDefinition part = part(table.definition());
    if (part == null || part.expiry() == null) {
      more = false;
      return;
    }
    judge.use(part);
    int rows = sweep(part, limit);
    if (rows > 0) {
      long timestamp = batch.commit();
      assert timestamp > 0 : "rows were removed";
      table.liveStatistics().add(-rows);
      removed += rows;
    }
  }

  /** The table, or the partition of the place or behind it; null when there is none. */
  private TableDefinition part(TableDefinition definition) {
    if (table.partitions() == null) {
      return definition;
    }
    int from = place.length() == 0 ? 0 : KeyspacePrefix.of(place.buffer(), 0);
    TablePartition partition = table.partitions().from(from);
    while (partition != null) {
      batch.lockShared(partition.lockId());
      if (partition.isLive()) {
        return partition.in(definition);
      }
      partition = table.partitions().from(partition.id() + 1);
    }
    return null;
  }

  private int sweep(TableDefinition part, int limit) {
    long now = context.expiryClock().micros();
    int rows = 0;
    boolean there = openBehind(part.keyspaceId());
    for (int looked = 0; there && looked < limit && batch.writeSetBytes() < batchBytes; looked++) {
      place.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
      read++;
      rows += isExpired(now) && remove(part, now) ? 1 : 0;
      there = cursor.next();
    }
    cursor.release();
    more = there;
    if (!there && part.partitions() != null) {
      place.reset(part.keyspaceId() + 1);
      more = true;
    }
    return rows;
  }

  private boolean isExpired(long now) {
    return judge.isExpired(
        cursor.key(), 0, cursor.keyLength(), cursor.value(), cursor.valueLength(), now);
  }

  private boolean remove(TableDefinition part, long now) {
    rowKey.resetEmpty().putRaw(place.buffer(), 0, place.length());
    int length = batch.getLocked(rowKey.buffer(), 0, rowKey.length(), found, false);
    if (length == VersionedStore.ABSENT
        || !judge.isExpired(rowKey.buffer(), 0, rowKey.length(), found.buffer(), length, now)) {
      return false;
    }
    removal.remove(batch, part, rowKey.buffer(), rowKey.length(), found.buffer(), length);
    return true;
  }

  /** Stands on the first row behind the place. */
  private boolean openBehind(int keyspaceId) {
    boolean begun = place.length() > 0 && KeyspacePrefix.of(place.buffer(), 0) == keyspaceId;
    KeyEncoder lower = begun ? place : rowKey.reset(keyspaceId);
    upper.reset(keyspaceId + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    boolean there = cursor.first();
    boolean done =
        there
            && begun
            && UnsignedBytes.equal(
                cursor.key(), 0, cursor.keyLength(), place.buffer(), 0, place.length());
    return done ? cursor.next() : there;
  }

  @Override
  public void close() {
    // The close of the database may have ended the transaction meanwhile.
    try (PooledBuffer row = found;
        RowRemoval entries = removal;
        StoreTransaction transaction = batch;
        TransactionCursor walked = cursor) {
      assert row != null && entries != null && transaction != null && walked != null : "all are";
    }
  }
}
