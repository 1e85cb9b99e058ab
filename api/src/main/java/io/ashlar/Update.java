package io.ashlar;

import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.row.Assignments;
import io.ashlar.row.Bindings;
import io.ashlar.row.RowFilter;
import io.ashlar.transaction.Transaction;
import java.util.function.BooleanSupplier;

/**
 * Changes the rows that a predicate selects. Made by {@link Table#update()}; reusable: bind
 * parameters, set columns, execute. Belongs to one thread at a time. A predicate that fixes the
 * whole primary key goes straight to the row.
 *
 * <p>The predicate sees the table as it was when the statement began: no row is met twice because
 * the statement moved it. The primary key and unique indexes are checked at the end of the
 * statement, so that rows may exchange their keys. A statement that fails has changed nothing.
 *
 * <p>A row whose primary key changes is another row from then on: the old one is deleted, the new
 * one inserted, perhaps into another partition. A transaction that waits for the lock of the old
 * row finds it gone, and does not follow it to its new key.
 */
public interface Update extends Assignments<Update>, Bindings<Update> {

  /**
   * Selects the rows. Without it every row is selected. Plans the statement anew.
   *
   * @param predicate the condition
   * @return this
   * @throws io.ashlar.error.SchemaException when it names a column of another table
   */
  Update where(Predicate predicate);

  /**
   * Adds a number to what the row holds when it is locked; null stays null.
   *
   * @param column the column
   * @param delta what to add; an overflow is a {@link io.ashlar.error.ConstraintException}
   * @return this
   */
  Update add(LongColumn column, long delta);

  /**
   * Adds a number to what the row holds when it is locked; null stays null.
   *
   * @param column the column
   * @param delta what to add; an overflow is a {@link io.ashlar.error.ConstraintException}
   * @return this
   */
  Update add(IntColumn column, int delta);

  /**
   * Adds the number that is bound to a parameter to what the row holds when it is locked; null
   * stays null, and null is what comes of adding null. The same as {@code set(column,
   * column.plus(delta))}.
   *
   * @param column the column
   * @param delta what to add; an overflow is a {@link io.ashlar.error.ConstraintException}
   * @return this
   */
  Update add(LongColumn column, Parameter delta);

  /**
   * Adds the number that is bound to a parameter to what the row holds when it is locked; null
   * stays null, and null is what comes of adding null. The same as {@code set(column,
   * column.plus(delta))}.
   *
   * @param column the column
   * @param delta what to add; an overflow is a {@link io.ashlar.error.ConstraintException}
   * @return this
   */
  Update add(IntColumn column, Parameter delta);

  /**
   * Sets a column of any type to the value that is bound to a parameter, in every row. As an
   * expression does, it stays part of the statement: bind, execute, bind again. Where the value
   * cannot be stored, the execution ends as if it had been assigned: with {@link
   * io.ashlar.error.ConstraintException} when it is out of the range of the column, has more digits
   * than declared, or is null where null is not allowed. Allocates nothing.
   *
   * @param column the column
   * @param value the parameter
   * @return this
   * @throws io.ashlar.error.SchemaException when the column belongs to another table, or the
   *     parameter stands for a value of another type elsewhere
   */
  Update set(Column column, Parameter value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; a result beyond the range of the column ends the statement with {@link
   *     io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(IntColumn column, IntegerExpression value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; a result beyond the range of the column ends the statement with {@link
   *     io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(LongColumn column, IntegerExpression value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; it is converted to the nearest the column can hold, and one beyond its
   *     range ends the statement with {@link io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(FloatColumn column, NumericExpression value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; it is converted to the nearest the column can hold, and one beyond its
   *     range ends the statement with {@link io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(DoubleColumn column, NumericExpression value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; it is rounded half to even to the scale of the column, and one with
   *     more digits before the point ends the statement with {@link
   *     io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(DecimalColumn column, DecimalExpression value);

  /**
   * Sets a column to a number that is computed from each row when it is locked. All expressions of
   * a statement see the row as it was before. An expression stays part of the statement, as the
   * predicate does, while assigned constants are unset by each execution; assigning the column
   * otherwise wins for one execution. Setting another expression for the same column forgets the
   * bindings of all parameters. Allocates nothing a row but for decimals.
   *
   * @param column the column
   * @param value the number; it is rounded half to even to the scale of the column, and one with
   *     more digits before the point ends the statement with {@link
   *     io.ashlar.error.ConstraintException}
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update set(DecimalColumn column, IntegerExpression value);

  /**
   * Changes only those of the rows that code accepts, too; another filter takes its place. It
   * judges rows as the predicate does: before they are counted for the {@link #limit}, and once
   * more under their locks, as they are then. Stays part of the statement, as the predicate does.
   *
   * @param filter the code
   * @param reads the columns that it reads
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update filter(RowFilter filter, Column... reads);

  /**
   * Changes at most so many rows: of those that the predicate selects when the statement begins,
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
  Update limit(long rows);

  /**
   * The order in which rows are taken and changed, ties in the order of the primary key; with a
   * {@link #limit} it says which. Where no key gives the order, primary keys and order values are
   * sorted in memory: of all selected rows, or of the first ones alone where there is a limit. More
   * than 32 MiB of them end the execution with {@link io.ashlar.error.LimitExceededException}.
   * Stays part of the statement, as the predicate does.
   *
   * @param columns the order; none for any
   * @return this
   * @throws io.ashlar.error.SchemaException when a column belongs to another table
   */
  Update orderBy(Order... columns);

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
  Update ifVersion(long version);

  /**
   * Runs in the transaction that the statement was made for, or in one of its own. Assignments and
   * the expected version are unset afterwards, whatever the outcome; bindings stay.
   *
   * @return how many rows were selected and changed, also where a new value equals the old one
   * @throws io.ashlar.error.IllegalUseException when nothing is set or a parameter was never bound
   * @throws io.ashlar.error.ConstraintException when a constraint would break
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
   * @return how many rows were changed
   */
  long execute(Transaction transaction);

  /**
   * Changes several rows as one statement, each selected by its primary key: {@code next} binds the
   * key and sets the columns of each, of which none is set before. The primary key, unique indexes
   * and foreign keys are judged when all have been changed, so that rows may exchange their keys.
   *
   * @param transaction the transaction
   * @param next makes this statement ready for the next row, and answers false when there is none;
   *     it sets columns to values and binds parameters, and whatever else it does with this
   *     statement or in the transaction is {@link io.ashlar.error.IllegalUseException}; what it
   *     throws is passed on when the execution has been undone
   * @return how many rows were changed
   * @throws io.ashlar.error.IllegalUseException when the predicate does not fix the whole primary
   *     key; nothing was changed
   * @throws io.ashlar.error.ConstraintException as {@link #execute()}, for all rows together
   * @throws io.ashlar.error.RetryableException as {@link #execute()}
   */
  long executeEach(Transaction transaction, BooleanSupplier next);
}
