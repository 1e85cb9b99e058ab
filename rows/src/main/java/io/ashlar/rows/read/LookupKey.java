package io.ashlar.rows.read;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.EntryReader;
import io.ashlar.rows.entry.KeyText;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.partition.Routing;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.StoreWriter;
import org.agrona.DirectBuffer;

/**
 * The primary key or the key of a unique index, and the way from such a key to its row. Allocates
 * nothing in steady state.
 */
final class LookupKey {

  /** The name of the unique index, or null for the primary key. */
  private final String index;

  private final EntryReader reader = new EntryReader();

  private final Routing routing;

  private final RowJudge judge;
  private TableDefinition definition;

  /** The time by which rows have expired; where they do not, without a meaning. */
  private long now;

  /** The index of that name in {@link #definition}, or null for the primary key. */
  private IndexDefinition unique;

  LookupKey(TableState table, String index) {
    this.index = index;
    this.routing = Routing.of(table.partitions());
    this.judge = new RowJudge();
  }

  /** Goes by a definition of the table from here on. */
  void use(TableDefinition next) {
    unique = index == null ? null : uniqueIndex(next);
    definition = next;
  }

  private IndexDefinition uniqueIndex(TableDefinition definition) {
    IndexDefinition found = definition.index(index).orElse(null);
    if (found == null || !found.unique()) {
      throw new SchemaException(
          found == null ? "There is no such index." : "The index is not unique.",
          "table",
          definition.name(),
          "index",
          index);
    }
    if (found.isPartial()) {
      throw new SchemaException(
          "The index is partial: its keys are unique among some rows only.",
          "table",
          definition.name(),
          "index",
          index);
    }
    return found;
  }

  /** Takes the time by which rows are judged, where they can expire. */
  void judgeIn(TransactionHandle transaction) {
    if (definition.expiry() != null) {
      now = transaction.expiryTime();
      judge.use(definition);
    }
  }

  /** The bytes of a row that was found in the workspace, none when it has expired. */
  private int live(Workspace workspace, int length) {
    KeyEncoder key = workspace.rowKey;
    boolean expired =
        definition.expiry() != null
            && judge.isExpired(key.buffer(), 0, key.length(), workspace.row.buffer(), length, now);
    return expired ? VersionedStore.ABSENT : length;
  }

  /** The name of the unique index, or null for the primary key. */
  String index() {
    return index;
  }

  /** Where the keys live. */
  int keyspaceId() {
    return unique == null ? definition.keyspaceId() : unique.keyspaceId();
  }

  /** Encodes the key; false when no row can have it: it holds a null or is over-long. */
  boolean encode(Assigned values, KeyEncoder target) {
    int[] ordinals = unique == null ? definition.primaryKey() : unique.keyColumns();
    boolean[] descending = unique == null ? null : unique.descending();
    requireKey(values, ordinals);
    target.reset(keyspaceId());
    try {
      for (int i = 0; i < ordinals.length; i++) {
        if (values.isSetToNull(ordinals[i])) {
          return false;
        }
        target.put(
            values,
            ordinals[i],
            definition.columns().get(ordinals[i]).valueType(),
            descending != null && descending[i]);
      }
      return true;
    } catch (LimitExceededException tooLong) {
      return false;
    }
  }

  /** Whether keys must be led to their partitions. */
  boolean isLed() {
    return routing.leads();
  }

  /** Gives an encoded key the keyspace of its partition; false when there is none. */
  boolean lead(StoreTransaction store, KeyEncoder key, LockMode mode) {
    boolean locking = mode != LockMode.NONE;
    return unique == null
        ? routing.lead(store, definition, key, locking)
        : routing.lead(store, definition, unique, key, locking);
  }

  private void requireKey(Assigned values, int[] ordinals) {
    int set = 0;
    for (int ordinal : ordinals) {
      if (!values.isSet(ordinal)) {
        throw new IllegalUseException(
            "A column of the key has no value.",
            "table",
            definition.name(),
            "column",
            definition.columns().get(ordinal).name());
      }
      set++;
    }
    for (int ordinal = 0; ordinal < values.columns(); ordinal++) {
      set -= values.isSet(ordinal) ? 1 : 0;
    }
    if (set != 0) {
      throw new SchemaException(
          "A column is set that is not part of the key.",
          "table",
          definition.name(),
          "key",
          index == null ? "primary" : index);
    }
  }

  /**
   * Reads the row of a key into the workspace, and leaves its row key there.
   *
   * @return bytes of the row, or {@link VersionedStore#ABSENT}
   */
  int read(
      StoreTransaction store,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      Workspace workspace,
      LockMode mode) {
    // With the lock of the entry's key nobody else can move the key to another row meanwhile.
    int length = readKey(store, key, keyOffset, keyLength, workspace, mode);
    if (length == VersionedStore.ABSENT || length == StoreWriter.HELD) {
      return VersionedStore.ABSENT;
    }
    KeyEncoder rowKey = workspace.rowKey;
    if (unique == null) {
      if (key != rowKey.buffer()) {
        rowKey.resetEmpty().putRaw(key, keyOffset, keyLength);
      }
      return live(workspace, length);
    }
    reader.rowKey(definition, unique, workspace.row.buffer(), length, rowKey);
    if (!routing.lead(store, definition, rowKey, mode != LockMode.NONE)) {
      throw withoutRow(rowKey);
    }
    length = readKey(store, rowKey.buffer(), 0, rowKey.length(), workspace, mode);
    if (length == VersionedStore.ABSENT) {
      throw withoutRow(rowKey);
    }
    return length == StoreWriter.HELD ? VersionedStore.ABSENT : live(workspace, length);
  }

  private CorruptionException withoutRow(KeyEncoder rowKey) {
    return new CorruptionException(
        "An index entry has no row.",
        "table",
        definition.name(),
        "index",
        unique.name(),
        "key",
        KeyText.ofRow(definition, rowKey.buffer(), 0, rowKey.length()));
  }

  private static int readKey(
      StoreTransaction store,
      DirectBuffer key,
      int offset,
      int length,
      Workspace workspace,
      LockMode mode) {
    return mode == LockMode.NONE
        ? store.get(key, offset, length, workspace.row)
        : mode.getLocked(store, key, offset, length, workspace.row);
  }
}
