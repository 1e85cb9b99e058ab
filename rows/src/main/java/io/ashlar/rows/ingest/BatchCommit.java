package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.WriteTransactionHandle;
import io.ashlar.rows.write.Mutators;
import io.ashlar.rows.write.RowChanges;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.TransactionBody;
import java.util.Arrays;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes rows of a batch in one transaction, each as a statement of its own, so that one that
 * breaks a constraint is undone alone. One owner; allocates nothing in steady state but what a
 * commit does.
 */
final class BatchCommit implements TransactionBody<Boolean, RuntimeException>, AutoCloseable {

  private static final int INITIAL_RECORD_BYTES = 1_024;

  private final DatabaseContext context;
  private final TableState table;
  private final RowQueue queue;
  private final Durability durability;
  private final WriteTransactionHandle handle;
  private final RowChanges changes;
  private final PooledBuffer record;
  private final Assigned values;

  /** By place in the batch: why the row was not written by the last run, or null. */
  private final AshlarException[] failures;

  private int[] batch;
  private int from;
  private int to;
  private int end;
  private long timestamp;

  BatchCommit(Mutators mutators, RowQueue queue, Durability durability, int batchRows) {
    this.table = mutators.table();
    this.context = table.context();
    this.queue = queue;
    this.durability = durability;
    this.failures = new AshlarException[batchRows];
    this.values = new Assigned(table.definition().columns());
    this.handle = new WriteTransactionHandle(context, IsolationLevel.READ_COMMITTED);
    try (Acquisition all = new Acquisition()) {
      this.record = all.add(context.pool().acquire(INITIAL_RECORD_BYTES), PooledBuffer::close);
      this.changes = all.add(new RowChanges(mutators), RowChanges::close);
      handle.attach(context.transactions().newTransaction());
      all.keep();
    }
  }

  /**
   * Writes rows.
   *
   * @param rows the batch
   * @param first where to begin
   * @param behind where to stop
   * @return behind the last row that was dealt with, above first: a transaction has no room for
   *     more
   * @throws io.ashlar.error.RetryableException when each try has lost against other transactions
   * @throws io.ashlar.error.CommitOutcomeUnknownException when rows up to {@link #end} may be
   *     written
   * @throws io.ashlar.error.ClosedException when the table or the database is gone
   */
  int write(int[] rows, int first, int behind) {
    batch = rows;
    from = first;
    to = behind;
    boolean done =
        context
            .transactions()
            .transact(handle.store(), IsolationLevel.READ_COMMITTED, durability, this);
    assert done : "the body returns true or throws";
    handle.countRows();
    return end;
  }

  @Override
  public Boolean run(StoreTransaction transaction) {
    handle.attach(transaction);
    Arrays.fill(failures, from, to, null);
    end = from;
    changes.begin();
    try {
      while (end < to && change(end)) {
        end++;
      }
    } finally {
      changes.end();
    }
    timestamp = transaction.commit();
    return Boolean.TRUE;
  }

  /** Writes one row, or notes why not; false when it is left to the next transaction. */
  private boolean change(int place) {
    try {
      int length = queue.read(batch[place], record);
      RecordFormat.decode(record.buffer(), length, table.definition(), values);
      changes.change(handle, operation(place), values);
    } catch (LimitExceededException tooMuch) {
      if (place > from) {
        // Perhaps it is the transaction that is full. Else it is told as the first of the next.
        return false;
      }
      note(place, tooMuch);
    } catch (ConstraintException
        | SchemaException
        | IllegalUseException
        | CorruptionException refused) {
      note(place, refused);
    }
    return true;
  }

  private void note(int place, AshlarException failure) {
    if (!handle.store().active()) {
      throw failure;
    }
    failures[place] = failure;
  }

  private WriteOperation operation(int place) {
    return Submission.operationOf(queue.operation(batch[place]));
  }

  /** Behind the last row that the last run has dealt with. */
  int end() {
    return end;
  }

  /** Why a row was not written by the last run, or null. */
  AshlarException failure(int place) {
    return failures[place];
  }

  /** Of the last commit. */
  long timestamp() {
    return timestamp;
  }

  /** The values of a row of a batch as objects. */
  Map<String, Object> objects(int row, IntFunction<ColumnDefinition> columns) {
    int length = queue.read(row, record);
    return RecordFormat.objects(record.buffer(), length, columns);
  }

  @Override
  public void close() {
    // The close of the database may have ended the transaction meanwhile.
    try (PooledBuffer bytes = record;
        RowChanges changing = changes;
        WriteTransactionHandle transaction = handle) {
      assert bytes != null && changing != null && transaction != null : "all are";
    }
  }
}
