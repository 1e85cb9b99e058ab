package io.ashlar.rows.scan;

import io.ashlar.Get;
import io.ashlar.ReadTransaction;
import io.ashlar.Row;
import io.ashlar.Transaction;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowView;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.statistics.CostSample;
import io.ashlar.rows.statistics.KeyspaceCounters;
import io.ashlar.rows.table.Assigned;
import io.ashlar.rows.table.EntryEncoder;
import io.ashlar.rows.table.KeyText;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.table.TransactionHandle;
import io.ashlar.rows.table.ValueTransfer;
import io.ashlar.txn.StoreTransaction;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads one row by its primary key or the key of a unique index. What was found is copied into heap
 * memory of this object, which grows to the largest row met: users need not close a get, so it
 * keeps nothing that somebody would have to free.
 */
final class GetStatement extends KeyedReader implements Get {

  private static final int INITIAL_BYTES = 256;

  /** The name of the unique index, or null for the primary key. */
  private final String index;

  private final WorkspacePool workspaces;
  private final UnsafeBuffer key = new UnsafeBuffer(new byte[INITIAL_BYTES]);
  private final UnsafeBuffer row = new UnsafeBuffer(new byte[INITIAL_BYTES]);
  private final RowView entry = new RowView();
  private TableDefinition readBy;

  /** The index of that name in {@link #readBy}, or null for the primary key. */
  private IndexDefinition unique;

  private RowSource source;
  private KeyspaceCounters counters;
  private final CostSample sample = new CostSample();

  GetStatement(TableHandle table, String index, WorkspacePool workspaces) {
    super(table);
    this.index = index;
    this.workspaces = workspaces;
    use(table.definition());
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
    return found;
  }

  private void use(TableDefinition definition) {
    unique = index == null ? null : uniqueIndex(definition);
    source = new RowSource(definition, null);
    window().look(source, null);
    counters =
        table()
            .context()
            .counters()
            .of(unique == null ? definition.keyspaceId() : unique.keyspaceId());
    readBy = definition;
  }

  @Override
  protected Get self() {
    return this;
  }

  @Override
  public boolean fetch(ReadTransaction transaction) {
    return fetch(TransactionHandle.of(transaction, table().context()), LockMode.NONE);
  }

  @Override
  public boolean fetchForUpdate(Transaction transaction) {
    return fetch(TransactionHandle.of(transaction, table().context()), LockMode.WAIT);
  }

  @Override
  public boolean fetchForUpdateNoWait(Transaction transaction) {
    return fetch(TransactionHandle.of(transaction, table().context()), LockMode.NO_WAIT);
  }

  @Override
  public Optional<Row> find() {
    TransactionHandle reader = table().context().acquireReader();
    try {
      return find(reader);
    } finally {
      table().context().releaseReader(reader);
    }
  }

  @Override
  public Optional<Row> find(ReadTransaction transaction) {
    return fetch(transaction) ? Optional.of(copy()) : Optional.empty();
  }

  private boolean fetch(TransactionHandle transaction, LockMode mode) {
    window().leaveRow();
    Workspace workspace = workspaces.acquire(table().context().pool());
    try {
      TableDefinition definition = transaction.beginStatement(table());
      try {
        if (index != null && transaction.readsPast()) {
          throw new HistoryUnavailableException(
              "Only the primary key can be read as of an earlier time.",
              "table",
              definition.name(),
              "index",
              index);
        }
        return fetch(definition, transaction.store(), workspace, mode);
      } finally {
        transaction.endStatement();
      }
    } finally {
      assigned().clear();
      workspaces.release(workspace);
    }
  }

