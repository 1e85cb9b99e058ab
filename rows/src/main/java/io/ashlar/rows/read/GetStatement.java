package io.ashlar.rows.read;

import io.ashlar.Get;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.row.Row;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.count.CostSample;
import io.ashlar.rows.count.KeyspaceCounters;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.rows.walk.LockMode;
import io.ashlar.rows.walk.Workspace;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.txn.StoreTransaction;
import java.util.Optional;
import org.agrona.MutableDirectBuffer;

/**
 * Reads one row by its primary key or the key of a unique index. What was found is copied into heap
 * memory of this object, which grows to the largest row met: users need not close a get, so it
 * keeps nothing that somebody would have to free.
 */
public final class GetStatement extends KeyedReader<Get> implements Get {

  private static final byte[] NO_BYTES = new byte[0];
  private static final int GETS_PER_SAMPLE = 64;

  private final LookupKey lookup;
  private final WorkspacePool workspaces;
  private final OwnTransactions own;
  // As large as the largest row was so far: many statements read one row, which is small.
  private final MutableDirectBuffer key = Flyweights.wrap(NO_BYTES);
  private final MutableDirectBuffer row = Flyweights.wrap(NO_BYTES);
  private TableDefinition readBy;

  private RowSource source;
  private KeyspaceCounters counters;
  private final CostSample sample = new CostSample(GETS_PER_SAMPLE);

  /**
   * A read by key.
   *
   * @param table the table
   * @param index the name of a unique index, or null for the primary key
   * @param workspaces lend memory
   * @param own what it reads in where it is given no transaction
   * @throws io.ashlar.error.SchemaException when there is no such index, or it is not unique
   */
  public GetStatement(
      TableState table, String index, WorkspacePool workspaces, OwnTransactions own) {
    super(table);
    this.own = own;
    this.lookup = new LookupKey(table, index);
    this.workspaces = workspaces;
    use(table.definition());
  }

  private void use(TableDefinition definition) {
    lookup.use(definition);
    source = new RowSource(definition, null);
    window().look(source, null);
    counters = table().context().counters().of(lookup.keyspaceId());
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
  public boolean fetchForUpdateSkipLocked(Transaction transaction) {
    return fetch(TransactionHandle.of(transaction, table().context()), LockMode.SKIP_LOCKED);
  }

  @Override
  public Optional<Row> find() {
    TransactionHandle reader = own.acquireReader();
    try {
      return find(reader);
    } finally {
      own.releaseReader(reader);
    }
  }

  @Override
  public Optional<Row> find(ReadTransaction transaction) {
    return fetch(transaction) ? Optional.of(copy()) : Optional.empty();
  }

  private boolean fetch(TransactionHandle transaction, LockMode mode) {
    assigned().user().enter();
    try {
      return fetchInside(transaction, mode);
    } finally {
      assigned().clear();
      assigned().user().leave();
    }
  }

  private boolean fetchInside(TransactionHandle transaction, LockMode mode) {
    window().leaveRow();
    Workspace workspace = workspaces.acquire(table().context().pool());
    try {
      TableDefinition definition = transaction.beginStatement(table(), assigned().user());
      try {
        if (lookup.index() != null && transaction.readsPast()) {
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
        lookup.judgeIn(transaction);
        return fetch(definition, transaction.store(), workspace, mode);
      } finally {
        transaction.endStatement();
      }
    } finally {
      workspaces.release(workspace);
    }
  }

  private boolean fetch(
      TableDefinition definition, StoreTransaction store, Workspace workspace, LockMode mode) {
    assigned().adopt(definition);
    boolean sampled = sample.begin(table().context().store());
    int length = VersionedStore.ABSENT;
    try {
      KeyEncoder key = workspace.rowKey;
      if (lookup.encode(assigned(), key) && lookup.lead(store, key, mode)) {
        length = lookup.read(store, key.buffer(), 0, key.length(), workspace, mode);
      }
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

  private void keep(Workspace workspace, int length) {
    int keyLength = workspace.rowKey.length();
    grow(key, keyLength);
    key.putBytes(0, workspace.rowKey.buffer(), 0, keyLength);
    grow(row, length);
    row.putBytes(0, workspace.row.buffer(), 0, length);
    source.wrap(key, 0, keyLength, row, length);
    assert keyLength > KeyspacePrefix.BYTES : "a primary key has a column";
    window().standOnRow();
  }

  private static void grow(MutableDirectBuffer memory, int needed) {
    if (memory.capacity() < needed) {
      memory.wrap(new byte[Math.max(needed, 2 * memory.capacity())]);
    }
  }
}
