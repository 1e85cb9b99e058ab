package io.ashlar.aggregate;

import io.ashlar.row.Bindings;
import io.ashlar.transaction.ReadTransaction;

/**
 * Aggregates over all rows of a scan, planned. Bind parameters, fetch, read; then again. Belongs to
 * one thread at a time. Runs in one pass and keeps no rows; allocates nothing in steady state but
 * for decimals.
 *
 * <p>Where nothing is asked for but the least or greatest values of columns, and each is the first
 * value that a key leads to within the bounds of the predicate, each is read by one seek.
 */
public interface PreparedAggregate extends Bindings<PreparedAggregate>, AutoCloseable {

  /**
   * Runs the scan to its end.
   *
   * @param transaction the transaction
   * @return the results, valid until the next call; the same object each time
   * @throws io.ashlar.error.IllegalUseException when a parameter was never bound
   * @throws io.ashlar.error.ConstraintException when a number cannot be computed
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  AggregateReader fetch(ReadTransaction transaction);

  /**
   * The plan: one step a line.
   *
   * @return the text; allocates
   */
  String explain();

  /** Lets the buffers go. Idempotent. */
  @Override
  void close();
}
