package io.ashlar.rows.walk;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.row.RowSource;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.DirectBuffer;

/**
 * Leads a walk from the entries of an index to their rows, as these were when the walk was opened.
 *
 * <p>In a transaction that may write, a later statement may change what a plain get finds; so rows
 * are read through a cursor of the opening then.
 */
final class RowFetch {

  private final TableDefinition table;
  private final String index;
  private final RowSource row;

  private Workspace workspace;
  private StoreTransaction store;

  /** Rows as they were when the walk was opened; null where nothing can change them. */
  private TransactionCursor rows;

  /** The transaction that lent the cursor: the object may serve another one later. */
  private long lender;

  private long openedAt;

  // The row that the last entry led to; its key is in the workspace.
  private DirectBuffer value;
  private int valueLength;

  RowFetch(Plan plan) {
    this.table = plan.path().table();
    this.index = plan.path().index().name();
    this.row = new RowSource(table, null);
  }

  void open(StoreTransaction transaction, Workspace memory) {
    store = transaction;
    workspace = memory;
    if (store.readOnly()) {
      return;
    }
    lender = store.id();
    rows = store.borrowCursor();
    openedAt = store.readTimestamp();
    int lower = workspace.rowKey.reset(table.keyspaceId()).length();
    int keyspace = table.keyspaceId() + 1;
    KeyspacePrefix.put(workspace.row.buffer(), 0, keyspace);
    rows.open(workspace.rowKey.buffer(), 0, lower, workspace.row.buffer(), 0, KeyspacePrefix.BYTES);
  }

  /** Shows the row of an entry from here on. */
  void fetch(RowSource entry) {
    KeyEncoder key = workspace.rowKey;
    key.reset(table.keyspaceId())
        .putRaw(entry.primaryKeyBuffer(), entry.primaryKeyOffset(), entry.primaryKeyLength());
    int keyLength = key.length();
    if (rows == null || (!store.hasWrites() && store.readTimestamp() == openedAt)) {
      int length = store.get(key.buffer(), 0, keyLength, workspace.row);
      requireRow(length != VersionedStore.ABSENT);
      value = workspace.row.buffer();
      valueLength = length;
    } else {
      requireRow(
          rows.seek(key.buffer(), 0, keyLength)
              && UnsignedBytes.equal(rows.key(), 0, rows.keyLength(), key.buffer(), 0, keyLength));
      value = rows.value();
      valueLength = rows.valueLength();
    }
    row.wrap(key.buffer(), 0, keyLength, value, valueLength);
  }

  private void requireRow(boolean found) {
    if (!found) {
      throw new CorruptionException(
          "An index entry has no row.",
          "table",
          table.name(),
          "index",
          index,
          "key",
          KeyText.ofRow(table, workspace.rowKey.buffer(), 0, workspace.rowKey.length()));
    }
  }

  /** Where the columns of the row are found. */
  RowSource source() {
    return row;
  }

  DirectBuffer key() {
    return workspace.rowKey.buffer();
  }

  int keyLength() {
    return workspace.rowKey.length();
  }

  DirectBuffer value() {
    return value;
  }

  int valueLength() {
    return valueLength;
  }

  /** Finds any row as it was at the opening, in a transaction that may write. */
  TransactionCursor cursor() {
    return rows;
  }

  /** Gives the cursor back. Idempotent. */
  void close() {
    TransactionCursor lent = rows;
    rows = null;
    store = null;
    if (lent != null) {
      lent.giveBack(lender);
    }
  }
}
