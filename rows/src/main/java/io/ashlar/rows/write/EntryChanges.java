package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.row.RowView;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.EntryEncoder;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The index entries that one statement removes, adds and rewrites. An entry is rewritten only when
 * its key or a stored column changes; in a partial index it comes and goes with its predicate. One
 * owner at a time; see {@link RowMutator} for the rules.
 */
final class EntryChanges implements AutoCloseable {

  private static final int INITIAL_VALUE_BYTES = 256;

  private final KeyEncoder oldKey = new KeyEncoder();
  private final KeyEncoder newKey = new KeyEncoder();
  private final RowWriter oldValue;
  private final RowWriter newValue;
  private final EntryEncoder oldEntry;
  private final EntryEncoder newEntry;
  private final PooledBuffer found;

  /** Entries that wait for the end of the statement. */
  private final PendingEntries pending;

  /** Of rows that have expired and whose place another row takes. */
  private final PooledBuffer ownerRow;

  /** Made for the first of them: an encoder keeps direct memory for the longest key. */
  private KeyEncoder ownerKey;

  private final RowView ownerView = new RowView();
  private final EntryReader reader = new EntryReader();
  private final RowJudge judge;

  /** The partitions that the statement has met, or the table itself. */
  private final List<TableDefinition> parts = new ArrayList<>();

  private TableDefinition table;
  private StoreTransaction store;

  /** The time by which rows have expired, in microseconds. */
  private long now;

  private int displaced;

  EntryChanges(BufferPool pool, long pendingLimitBytes, RowJudge judge) {
    this.judge = judge;
    oldEntry = new EntryEncoder(judge);
    newEntry = new EntryEncoder(judge);
    try (Acquisition all = new Acquisition()) {
      oldValue = all.add(new RowWriter(pool), RowWriter::close);
      newValue = all.add(new RowWriter(pool), RowWriter::close);
      found = all.add(pool.acquire(INITIAL_VALUE_BYTES), PooledBuffer::close);
      ownerRow = all.add(pool.acquire(INITIAL_VALUE_BYTES), PooledBuffer::close);
      pending = all.add(new PendingEntries(pool, pendingLimitBytes), PendingEntries::close);
      all.keep();
    }
  }

  void begin(TableDefinition definition, StoreTransaction transaction) {
    parts.clear();
    use(definition);
    store = transaction;
    displaced = 0;
    pending.clear();
  }

  /** Says when rows have expired, in a table whose rows can. */
  void judgeAt(long micros) {
    now = micros;
  }

  /** How many rows that had expired were deleted by {@link #end}. */
  int displaced() {
    return displaced;
  }

  /** Goes on with rows of another partition of the same table. */
  @SuppressWarnings("ReferenceEquality") // a partition is shown by one object
  void use(TableDefinition definition) {
    table = definition;
    if (parts.isEmpty() || parts.get(parts.size() - 1) != definition) {
      parts.add(definition);
    }
  }

  void clear() {
    pending.clear();
    store = null;
  }

  /**
   * A row that comes from another key. It waits with all its entries: another row of the same
   * statement may have its key now and leave it later.
   */
  void moved(DirectBuffer rowKey, int length, RowWriter row, int rowLength, RowView view) {
    pending.add(parts.size() - 1, PendingEntries.ROW, rowKey, length, row.buffer(), rowLength);
    newEntry.wrap(table, rowKey, 0, length, view);
    List<IndexDefinition> indexes = table.maintained();
    for (int i = 0; i < indexes.size(); i++) {
      IndexDefinition index = indexes.get(i);
      if (!newEntry.isIndexed(index)) {
        continue;
      }
      int kind = encodeKey(newEntry, index, newKey) ? i : PendingEntries.shared(i);
      int valueLength = newEntry.encodeValue(index, newValue);
      pending.add(
          parts.size() - 1, kind, newKey.buffer(), newKey.length(), newValue.buffer(), valueLength);
    }
  }

