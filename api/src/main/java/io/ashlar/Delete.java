package io.ashlar;

import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Predicate;
import io.ashlar.row.Bindings;
import io.ashlar.row.RowFilter;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;

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
   * Deletes only those of the rows that code accepts, too; another filter takes its place. It
   * judges rows as the predicate does: before they are counted for the {@link #limit}, and once
   * more under their locks, as they are then. Stays part of the statement, as the predicate does.
   *
   * @param filter the code
   * @param reads the columns that it reads
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Delete filter(RowFilter filter, Column... reads);

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

  /**
   * Deletes several rows as one statement, each selected by its primary key: {@code next} binds the
   * key of each. Foreign keys are judged when all have been deleted.
   *
   * @param transaction the transaction
   * @param next makes this statement ready for the next row, and answers false when there is none;
   *     it binds parameters, and whatever else it does with this statement or in the transaction is
   *     {@link io.ashlar.error.IllegalUseException}; what it throws is passed on when the execution
   *     has been undone
   * @return how many rows were deleted
   * @throws io.ashlar.error.IllegalUseException when the predicate does not fix the whole primary
   *     key; nothing was changed
   * @throws io.ashlar.error.ConstraintException when a row that stays references one of them
   * @throws io.ashlar.error.RetryableException as {@link #execute()}
   */
  long executeEach(Transaction transaction, BooleanSupplier next);
}
