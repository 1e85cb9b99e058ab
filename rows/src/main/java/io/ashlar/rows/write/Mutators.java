package io.ashlar.rows.write;

import io.ashlar.rows.session.HandlePool;
import io.ashlar.rows.session.OwnTransactions;
import io.ashlar.rows.session.OwnWork;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.session.TransactionHandle;

/**
 * What statements change the rows of one table with: mutators, kept for reuse, and transactions for
 * those that were given none. Shared by all threads.
 */
public final class Mutators implements AutoCloseable {

  private final TableState table;
  private final OwnTransactions own;
  private final HandlePool<RowMutator> idle = new HandlePool<>();

  /**
   * For one table.
   *
   * @param table the table
   * @param own runs statements that were given no transaction
   */
  public Mutators(TableState table, OwnTransactions own) {
    this.table = table;
    this.own = own;
  }

  /**
   * The table.
   *
   * @return whose rows are changed
   */
  public TableState table() {
    return table;
  }

  /**
   * Runs a statement.
   *
   * @param transaction what it runs in, or null for one of its own
   * @param work the statement
   * @return how many rows were changed
   */
  public long run(TransactionHandle transaction, OwnWork work) {
    return transaction == null ? own.run(work) : work.run(transaction);
  }

  /**
   * A mutator for one statement.
   *
   * @return the mutator, for {@link #release}
   */
  public RowMutator acquire() {
    table.ensureUsable();
    RowMutator mutator = idle.poll();
    return mutator == null ? new RowMutator(table) : mutator;
  }

  /**
   * Takes a mutator back.
   *
   * @param mutator the mutator, not to be used afterwards
   */
  public void release(RowMutator mutator) {
    if (!idle.offer(mutator)) {
      mutator.close();
    }
  }

  /** Frees what waits for reuse, and from here on what is given back. Idempotent. */
  @Override
  public void close() {
    idle.close();
    for (RowMutator mutator = idle.poll(); mutator != null; mutator = idle.poll()) {
      mutator.close();
    }
  }
}
