package io.ashlar.aggregate;

import io.ashlar.row.Bindings;
import io.ashlar.transaction.ReadTransaction;

/**
 * Aggregates over groups of rows, planned. Bind parameters, open, read, close; then again. Belongs
 * to one thread at a time. Walks a key in which the rows of a group stand together, and keeps one
 * row at a time; or gathers all groups in bounded memory, see {@link io.ashlar.Scan#groupBy}.
 * Allocates nothing in steady state but for decimals.
 */
public interface PreparedGroups extends Bindings<PreparedGroups>, AutoCloseable {

  /**
   * Begins the walk.
   *
   * @param transaction the transaction, which must outlive the cursor
   * @return the cursor, before its first group; the same object each time
   * @throws io.ashlar.error.IllegalUseException when a parameter was never bound or the last cursor
   *     is still open
   * @throws io.ashlar.error.LimitExceededException when groups are gathered and do not fit into the
   *     memory that they may take; the statement can be opened again
   * @throws io.ashlar.error.ConstraintException when groups are gathered and a number cannot be
   *     computed
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  GroupCursor open(ReadTransaction transaction);

  /**
   * The plan: one step a line.
   *
   * @return the text; allocates
   */
  String explain();

  /** Closes an open cursor and lets the buffers go. Idempotent. */
  @Override
  void close();
}
