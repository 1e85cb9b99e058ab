package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;

/** The handle of a column that holds a boolean. Immutable. */
public final class BooleanColumn extends Column implements ComparableExpression<BooleanColumn> {

  BooleanColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static BooleanColumn named(String name) {
    return new BooleanColumn(UNBOUND, "", 0, name, ColumnType.BOOLEAN);
  }

  /**
   * True when the column is equal to the value; unknown when the column is null.
   *
   * @param value the constant
   * @return the predicate
   */
  public Predicate eq(boolean value) {
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
   * @param value the constant
   * @return the predicate
   */
  public Predicate notEq(boolean value) {
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
   * True when the column is equal to one of the values; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  public Predicate in(boolean... values) {
    Arguments.requireGiven(values, "values");
    List<Object> constants = new ArrayList<>(values.length);
    for (boolean value : values) {
      constants.add(value);
    }
    return among(constants);
  }
}
