package io.ashlar.rows.verify;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.RetryableException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.entry.EntryEncoder;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.verify.ProblemKind;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Puts index entries right, one in a transaction, from the row as it is when its lock is held: what
 * was found is an occasion to look, not a proof, since others have gone on since. One owner.
 */
final class EntryRepair implements AutoCloseable {

  private static final int INITIAL_BYTES = 256;

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final PooledBuffer rowBytes;
  private final PooledBuffer entryBytes;
  private final RowWriter value;
  private final RowView row = new RowView();
  private final RowJudge judge;
  private final EntryEncoder entry;
  private final EntryReader reader = new EntryReader();
  private final KeyDecoder decoder = new KeyDecoder();
  private final KeyEncoder entryKey = new KeyEncoder();
  private final KeyEncoder rowKey = new KeyEncoder();

  EntryRepair(DatabaseContext context, TableRegistry tables) {
    this.context = context;
    this.tables = tables;
    this.judge = new RowJudge();
    this.entry = new EntryEncoder(judge);
    try (Acquisition all = new Acquisition()) {
      this.rowBytes = all.add(context.pool().acquire(INITIAL_BYTES), PooledBuffer::close);
      this.entryBytes = all.add(context.pool().acquire(INITIAL_BYTES), PooledBuffer::close);
      this.value = new RowWriter(context.pool());
      all.keep();
    }
  }

  /** Whether the entry is right now. False when it cannot be repaired, or others kept it locked. */
  boolean repair(Finding finding) {
    if (finding.index() == null) {
      return false;
    }
    boolean ofEntry =
        finding.kind() == ProblemKind.ENTRY_DAMAGED
            || finding.kind() == ProblemKind.ENTRY_WITHOUT_ROW;
    TableState handle = tables.find(finding.table().name()).orElse(null);
    if (handle == null || handle.id() != finding.table().id()) {
      return true;
    }
    try {
      return context
          .transactions()
          .transact(
              IsolationLevel.READ_COMMITTED,
              Durability.GROUP,
              tx -> {
                tx.lockShared(handle.id());
                handle.ensureUsable();
                TableDefinition table = part(tx, handle, finding.table().keyspaceId());
                IndexDefinition index =
                    table == null ? null : table.maintained(finding.index().id());
                MutableDirectBuffer key = Flyweights.wrap(finding.key());
                if (index == null) {
                  return true;
                }
                return ofEntry
                    ? removeUnlessRows(tx, table, index, key)
                    : writeAgain(tx, table, index, key);
              });
    } catch (CorruptionException | RetryableException e) {
      return false;
    } catch (ClosedException e) {
      context.ensureOpen();
      return true;
    }
  }

  /** The table, or its partition with such a keyspace, which stays then; null when it is gone. */
  private static TableDefinition part(StoreTransaction tx, TableState handle, int keyspaceId) {
    if (handle.partitions() == null) {
      return handle.definition();
    }
    TablePartition partition = handle.partitions().from(keyspaceId);
    if (partition == null || partition.id() != keyspaceId) {
      return null;
    }
    tx.lockShared(partition.lockId());
    return partition.isLive() ? partition.in(handle.definition()) : null;
  }

  /** Gives a row its entry, unless another row has the same key in a unique index. */
  private boolean writeAgain(
      StoreTransaction tx, TableDefinition table, IndexDefinition index, MutableDirectBuffer key) {
    rowKey.resetEmpty().putRaw(key, 0, key.capacity());
    if (!lockRow(tx, table) || !entry.isIndexed(index)) {
      return true;
    }
    if (entry.encodeKey(index, entryKey) && takenByAnother(tx, table, index)) {
      return false;
    }
    putEntry(tx, index);
    return true;
  }

  private boolean lockRow(StoreTransaction tx, TableDefinition table) {
    int length = tx.getLocked(rowKey.buffer(), 0, rowKey.length(), rowBytes);
    if (length == VersionedStore.ABSENT) {
      return false;
    }
    int version = RowView.layoutVersion(rowBytes.buffer(), 0, length);
    row.wrap(table.layout(version), rowBytes.buffer(), 0, length);
    entry.wrap(table, rowKey.buffer(), 0, rowKey.length(), row);
    return true;
  }

