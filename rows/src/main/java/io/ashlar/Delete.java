package io.ashlar;

import io.ashlar.query.Predicate;

/**
 * Deletes the rows that a predicate selects. Made by {@link Table#delete()}; reusable. Belongs to
 * one thread at a time. A predicate that fixes the whole primary key goes straight to the row.
 */
public interface Delete extends Bindings<Delete> {

  /**
   * Selects the rows. Without it every row is selected. Plans the statement anew.
   *
   * @param predicate the condition
   * @return this
   * @throws io.ashlar.error.SchemaException when it names a column of another table
   */
  Delete where(Predicate predicate);

  /**
   * Runs in the transaction that the statement was made for, or in one of its own.
   *
   * @return how many rows were deleted
   * @throws io.ashlar.error.RetryableException when the transaction lost against another one
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  long execute();

  /**
   * The same in a given transaction.
   *
   * @param transaction the transaction
   * @return how many rows were deleted
   */
  long execute(Transaction transaction);
}
