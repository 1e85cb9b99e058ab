package io.ashlar.sql.bind;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;

/** What a parameter is taken for, by the type of what it meets. */
public final class ParameterTypes {

  private ParameterTypes() {}

  /**
   * What a parameter is taken for that is compared with a value of a type. Any value compares, also
   * one that the type could not hold, so nothing of its length, digits or range counts.
   *
   * @param type the type of the other side
   * @return the type of the parameter
   */
  public static SqlType comparedWith(SqlType type) {
    SqlKind kind = type.kind();
    if (kind.isWhole()) {
      return SqlType.BIGINT;
    }
    return kind == SqlKind.REAL ? SqlType.DOUBLE : SqlType.of(kind);
  }

  /**
   * What a parameter is taken for that is stored in a column: any length, digits and fraction,
   * which storing it judges.
   *
   * @param type the type of the column
   * @return the type of the parameter
   */
  static SqlType storedIn(SqlType type) {
    return type.isBounded() ? SqlType.of(type.kind()) : type;
  }

  /** What a parameter beside an operand of a type is taken for. */
  static SqlType beside(Expression.BinaryOperator operator, SqlType type) {
    return switch (type.kind()) {
      case TIMESTAMP, TIMESTAMP_TZ, TIME ->
          operator == Expression.BinaryOperator.ADD ? SqlType.INTERVAL : type;
      case DATE -> SqlType.INTEGER;
      default -> besideNumber(type);
    };
  }

  /** What a parameter beside a number is taken for: of any digits, and no short number. */
  static SqlType besideNumber(SqlType type) {
    return switch (type.kind()) {
      case DECIMAL -> SqlType.NUMERIC;
      case TINYINT, SMALLINT -> SqlType.INTEGER;
      default -> type;
    };
  }
}
