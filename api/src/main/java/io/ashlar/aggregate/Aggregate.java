package io.ashlar.aggregate;

import io.ashlar.argument.Arguments;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericExpression;
import io.ashlar.query.RealExpression;

/**
 * The handle of one aggregate: made here, given to a statement, and the name by which its result is
 * asked for. As in SQL, nulls are passed over; over no values a count is 0 and everything else is
 * null. Immutable; one handle may serve several statements.
 *
 * <p>The methods read well as static imports: {@code LongAggregate total = sum(balance)}.
 */
public abstract sealed class Aggregate
    permits LongAggregate, DoubleAggregate, DecimalAggregate, ColumnAggregate {

  /** What an aggregate makes of the values that it meets. */
  public enum Function {
    /** How many there are. */
    COUNT,
    /** Their sum. */
    SUM,
    /** The least. */
    MIN,
    /** The greatest. */
    MAX,
    /** Their sum divided by their number. */
    AVG
  }

  private final Function function;
  private final NumericExpression number;
  private final Column column;

  Aggregate(Function function, NumericExpression number, Column column) {
    this.function = function;
    this.number = number;
    this.column = column;
  }

  /**
   * What is made of the values.
   *
   * @return the function
   */
  public final Function function() {
    return function;
  }

  /**
   * The number that is computed from each row.
   *
   * @return the number, or null when the aggregate is over a column of another type or over rows
   */
  public final NumericExpression number() {
    return number;
  }

  /**
   * The column whose values are taken.
   *
   * @return the column, or null when the aggregate is over numbers or over rows
   */
  public final Column column() {
    return column;
  }

  /**
   * The number of rows.
   *
   * @return the aggregate
   */
  public static LongAggregate count() {
    return new LongAggregate(Function.COUNT, null, null);
  }

  /**
   * The number of rows in which a column is not null.
   *
   * @param column the column
   * @return the aggregate
   */
  public static LongAggregate count(Column column) {
    return new LongAggregate(Function.COUNT, null, Arguments.given(column, "column"));
  }

  /**
   * The sum of whole numbers, exact whatever the order: only a sum that is itself out of the range
   * of a long is a {@link io.ashlar.error.ConstraintException}, when the result is read.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static LongAggregate sum(IntegerExpression number) {
    return new LongAggregate(Function.SUM, Arguments.given(number, "number"), null);
  }

  /**
   * The sum of floating-point numbers, added in the order of the walk.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DoubleAggregate sum(RealExpression number) {
    return new DoubleAggregate(Function.SUM, Arguments.given(number, "number"), null);
  }

  /**
   * The sum of decimals, exact: allocates for each row.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DecimalAggregate sum(DecimalExpression number) {
    return new DecimalAggregate(Function.SUM, Arguments.given(number, "number"), null);
  }

  /**
   * The average of whole numbers: the exact sum and the count, divided as doubles.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DoubleAggregate avg(IntegerExpression number) {
    return new DoubleAggregate(Function.AVG, Arguments.given(number, "number"), null);
  }

  /**
   * The average of floating-point numbers.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DoubleAggregate avg(RealExpression number) {
    return new DoubleAggregate(Function.AVG, Arguments.given(number, "number"), null);
  }

  /**
   * The average of decimals, to 34 significant digits, rounded half to even: allocates for each
   * row.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DecimalAggregate avg(DecimalExpression number) {
    return new DecimalAggregate(Function.AVG, Arguments.given(number, "number"), null);
  }

  /**
   * The least of whole numbers.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static LongAggregate min(IntegerExpression number) {
    return new LongAggregate(Function.MIN, Arguments.given(number, "number"), null);
  }

  /**
   * The least of floating-point numbers; NaN is the greatest of all.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DoubleAggregate min(RealExpression number) {
    return new DoubleAggregate(Function.MIN, Arguments.given(number, "number"), null);
  }

  /**
   * The least of decimals: allocates for each row.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DecimalAggregate min(DecimalExpression number) {
    return new DecimalAggregate(Function.MIN, Arguments.given(number, "number"), null);
  }

  /**
   * The greatest of whole numbers.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static LongAggregate max(IntegerExpression number) {
    return new LongAggregate(Function.MAX, Arguments.given(number, "number"), null);
  }

  /**
   * The greatest of floating-point numbers; NaN is the greatest of all.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DoubleAggregate max(RealExpression number) {
    return new DoubleAggregate(Function.MAX, Arguments.given(number, "number"), null);
  }

  /**
   * The greatest of decimals: allocates for each row.
   *
   * @param number the number that is computed from each row
   * @return the aggregate
   */
  public static DecimalAggregate max(DecimalExpression number) {
    return new DecimalAggregate(Function.MAX, Arguments.given(number, "number"), null);
  }

  /**
   * The least value of a column that holds no numbers, in the order of its keys.
   *
   * @param column the column
   * @param <C> its type
   * @return the aggregate
   */
  public static <C extends Column & ComparableExpression<C>> ColumnAggregate<C> min(C column) {
    return new ColumnAggregate<>(Function.MIN, Arguments.given(column, "column"));
  }

  /**
   * The greatest value of a column that holds no numbers, in the order of its keys.
   *
   * @param column the column
   * @param <C> its type
   * @return the aggregate
   */
  public static <C extends Column & ComparableExpression<C>> ColumnAggregate<C> max(C column) {
    return new ColumnAggregate<>(Function.MAX, Arguments.given(column, "column"));
  }

  /**
   * As SQL writes it.
   *
   * @return such as {@code sum(accounts.balance)}
   */
  @Override
  public final String toString() {
    Object argument = column != null ? column : number != null ? number : "*";
    return function.name().toLowerCase(java.util.Locale.ROOT) + "(" + argument + ")";
  }
}