  void added(DirectBuffer rowKey, int offset, int length, RowView row) {
    newEntry.wrap(table, rowKey, offset, length, row);
    List<IndexDefinition> indexes = table.maintained();
    for (int i = 0; i < indexes.size(); i++) {
      if (newEntry.isIndexed(indexes.get(i))) {
        addEntry(i, indexes.get(i));
      }
    }
  }

  void removed(DirectBuffer rowKey, int offset, int length, RowView row) {
    oldEntry.wrap(table, rowKey, offset, length, row);
    List<IndexDefinition> indexes = table.maintained();
    for (int i = 0; i < indexes.size(); i++) {
      if (oldEntry.isIndexed(indexes.get(i))) {
        removeEntry(indexes.get(i));
      }
    }
  }

  void changed(
      DirectBuffer rowKey, int offset, int length, RowView old, RowView row, Assigned values) {
    oldEntry.wrap(table, rowKey, offset, length, old);
    newEntry.wrap(table, rowKey, offset, length, row);
    List<IndexDefinition> indexes = table.maintained();
    for (int i = 0; i < indexes.size(); i++) {
      if (mentionsAny(indexes.get(i), values)) {
        boolean was = oldEntry.isIndexed(indexes.get(i));
        boolean is = newEntry.isIndexed(indexes.get(i));
        if (was && is) {
          changeEntry(i, indexes.get(i));
        } else if (was) {
          removeEntry(indexes.get(i));
        } else if (is) {
          addEntry(i, indexes.get(i));
        }
      }
    }
  }

  private void addEntry(int i, IndexDefinition index) {
    boolean exclusive = encodeKey(newEntry, index, newKey);
    add(i, exclusive, newEntry.encodeValue(index, newValue));
  }

  private void removeEntry(IndexDefinition index) {
    remove(index, encodeKey(oldEntry, index, oldKey));
  }

  private void changeEntry(int i, IndexDefinition index) {
    boolean oldExclusive = encodeKey(oldEntry, index, oldKey);
    boolean newExclusive = encodeKey(newEntry, index, newKey);
    if (!sameKey()) {
      remove(index, oldExclusive);
      add(i, newExclusive, newEntry.encodeValue(index, newValue));
      return;
    }
    if (index.storedColumns().length > 0) {
      int oldLength = oldEntry.encodeValue(index, oldValue);
      int length = newEntry.encodeValue(index, newValue);
      if (!UnsignedBytes.equal(oldValue.buffer(), 0, oldLength, newValue.buffer(), 0, length)) {
        if (newExclusive && !index.published() && owner(index, newEntry, newKey) == Owner.OTHER) {
          return;
        }
        // The key is this row's already, and the row is locked: nothing to judge.
        store.put(newKey.buffer(), 0, newKey.length(), newValue.buffer(), 0, length);
      }
    }
  }

  private void remove(IndexDefinition index, boolean exclusive) {
    if (exclusive && !index.published()) {
      if (owner(index, oldEntry, oldKey) != Owner.SELF) {
        return;
      }
    } else if (exclusive) {
      store.lock(oldKey.buffer(), 0, oldKey.length());
    }
    store.delete(oldKey.buffer(), 0, oldKey.length());
  }

  /**
   * Whose entry lies under a unique key of an index that is being built; the key is locked.
   *
   * <p>Invariant of such an index: each entry belongs to a row that has its key now, and each row
   * up to the build's position, or written since the build began, has its entry, unless another row
   * has the key. So a row that finds its key taken has not been reached by the build, which will
   * come to it, find the other row there, and fail, if both still have the key then. Until then
   * only the row whose entry it is may touch it: removing it for the other would leave a row
   * without an entry behind the build.
   */
  private Owner owner(IndexDefinition index, EntryEncoder entry, KeyEncoder key) {
    int length = store.getLocked(key.buffer(), 0, key.length(), found);
    if (length == VersionedStore.ABSENT) {
      return Owner.NOBODY;
    }
    return entry.owns(index, found.buffer(), 0, length) ? Owner.SELF : Owner.OTHER;
  }

