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
   * Asks that every selected row have this version, for the next execution alone: an optimistic
   * update, where the row was read earlier and perhaps in another transaction. Judged under the
   * row's lock. A row that is not there, or not selected, is no mismatch: {@link #execute} then
   * returns 0.
   *
   * <p>Versions are those of {@link RowReader#version()}. A row that this transaction has written
   * itself has no version before the commit; 0 stands for it.
   *
   * @param version the commit timestamp of the row as it was read, at least 0
   * @return this
   */
  Delete ifVersion(long version);

  /**
   * Runs in the transaction that the statement was made for, or in one of its own. The expected
   * version is unset afterwards, whatever the outcome; bindings stay.
   *
   * @return how many rows were deleted
   * @throws io.ashlar.error.VersionMismatchException when {@link #ifVersion} was asked for and a
   *     row has another; nothing was changed, and the transaction goes on
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
