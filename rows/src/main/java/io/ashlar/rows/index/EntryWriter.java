package io.ashlar.rows.index;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.EntryEncoder;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.write.RowRemoval;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import org.agrona.DirectBuffer;

/**
 * Gives rows that were there before an index their entries in it. The caller keeps others from the
 * row, by its lock or that of the table. One owner.
 */
final class EntryWriter implements AutoCloseable {

  private static final int INITIAL_VALUE_BYTES = 256;

  private final DatabaseContext context;
  private final RowJudge judge;
  private final RowWriter value;
  private final PooledBuffer found;
  private final RowView row = new RowView();
  private final EntryEncoder entry;
  private final EntryReader reader = new EntryReader();
  private final KeyEncoder key = new KeyEncoder();

  /** The row that has the key already. */
  private final KeyEncoder otherRow = new KeyEncoder();

  EntryWriter(DatabaseContext context) {
    this.context = context;
    judge = new RowJudge();
    entry = new EntryEncoder(judge);
    try (Acquisition all = new Acquisition()) {
      value = all.add(new RowWriter(context.pool()), RowWriter::close);
      found = context.pool().acquire(INITIAL_VALUE_BYTES);
      all.keep();
    }
  }

  /**
   * Writes the entry of a row, if it has one. Does not wait for the lock of a unique key, because
   * it holds that of the row: who never waits while he holds a lock takes part in no deadlock.
   *
   * @throws ConstraintException when the index is unique and another row has the key
   * @throws io.ashlar.error.LockTimeoutException when a transaction has the unique key locked
   * @throws io.ashlar.error.LimitExceededException when the key is too long
   */
  void write(
      StoreTransaction transaction,
      TableDefinition table,
      IndexDefinition index,
      KeyEncoder rowKey,
      DirectBuffer rowBuffer,
      int rowLength) {
    int version = RowView.layoutVersion(rowBuffer, 0, rowLength);
    row.wrap(table.layout(version), rowBuffer, 0, rowLength);
    entry.wrap(table, rowKey.buffer(), 0, rowKey.length(), row);
    if (!entry.isIndexed(index)) {
      return;
    }
    if (entry.encodeKey(index, key)) {
      int length = transaction.getLocked(key.buffer(), 0, key.length(), found, false);
      if (length != VersionedStore.ABSENT) {
        if (entry.owns(index, found.buffer(), 0, length)) {
          return;
        }
        reader.rowKey(table, index, found.buffer(), length, otherRow);
        if (table.expiry() == null) {
          throw violation(table, index, rowKey);
        }
        if (!otherExpired(transaction, table)) {
          removeExpired(transaction, table, index, rowKey, rowBuffer, rowLength);
          return;
        }
      }
    }
    int valueLength = entry.encodeValue(index, value);
    transaction.put(key.buffer(), 0, key.length(), value.buffer(), 0, valueLength);
  }

  /** Removes the row that has the key already, if it has expired. */
  private boolean otherExpired(StoreTransaction transaction, TableDefinition table) {
    int length = transaction.getLocked(otherRow.buffer(), 0, otherRow.length(), found, false);
    judge.use(table);
    long now = context.expiryClock().micros();
    boolean expired =
        length != VersionedStore.ABSENT
            && judge.isExpired(
                otherRow.buffer(), 0, otherRow.length(), found.buffer(), length, now);
    if (expired) {
      try (RowRemoval removal = new RowRemoval(context)) {
        removal.remove(
            transaction, table, otherRow.buffer(), otherRow.length(), found.buffer(), length);
      }
    }
    return expired;
  }

  /** The row itself must have expired where the other lives. */
  private void removeExpired(
      StoreTransaction transaction,
      TableDefinition table,
      IndexDefinition index,
      KeyEncoder rowKey,
      DirectBuffer rowBuffer,
      int rowLength) {
    long now = context.expiryClock().micros();
    if (!judge.isExpired(rowKey.buffer(), 0, rowKey.length(), rowBuffer, rowLength, now)) {
      throw violation(table, index, rowKey);
    }
    try (RowRemoval removal = new RowRemoval(context)) {
      removal.remove(transaction, table, rowKey.buffer(), rowKey.length(), rowBuffer, rowLength);
    }
  }

  private ConstraintException violation(
      TableDefinition table, IndexDefinition index, KeyEncoder rowKey) {
    return new ConstraintException(
        "Two rows have the same key in a unique index.",
        "table",
        table.name(),
        "index",
        index.name(),
        "key",
        KeyText.ofEntry(table, index, key.buffer(), 0, key.length()),
        "row",
        KeyText.ofRow(table, rowKey.buffer(), 0, rowKey.length()),
        "otherRow",
        KeyText.ofRow(table, otherRow.buffer(), 0, otherRow.length()));
  }

  @Override
  public void close() {
    value.close();
    found.close();
  }
}