  private void add(int index, boolean exclusive, int valueLength) {
    if (exclusive) {
      pending.add(
          parts.size() - 1,
          index,
          newKey.buffer(),
          newKey.length(),
          newValue.buffer(),
          valueLength);
    } else {
      store.put(newKey.buffer(), 0, newKey.length(), newValue.buffer(), 0, valueLength);
    }
  }

  void end() {
    for (boolean more = pending.first(); more; more = pending.next()) {
      MutableDirectBuffer buffer = pending.buffer();
      int key = pending.keyOffset();
      int keyLength = pending.keyLength();
      table = parts.get(pending.part());
      if (!pending.isShared()) {
        int length = store.getLocked(buffer, key, keyLength, found);
        if (length != VersionedStore.ABSENT && !displace(length)) {
          throw taken(buffer, key, keyLength);
        }
      }
      store.put(buffer, key, keyLength, buffer, pending.valueOffset(), pending.valueLength());
    }
    pending.clear();
  }

  /**
   * Deletes the row that has the key of the pending entry, or is where the pending row goes, if it
   * has expired; false when it has not. What lies under the key is in {@link #found}.
   */
  private boolean displace(int length) {
    if (table.expiry() == null) {
      return false;
    }
    ownerKey = ownerKey == null ? new KeyEncoder() : ownerKey;
    if (pending.isRow()) {
      ownerKey.resetEmpty().putRaw(pending.buffer(), pending.keyOffset(), pending.keyLength());
    } else {
      IndexDefinition index = table.maintained().get(pending.index());
      reader.rowKey(table, index, found.buffer(), length, ownerKey);
    }
    int rowLength = store.getLocked(ownerKey.buffer(), 0, ownerKey.length(), ownerRow);
    if (rowLength == VersionedStore.ABSENT) {
      return false;
    }
    judge.use(table);
    if (!judge.isExpired(
        ownerKey.buffer(), 0, ownerKey.length(), ownerRow.buffer(), rowLength, now)) {
      return false;
    }
    int version = RowView.layoutVersion(ownerRow.buffer(), 0, rowLength);
    ownerView.wrap(table.layout(version), ownerRow.buffer(), 0, rowLength);
    removed(ownerKey.buffer(), 0, ownerKey.length(), ownerView);
    store.delete(ownerKey.buffer(), 0, ownerKey.length());
    displaced++;
    return true;
  }

  private ConstraintException taken(MutableDirectBuffer buffer, int key, int keyLength) {
    if (pending.isRow()) {
      return RowMutator.exists(table, buffer, key, keyLength);
    }
    IndexDefinition index = table.maintained().get(pending.index());
    return new ConstraintException(
        RowMutator.ENTRY_EXISTS,
        "table",
        table.name(),
        "index",
        index.name(),
        "key",
        KeyText.ofEntry(table, index, buffer, key, keyLength));
  }

  private boolean encodeKey(EntryEncoder entry, IndexDefinition index, KeyEncoder key) {
    try {
      return entry.encodeKey(index, key);
    } catch (LimitExceededException e) {
      throw new LimitExceededException(
          e,
          e.sentence(),
          "table",
          table.name(),
          "index",
          index.name(),
          "keyBytes",
          e.facts().get("keyBytes"),
          "limitBytes",
          KeyEncoder.MAX_KEY_BYTES);
    }
  }

  private static boolean mentionsAny(IndexDefinition index, Assigned values) {
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      if (values.isSet(ordinal) && index.mentions(ordinal)) {
        return true;
      }
    }
    return false;
  }

  private enum Owner {
    NOBODY,
    SELF,
    OTHER
  }

  private boolean sameKey() {
    return UnsignedBytes.equal(
        oldKey.buffer(), 0, oldKey.length(), newKey.buffer(), 0, newKey.length());
  }

  @Override
  public void close() {
    oldValue.close();
    newValue.close();
    found.close();
    ownerRow.close();
    pending.close();
  }
}