  private void putEntry(StoreTransaction tx, IndexDefinition index) {
    int length = entry.encodeValue(index, value);
    tx.put(entryKey.buffer(), 0, entryKey.length(), value.buffer(), 0, length);
  }

  private boolean takenByAnother(
      StoreTransaction tx, TableDefinition table, IndexDefinition index) {
    int length = tx.getLocked(entryKey.buffer(), 0, entryKey.length(), entryBytes);
    if (length == VersionedStore.ABSENT || owns(index, length)) {
      return false;
    }
    KeyEncoder other = new KeyEncoder();
    if (!rowOf(table, index, entryKey.buffer(), entryKey.length(), length, other)) {
      return false;
    }
    try (PooledBuffer otherBytes = context.pool().acquire(INITIAL_BYTES)) {
      int otherLength = tx.getLocked(other.buffer(), 0, other.length(), otherBytes);
      if (otherLength == VersionedStore.ABSENT) {
        return false;
      }
      RowView otherRow = new RowView();
      int version = RowView.layoutVersion(otherBytes.buffer(), 0, otherLength);
      otherRow.wrap(table.layout(version), otherBytes.buffer(), 0, otherLength);
      KeyEncoder otherKey = new KeyEncoder();
      EntryEncoder otherEntry = new EntryEncoder(judge);
      otherEntry.wrap(table, other.buffer(), 0, other.length(), otherRow);
      return otherEntry.isIndexed(index)
          && otherEntry.encodeKey(index, otherKey)
          && UnsignedBytes.equal(
              otherKey.buffer(), 0, otherKey.length(), entryKey.buffer(), 0, entryKey.length());
    }
  }

  private boolean owns(IndexDefinition index, int length) {
    try {
      return entry.owns(index, entryBytes.buffer(), 0, length);
    } catch (CorruptionException damaged) {
      return false;
    }
  }

  /** Removes an entry, or writes it again when it turns out to be that of a row. */
  private boolean removeUnlessRows(
      StoreTransaction tx, TableDefinition table, IndexDefinition index, MutableDirectBuffer key) {
    // The row, which is locked before its entry, is known only once the entry was read.
    int length = tx.get(key, 0, key.capacity(), entryBytes);
    if (length == VersionedStore.ABSENT) {
      return true;
    }
    boolean rowKnown = rowOf(table, index, key, key.capacity(), length, rowKey);
    if (rowKnown && lockRow(tx, table) && entry.isIndexed(index)) {
      boolean exclusive = entry.encodeKey(index, entryKey);
      if (UnsignedBytes.equal(entryKey.buffer(), 0, entryKey.length(), key, 0, key.capacity())) {
        if (exclusive && takenByAnother(tx, table, index)) {
          return true;
        }
        putEntry(tx, index);
        return true;
      }
    }
    length = tx.getLocked(key, 0, key.capacity(), entryBytes);
    if (length != VersionedStore.ABSENT) {
      entryKey.resetEmpty();
      boolean still =
          rowOf(table, index, key, key.capacity(), length, entryKey) == rowKnown
              && (!rowKnown
                  || UnsignedBytes.equal(
                      entryKey.buffer(),
                      0,
                      entryKey.length(),
                      rowKey.buffer(),
                      0,
                      rowKey.length()));
      if (still) {
        tx.delete(key, 0, key.capacity());
      }
    }
    return true;
  }

  /**
   * Finds the row of an entry whose value is in {@link #entryBytes}; false when it is unreadable.
   */
  private boolean rowOf(
      TableDefinition table,
      IndexDefinition index,
      DirectBuffer key,
      int keyLength,
      int valueLength,
      KeyEncoder into) {
    try {
      reader.rowKey(table, index, key, keyLength, entryBytes.buffer(), valueLength, into);
      decoder.wrap(into.buffer(), KeyspacePrefix.BYTES, into.length() - KeyspacePrefix.BYTES);
      for (int ordinal : table.primaryKey()) {
        decoder.skip(table.columns().get(ordinal).valueType(), false);
      }
      return !decoder.hasRemaining();
    } catch (CorruptionException e) {
      return false;
    }
  }

  @Override
  public void close() {
    rowBytes.close();
    entryBytes.close();
    value.close();
  }
}
