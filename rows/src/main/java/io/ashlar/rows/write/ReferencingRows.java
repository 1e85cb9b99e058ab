package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.ForeignKeyPath;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.partition.TablePartitions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Finds the rows on both sides of a foreign key in the newest state. The caller has the lock of the
 * referenced key, so that what is found stays so. One owner at a time.
 */
final class ReferencingRows implements AutoCloseable {

  private static final int INITIAL_BYTES = 256;

  /** What the rows that reference a key are. */
  enum Kind {
    NONE,

    /** All have expired. */
    EXPIRED,
    LIVE
  }

  /** A row that references a key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Row(byte[] key, boolean expired) {}

  private final PooledBuffer found;
  private final KeyEncoder lower = new KeyEncoder();
  private final KeyEncoder upper = new KeyEncoder();
  private final KeyEncoder rowKey = new KeyEncoder();
  private final EntryReader reader = new EntryReader();
  private final RowJudge judge = new RowJudge();

  /** By the partitions of the referenced table, which are null where it has none. */
  private final IdentityHashMap<TablePartitions, Routing> routings = new IdentityHashMap<>();

  ReferencingRows(BufferPool pool) {
    found = pool.acquire(INITIAL_BYTES);
  }

  /** Whether a row has the referenced key. */
  boolean exists(TransactionHandle transaction, ForeignKeyPath path, KeyEncoder key) {
    TableState table = path.foreignKey().referenced();
    rowKey.resetEmpty().putRaw(key.buffer(), 0, key.length());
    Routing routing = routings.computeIfAbsent(table.partitions(), Routing::of);
    transaction.store().readNewest(true);
    try {
      boolean there =
          path.target() == null
              ? routing.lead(transaction.store(), path.referenced(), rowKey, false)
              : routing.lead(transaction.store(), path.referenced(), path.target(), rowKey, false);
      return there
          && transaction.store().get(rowKey.buffer(), 0, rowKey.length(), found)
              != VersionedStore.ABSENT;
    } finally {
      transaction.store().readNewest(false);
    }
  }

  /** What the rows are that reference a key. */
  Kind find(TransactionHandle transaction, ForeignKeyPath path, DirectBuffer key, int length) {
    return walk(transaction, path, key, length, null);
  }

  /** All rows that reference a key. */
  List<Row> all(TransactionHandle transaction, ForeignKeyPath path, DirectBuffer key, int length) {
    List<Row> rows = new ArrayList<>();
    Kind kind = walk(transaction, path, key, length, rows);
    assert (kind == Kind.NONE) == rows.isEmpty() : "rows are of some kind";
    return rows;
  }

  /** Where they are not collected, ends with the first that has not expired. */
  private Kind walk(
      TransactionHandle transaction,
      ForeignKeyPath path,
      DirectBuffer key,
      int length,
      List<Row> rows) {
    Kind kind = Kind.NONE;
    long now = path.table().expiry() == null ? 0 : transaction.expiryTime();
    TableState table = path.foreignKey().table();
    transaction.store().readNewest(true);
    try {
      if (table.partitions() == null) {
        kind = walk(transaction, path, path.table(), key, length, now, rows);
      } else {
        List<TablePartition> parts = table.partitions().live();
        for (int i = 0; i < parts.size() && (rows != null || kind != Kind.LIVE); i++) {
          TableDefinition part = parts.get(i).in(path.table());
          Kind there = walk(transaction, path, part, key, length, now, rows);
          kind = there == Kind.NONE || kind == Kind.LIVE ? kind : there;
        }
      }
    } finally {
      transaction.store().readNewest(false);
    }
    return kind;
  }

  private Kind walk(
      TransactionHandle transaction,
      ForeignKeyPath path,
      TableDefinition part,
      DirectBuffer key,
      int length,
      long now,
      List<Row> rows) {
    Kind kind = Kind.NONE;
    path.encodeBounds(part, key, length, lower, upper);
    IndexDefinition index = path.indexIn(part);
    TransactionCursor cursor = transaction.store().borrowCursor();
    try {
      cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
      boolean more = cursor.first();
      while (more) {
        boolean expired = stand(transaction, part, index, cursor, now);
        kind = expired && kind != Kind.LIVE ? Kind.EXPIRED : Kind.LIVE;
        if (rows != null) {
          rows.add(new Row(bytes(rowKey), expired));
        }
        more = (rows != null || expired) && cursor.next();
      }
      return kind;
    } finally {
      cursor.giveBack(transaction.store().id());
    }
  }

  /** Makes the key of the row under the cursor; whether the row has expired. */
  private boolean stand(
      TransactionHandle transaction,
      TableDefinition part,
      IndexDefinition index,
      TransactionCursor cursor,
      long now) {
    if (index == null) {
      rowKey.resetEmpty().putRaw(cursor.key(), 0, cursor.keyLength());
    } else {
      reader.rowKey(
          part,
          index,
          cursor.key(),
          cursor.keyLength(),
          cursor.value(),
          cursor.valueLength(),
          rowKey);
    }
    if (part.expiry() == null) {
      return false;
    }
    int length = transaction.store().get(rowKey.buffer(), 0, rowKey.length(), found);
    judge.use(part);
    return length != VersionedStore.ABSENT
        && judge.isExpired(rowKey.buffer(), 0, rowKey.length(), found.buffer(), length, now);
  }

  static byte[] bytes(KeyEncoder key) {
    byte[] bytes = new byte[key.length()];
    key.buffer().getBytes(0, bytes);
    return bytes;
  }

  static DirectBuffer wrapped(byte[] bytes) {
    return Flyweights.wrap(bytes);
  }

  @Override
  public void close() {
    found.close();
  }
}