  private boolean fetch(
      TableDefinition definition, StoreTransaction store, Workspace workspace, LockMode mode) {
    if (definition != readBy) {
      use(definition);
    }
    boolean sampled = sample.begin(table().context().store());
    int length;
    try {
      length =
          unique == null
              ? fetchByPrimaryKey(definition, store, workspace, mode)
              : fetchByIndex(definition, store, workspace, mode);
    } finally {
      if (sampled) {
        sample.end(counters);
      }
    }
    boolean found = length != VersionedStore.ABSENT;
    counters.got(found);
    if (found) {
      keep(workspace, length);
    }
    return found;
  }

  private int fetchByPrimaryKey(
      TableDefinition definition, StoreTransaction store, Workspace workspace, LockMode mode) {
    KeyEncoder rowKey = workspace.rowKey;
    requireKey(definition, definition.primaryKey());
    return encode(definition, definition.keyspaceId(), definition.primaryKey(), null, rowKey)
        ? read(store, rowKey, workspace, mode)
        : VersionedStore.ABSENT;
  }

  private int fetchByIndex(
      TableDefinition definition, StoreTransaction store, Workspace workspace, LockMode mode) {
    KeyEncoder rowKey = workspace.rowKey;
    requireKey(definition, unique.keyColumns());
    if (!encode(
        definition, unique.keyspaceId(), unique.keyColumns(), unique.descending(), rowKey)) {
      return VersionedStore.ABSENT;
    }
    // With the lock of the entry's key nobody else can move the key to another row meanwhile.
    int entryLength = read(store, rowKey, workspace, mode);
    if (entryLength == VersionedStore.ABSENT) {
      return VersionedStore.ABSENT;
    }
    entry.wrap(unique.entryLayout(), workspace.row.buffer(), 0, entryLength);
    int slot = unique.primaryKeySlot();
    rowKey
        .reset(definition.keyspaceId())
        .putRaw(entry.buffer(), entry.bytesOffset(slot), entry.bytesLength(slot));
    int length = read(store, rowKey, workspace, mode);
    if (length == VersionedStore.ABSENT) {
      throw new CorruptionException(
          "An index entry has no row.",
          "table",
          definition.name(),
          "index",
          unique.name(),
          "key",
          KeyText.ofRow(definition, rowKey.buffer(), 0, rowKey.length()));
    }
    return length;
  }

  private static int read(
      StoreTransaction store, KeyEncoder key, Workspace workspace, LockMode mode) {
    return mode == LockMode.NONE
        ? store.get(key.buffer(), 0, key.length(), workspace.row)
        : store.getLocked(key.buffer(), 0, key.length(), workspace.row, mode == LockMode.WAIT);
  }

  private void requireKey(TableDefinition definition, int[] ordinals) {
    Assigned values = assigned();
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

  /** Encodes the key; false when no row can have it: it holds a null or is over-long. */
  private boolean encode(
      TableDefinition definition,
      int keyspaceId,
      int[] ordinals,
      boolean[] descending,
      KeyEncoder target) {
    target.reset(keyspaceId);
    try {
      for (int i = 0; i < ordinals.length; i++) {
        if (assigned().isNull(ordinals[i])) {
          return false;
        }
        ValueTransfer.toKey(
            assigned(),
            ordinals[i],
            definition.columns().get(ordinals[i]).type().kind(),
            target,
            descending != null && descending[i]);
      }
      return true;
    } catch (LimitExceededException tooLong) {
      return false;
    }
  }

  private void keep(Workspace workspace, int length) {
    int keyLength = workspace.rowKey.length();
    grow(key, keyLength);
    key.putBytes(0, workspace.rowKey.buffer(), 0, keyLength);
    grow(row, length);
    row.putBytes(0, workspace.row.buffer(), 0, length);
    source.wrap(key, 0, keyLength, row, length);
    assert keyLength > EntryEncoder.KEYSPACE_BYTES : "a primary key has a column";
    window().standOnRow();
  }

  private static void grow(UnsafeBuffer memory, int needed) {
    if (memory.capacity() < needed) {
      memory.wrap(new byte[Math.max(needed, 2 * memory.capacity())]);
    }
  }
}
