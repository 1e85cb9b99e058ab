package io.ashlar.rows.read;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.txn.StoreTransaction;
import org.agrona.MutableDirectBuffer;

/** Reads the rows of many keys, in key order, and shows them in the order of the keys. */
public final class BatchGetStatement extends KeyedReader<BatchGet> implements BatchGet {

  private final LookupKey lookup;
  private final WorkspacePool workspaces;
  private final ByteRuns keys = new ByteRuns();

  /** The row key and the row of each key in turn; a row of no bytes stands for none. */
  private final ByteRuns rows = new ByteRuns();

  /** The place in {@link #rows} of the row key of each key, or -1. */
  private int[] found = new int[0];

  private final MutableDirectBuffer rowKey = Flyweights.empty();
  private final MutableDirectBuffer row = Flyweights.empty();
  private TableDefinition readBy;
  private RowSource source;
  private int keyspaceId;
  private boolean fetched;
  private int position = -1;

  /** Whether {@link #next} stands on a key that has a row. Read by whoever asks. */
  private boolean onFound;

  /**
   * A read of many keys.
   *
   * @param table the table
   * @param index the name of a unique index, or null for the primary key
   * @param workspaces lend memory
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique
   */
  public BatchGetStatement(TableState table, String index, WorkspacePool workspaces) {
    super(table);
    this.lookup = new LookupKey(table, index);
    this.workspaces = workspaces;
    use(table.definition());
  }

  private void use(TableDefinition definition) {
    lookup.use(definition);
    source = new RowSource(definition, null);
    window().look(source, null);
    readBy = definition;
  }

  @Override
  protected BatchGet self() {
    return this;
  }

  @Override
  public BatchGet add() {
    assigned().user().enter();
    try {
      return addInside();
    } finally {
      assigned().user().leave();
    }
  }

  private BatchGet addInside() {
    if (fetched) {
      forget();
    }
    Workspace workspace = workspaces.acquire(table().context().pool());
    try {
      KeyEncoder key = workspace.rowKey;
      useNewest();
      boolean possible = lookup.encode(assigned(), key);
      if (keys.count() == 0) {
        keyspaceId = lookup.keyspaceId();
      }
      keys.add(key.buffer(), 0, possible ? key.length() : 0);
    } finally {
      assigned().clear();
      workspaces.release(workspace);
    }
    return this;
  }

  /** Has the key's ordinals and those of what is set mean columns of one definition. */
  private void useNewest() {
    TableDefinition newest = table().definition();
    if (newest != readBy) {
      use(newest);
    }
    assigned().adopt(newest);
    requireSameIndex();
  }

  private void requireSameIndex() {
    if (keys.count() > 0 && keyspaceId != lookup.keyspaceId()) {
      throw new SchemaChangedException(
          "The index was made anew after keys were added.", "table", table().name());
    }
  }

  private void forget() {
    onFound = false;
    window().leaveRow();
    keys.clear();
    rows.clear();
    fetched = false;
    position = -1;
  }

  @Override
  public int fetch(ReadTransaction transaction) {
    assigned().user().enter();
    try {
      return fetchInside(transaction);
    } finally {
      assigned().user().leave();
    }
  }

  private int fetchInside(ReadTransaction transaction) {
    if (fetched) {
      forget();
    }
    rows.clear();
    TransactionHandle handle = TransactionHandle.of(transaction, table().context());
    Workspace workspace = workspaces.acquire(table().context().pool());
    try {
      TableDefinition definition = handle.beginStatement(table(), assigned().user());
      try {
        if (lookup.index() != null && handle.readsPast()) {
          throw new HistoryUnavailableException(
              "Only the primary key can be read as of an earlier time.",
              "table",
              definition.name(),
              "index",
              lookup.index());
        }
        if (definition != readBy) {
          use(definition);
        }
        lookup.judgeIn(handle);
        int count = read(handle.store(), workspace);
        fetched = true;
        return count;
      } finally {
        handle.endStatement();
      }
    } finally {
      workspaces.release(workspace);
    }
  }

  private int read(StoreTransaction store, Workspace workspace) {
    requireSameIndex();
    if (found.length < keys.count()) {
      found = new int[Math.max(keys.count(), 2 * found.length)];
    }
    int[] sorted = keys.sorted();
    int count = 0;
    for (int i = 0; i < keys.count(); i++) {
      int asked = sorted[i];
      found[asked] = -1;
      if (keys.length(asked) > 0) {
        int length = read(store, workspace, asked);
        if (length != VersionedStore.ABSENT) {
          found[asked] = rows.count();
          rows.add(workspace.rowKey.buffer(), 0, workspace.rowKey.length());
          rows.add(workspace.row.buffer(), 0, length);
          count++;
        }
      }
    }
    return count;
  }

  private int read(StoreTransaction store, Workspace workspace, int asked) {
    if (!lookup.isLed()) {
      return lookup.read(
          store, keys.buffer(), keys.offset(asked), keys.length(asked), workspace, LockMode.NONE);
    }
    KeyEncoder key = workspace.rowKey.resetEmpty();
    key.putRaw(keys.buffer(), keys.offset(asked), keys.length(asked));
    return lookup.lead(store, key, LockMode.NONE)
        ? lookup.read(store, key.buffer(), 0, key.length(), workspace, LockMode.NONE)
        : VersionedStore.ABSENT;
  }

  @Override
  public boolean next() {
    assigned().user().enter();
    try {
      return nextInside();
    } finally {
      assigned().user().leave();
    }
  }

  private boolean nextInside() {
    if (!fetched) {
      throw new IllegalUseException("Nothing was fetched.", "table", table().name());
    }
    onFound = false;
    window().leaveRow();
    if (position + 1 >= keys.count()) {
      position = keys.count();
      return false;
    }
    position++;
    int place = found[position];
    if (place >= 0) {
      rowKey.wrap(rows.buffer(), rows.offset(place), rows.length(place));
      row.wrap(rows.buffer(), rows.offset(place + 1), rows.length(place + 1));
      source.wrap(rowKey, 0, rows.length(place), row, rows.length(place + 1));
      window().standOnRow();
      onFound = true;
    }
    return true;
  }

  @Override
  public boolean isFound() {
    return onFound;
  }

  @Override
  public int position() {
    return position;
  }
}
