package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The handle of a column whose values are objects of one Java class, and are ordered. What such
 * columns can be compared with is here; each kind of value has a subclass, and there are none
 * outside of this package. Immutable.
 *
 * @param <T> the Java class of the values
 * @param <C> the handle itself
 */
public abstract non-sealed class ValueColumn<T, C extends ValueColumn<T, C>> extends Column
    implements ComparableExpression<C> {

  ValueColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * True when the column is equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate eq(T value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column is equal to the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate eq(Parameter value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column differs from the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate notEq(T value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column differs from the value bound to the parameter; unknown when either is
   * null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate notEq(Parameter value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column is below the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate lessThan(T value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate lessThan(Parameter value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below or equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate atMost(T value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is below or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate atMost(Parameter value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is above the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate greaterThan(T value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate greaterThan(Parameter value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above or equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public final Predicate atLeast(T value) {
    return compare(Comparison.AT_LEAST, value);
  }

  /**
   * True when the column is above or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public final Predicate atLeast(Parameter value) {
    return compare(Comparison.AT_LEAST, value);
  }

  /**
   * True when the column lies between two values, both included; unknown when it is null.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate; true for no row when {@code low} is above {@code high}
   */
  public final Predicate between(T low, T high) {
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
  public final Predicate between(Parameter low, Parameter high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the column is equal to one of the values; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final Predicate in(T... values) {
    Arguments.requireGiven(values, "values");
    List<Object> constants = new ArrayList<>(values.length);
    Collections.addAll(constants, values);
    return among(constants);
  }
}
