package io.ashlar;

import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.Bindings;
import io.ashlar.transaction.Transaction;

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
   * Deletes at most so many rows: of those that the predicate selects when the statement begins,
   * the first ones in the order of {@link #orderBy}, or else in the order in which the plan meets
   * them, which is the same as long as plan and rows are. A row that another transaction has
   * changed by the time it is locked, so that it is not selected any more, is left out and no other
   * takes its place; that happens under {@code READ_COMMITTED} alone. Stays part of the statement,
   * as the predicate does.
   *
   * @param rows the limit, at least 0; {@link Long#MAX_VALUE} for all
   * @return this
   * @throws io.ashlar.error.IllegalUseException when it is negative
   */
  Delete limit(long rows);

  /**
   * The order in which rows are deleted, ties in the order of the primary key; with a {@link
   * #limit} it says which. Where no key gives the order, primary keys and order values are sorted
   * in memory: of all selected rows, or of the first ones alone where there is a limit. More than
   * 32 MiB of them end the execution with {@link io.ashlar.error.LimitExceededException}. Stays
   * part of the statement, as the predicate does.
   *
   * @param columns the order; none for any
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Delete orderBy(Order... columns);

  /**
   * Asks that every selected row have this version, for the next execution alone: an optimistic
   * update, where the row was read earlier and perhaps in another transaction. Checked under the
   * row's lock. A row that is not there, or not selected, is no mismatch: {@link #execute} then
   * returns 0.
   *
   * <p>Versions are those of {@link io.ashlar.row.RowReader#version()}. A row that this transaction
   * has written itself has no version before the commit; 0 stands for it.
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
