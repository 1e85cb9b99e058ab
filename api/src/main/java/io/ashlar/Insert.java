package io.ashlar;

import io.ashlar.row.Assignments;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;

/**
 * Writes one row at a time: an insert, or an upsert. Made by {@link Table#insert()} and {@link
 * Table#upsert()}; reusable: set the columns, execute, set them again. Belongs to one thread at a
 * time. Executing allocates nothing in steady state.
 */
public interface Insert extends Assignments<Insert> {

  /**
   * Writes the row in the transaction that the statement was made for, or in one of its own. The
   * columns are unset afterwards, whatever the outcome.
   *
   * <p>An insert fails when a row with the same primary key exists. An upsert then changes that
   * row: columns that were not set keep their values.
   *
   * @return 1
   * @throws io.ashlar.error.ConstraintException when the primary key or a unique index has the key,
   *     or a column that may not be null has no value; nothing was changed
   * @throws io.ashlar.error.LimitExceededException when a key or the row is too long; nothing was
   *     changed
   * @throws io.ashlar.error.RetryableException when the transaction lost against another one
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  long execute();

  /**
   * The same in a given transaction.
   *
   * @param transaction the transaction
   * @return 1
   */
  long execute(Transaction transaction);

  /**
   * Writes several rows as one statement: {@code next} sets the columns of each, of which none is
   * set before. Unique indexes and foreign keys are judged when all have been written, so that rows
   * may reference each other in any sequence. {@link #generatedKey} tells nothing afterwards.
   *
   * @param transaction the transaction
   * @param next makes this statement ready for the next row, and answers false when there is none;
   *     it sets columns, and whatever else it does with this statement or in the transaction is
   *     {@link io.ashlar.error.IllegalUseException}; what it throws is passed on when the execution
   *     has been undone
   * @return how many rows were written
   * @throws io.ashlar.error.ConstraintException as {@link #execute()}, for all rows together
   * @throws io.ashlar.error.LimitExceededException as {@link #execute()}
   * @throws io.ashlar.error.RetryableException as {@link #execute()}
   */
  long executeEach(Transaction transaction, BooleanSupplier next);

  /**
   * The number that the last execution drew from the sequence of the table's identity column,
   * because the column was not set.
   *
   * @return the number
   * @throws io.ashlar.error.IllegalUseException when the last execution failed, or drew none: the
   *     table has no identity column, or it was set
   */
  long generatedKey();
}
