package io.ashlar.sql.function;

import io.ashlar.sql.type.CastContext;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.List;

/**
 * One way to call a function.
 *
 * @param parameters the types of its arguments; UNKNOWN takes any
 * @param variadic whether the last may come any number of times, at least once
 * @param result the type of the value
 * @param body what it does
 */
record Overload(List<SqlType> parameters, boolean variadic, SqlType result, Body body) {

  /** What {@link #cost} gives for arguments that do not fit. */
  static final int NO_FIT = Integer.MAX_VALUE;

  private static final int TO_DOUBLE = 30;
  private static final int TO_DECIMAL = 10;
  private static final int TO_ANY = 40;
  private static final int FROM_UNKNOWN = 5;

  boolean takes(int arguments) {
    return variadic ? arguments >= parameters.size() : arguments == parameters.size();
  }

  SqlType parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  /** How far arguments are from the parameters; 0 when they have their types. */
  int cost(List<SqlType> arguments) {
    if (!takes(arguments.size())) {
      return NO_FIT;
    }
    int cost = 0;
    for (int i = 0; i < arguments.size(); i++) {
      int one = cost(arguments.get(i).kind(), parameter(i).kind());
      if (one == NO_FIT) {
        return NO_FIT;
      }
      cost += one;
    }
    return cost;
  }

  private static int cost(SqlKind from, SqlKind to) {
    if (from == to) {
      return 0;
    }
    if (to == SqlKind.UNKNOWN) {
      return TO_ANY;
    }
    if (TypeTable.cast(from, to) != CastContext.IMPLICIT) {
      return NO_FIT;
    }
    if (from == SqlKind.UNKNOWN) {
      // A literal is a text where it can be, else a double or what has most of them.
      return to.isText() ? 1 : to == SqlKind.DOUBLE ? FROM_UNKNOWN - 1 : FROM_UNKNOWN;
    }
    if (to.isReal()) {
      return from.isReal() ? 1 : TO_DOUBLE;
    }
    return to == SqlKind.DECIMAL ? TO_DECIMAL : Math.abs(to.compareTo(from));
  }
}
