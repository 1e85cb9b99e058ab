package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/**
 * The handle of a column that holds text, ordered by code point (its UTF-8 bytes), which is not the
 * order of {@link String#compareTo}. Immutable.
 */
public final class StringColumn extends Column implements ComparableExpression<StringColumn> {

  StringColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static StringColumn named(String name) {
    return new StringColumn(UNBOUND, "", 0, name, ColumnType.STRING);
  }

  /**
   * True when the column is equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate eq(String value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column is equal to the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public Predicate eq(Parameter value) {
    return compare(Comparison.EQUAL, value);
  }

  /**
   * True when the column differs from the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate notEq(String value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column differs from the value bound to the parameter; unknown when either is
   * null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public Predicate notEq(Parameter value) {
    return compare(Comparison.NOT_EQUAL, value);
  }

  /**
   * True when the column is below the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate lessThan(String value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public Predicate lessThan(Parameter value) {
    return compare(Comparison.LESS, value);
  }

  /**
   * True when the column is below or equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate atMost(String value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is below or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public Predicate atMost(Parameter value) {
    return compare(Comparison.AT_MOST, value);
  }

  /**
   * True when the column is above the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate greaterThan(String value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above the value bound to the parameter; unknown when either is null.
   *
   * @param value the parameter
   * @return the predicate
   */
  public Predicate greaterThan(Parameter value) {
    return compare(Comparison.GREATER, value);
  }

  /**
   * True when the column is above or equal to the value; unknown when the column is null.
   *
   * @param value the constant, not null
   * @return the predicate
   */
  public Predicate atLeast(String value) {
    return compare(Comparison.AT_LEAST, value);
  }

  /**
   * True when the column is above or equal to the value bound to the parameter; unknown when either
   * is null.
   *
   * @param value the parameter
   * @return the predicate
   */
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
  public Predicate between(String low, String high) {
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
  public Predicate between(Parameter low, Parameter high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the column is equal to one of the values; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  public Predicate in(String... values) {
    Arguments.requireGiven(values, "values");
    List<Object> constants = new ArrayList<>(values.length);
    for (String value : values) {
      constants.add(value);
    }
    return among(constants);
  }

  /**
   * True when the text begins with the prefix; unknown when the column is null.
   *
   * @param prefix the prefix, not null; the empty one is true for every text
   * @return the predicate
   */
  public Predicate startsWith(String prefix) {
    return compare(Comparison.STARTS_WITH, prefix);
  }

  /**
   * True when the text begins with the prefix bound to the parameter.
   *
   * @param prefix the parameter
   * @return the predicate
   */
  public Predicate startsWith(Parameter prefix) {
    return compare(Comparison.STARTS_WITH, prefix);
  }

  /**
   * True when the text matches a pattern, whose escape character is the backslash; see {@link
   * #like(String, char)}.
   *
   * @param pattern the pattern, not null
   * @return the predicate
   */
  public Predicate like(String pattern) {
    return like(pattern, LikePattern.DEFAULT_ESCAPE);
  }

  /**
   * True when the text matches a pattern (SQL: {@code LIKE}): {@code %} stands for any text, the
   * empty one included, {@code _} for any one code point, and the escape character takes the
   * meaning from the character behind it. Case matters. Unknown when the column is null. What the
   * pattern begins with, up to the first {@code %} or {@code _}, can bound a key.
   *
   * @param pattern the pattern, not null
   * @param escape the escape character; neither {@code %} nor {@code _} nor a surrogate
   * @return the predicate
   * @throws io.ashlar.error.IllegalUseException when the pattern ends with its escape character, or
   *     the escape character is not allowed
   */
  public Predicate like(String pattern, char escape) {
    return LikePattern.predicate(this, pattern, escape);
  }

  /**
   * True when the text matches the pattern bound to a parameter, whose escape character is the
   * backslash. It bounds no key, since plans are made before patterns are known.
   *
   * @param pattern the parameter; a run with a pattern that ends with its escape character is an
   *     {@link io.ashlar.error.IllegalUseException} when a row is compared with it
   * @return the predicate
   */
  public Predicate like(Parameter pattern) {
    return like(pattern, LikePattern.DEFAULT_ESCAPE);
  }

  /**
   * True when the text matches the pattern bound to a parameter; see {@link #like(Parameter)}.
   *
   * @param pattern the parameter
   * @param escape the escape character; neither {@code %} nor {@code _} nor a surrogate
   * @return the predicate
   * @throws io.ashlar.error.IllegalUseException when the escape character is not allowed
   */
  public Predicate like(Parameter pattern, char escape) {
    return new Predicate.Like(this, pattern, escape);
  }
}
