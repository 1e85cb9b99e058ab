package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** The handle of a column that holds a 64-bit integer. Immutable. */
public final class LongColumn extends Column implements IntegerExpression {

  LongColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static LongColumn named(String name) {
    return new LongColumn(UNBOUND, "", 0, name, ColumnType.LONG);
  }

  /**
   * True when the column is equal to the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate eq(long value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column is equal to the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate eq(Parameter value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column differs from the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate notEq(long value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column differs from the value bound to the parameter; unknown when either is
   * null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate notEq(Parameter value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column is below the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate lessThan(long value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate lessThan(Parameter value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below or equal to the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate atMost(long value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is below or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate atMost(Parameter value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is above the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate greaterThan(long value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate greaterThan(Parameter value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above or equal to the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  @Override
  public Predicate atLeast(long value) {
    return compare(Comparison.AT_LEAST, value);
  }

  /**
   * True when the column is above or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  @Override
  public Predicate atLeast(Parameter value) {
    return compare(Comparison.AT_LEAST, value);
  }

  /**
   * True when the column lies between two values, both included; unknown when it is null.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate; true for no row when {@code low} is above {@code high}
   */
  @Override
  public Predicate between(long low, long high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the column lies between the values bound to two parameters, both included.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate; true for no row when the value of {@code low} is above that of {@code
   *     high}
   */
  @Override
  public Predicate between(Parameter low, Parameter high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the column is equal to one of the values; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  @Override
  public Predicate in(long... values) {
    Arguments.requireGiven(values, "values");
    List<Object> constants = new ArrayList<>(values.length);
    for (long value : values) {
      constants.add(value);
    }
    return among(constants);
  }
}
