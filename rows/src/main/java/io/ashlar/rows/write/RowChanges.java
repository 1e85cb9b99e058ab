package io.ashlar.rows.write;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.entry.RowBuilder;
import io.ashlar.rows.entry.RowJudge;
import io.ashlar.rows.session.OneUser;
import io.ashlar.rows.session.TransactionHandle;
import io.ashlar.store.VersionedStore;

/**
 * Changes of single rows of one table, known by their values alone, each a statement of its own.
 * One owner; allocates nothing in steady state.
 */
public final class RowChanges implements AutoCloseable {

  private static final int INITIAL_ROW_BYTES = 256;

  private final Mutators mutators;
  private final OneUser user = new OneUser();
  private final KeyEncoder key = new KeyEncoder();
  private final RowJudge judge = new RowJudge();
  private final PooledBuffer found;

  /** Lent from {@link #begin} to {@link #end}. */
  private RowMutator mutator;

  /**
   * For one table.
   *
   * @param mutators change it
   */
  public RowChanges(Mutators mutators) {
    this.mutators = mutators;
    this.found = mutators.table().context().pool().acquire(INITIAL_ROW_BYTES);
  }

  /**
   * Begins a number of changes.
   *
   * @throws io.ashlar.error.ClosedException when the table was dropped or the database is closed
   */
  public void begin() {
    mutator = mutators.acquire();
  }

  /** Ends what {@link #begin} has begun. */
  public void end() {
    RowMutator lent = mutator;
    mutator = null;
    if (lent != null) {
      mutators.release(lent);
    }
  }

  /**
   * Changes one row. What it throws has undone this change alone, unless the transaction has ended.
   *
   * @param transaction the transaction
   * @param operation what becomes of the row
   * @param values its columns; of a row that is deleted those of the primary key
   * @throws io.ashlar.error.ConstraintException as {@link io.ashlar.Insert#execute()}
   * @throws io.ashlar.error.LimitExceededException as {@link io.ashlar.Insert#execute()}
   * @throws io.ashlar.error.SchemaException when a column was dropped meanwhile
   * @throws io.ashlar.error.RetryableException when the transaction lost against another one
   */
  public void change(TransactionHandle transaction, WriteOperation operation, Assigned values) {
    try {
      TableDefinition definition = mutator.begin(transaction, user);
      switch (operation) {
        case INSERT -> mutator.insert(values);
        case UPSERT -> mutator.upsert(values);
        case DELETE -> delete(transaction, definition, values);
      }
      mutator.end();
    } finally {
      mutator.abort();
    }
  }

  private void delete(TransactionHandle transaction, TableDefinition definition, Assigned values) {
    values.adopt(definition);
    RowBuilder.encodeRowKey(definition, values, key);
    if (mutator.leads() && !mutator.find(key)) {
      return;
    }
    int length = transaction.store().getLocked(key.buffer(), 0, key.length(), found);
    if (length == VersionedStore.ABSENT || isExpired(transaction, definition, length)) {
      return;
    }
    mutator.delete(key.buffer(), 0, key.length(), found.buffer(), 0, length);
  }

  private boolean isExpired(TransactionHandle transaction, TableDefinition definition, int length) {
    if (definition.expiry() == null) {
      return false;
    }
    judge.use(definition);
    return judge.isExpired(
        key.buffer(), 0, key.length(), found.buffer(), length, transaction.expiryTime());
  }

  /** Gives the buffer back. Idempotent. */
  @Override
  public void close() {
    end();
    found.close();
  }
}
