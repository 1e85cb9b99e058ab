package io.ashlar.jdbc.result;

import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;

/** What JDBC asks of types. */
public final class TypeFacts {

  /** A decimal of which nothing is declared is told to have so many digits. */
  private static final int UNBOUNDED_DIGITS = 1000;

  private TypeFacts() {}

  /**
   * Whether values have a sign.
   *
   * @param type the type
   * @return true for numbers
   */
  public static boolean isNumber(SqlType type) {
    return type.kind().category() == TypeCategory.NUMERIC;
  }

  /**
   * Digits of a number, characters of a text or of a date as text, bytes.
   *
   * @param type the type
   * @return how many at most
   */
  public static int precision(SqlType type) {
    SqlKind kind = type.kind();
    return switch (kind) {
      case BOOLEAN -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case REAL -> 7;
      case DOUBLE -> 15;
      case DECIMAL -> type.isBounded() ? type.precision() : UNBOUNDED_DIGITS;
      case UUID -> 36;
      case DATE -> 10;
      case TIME -> 8 + fraction(type);
      case TIMESTAMP -> 19 + fraction(type);
      case TIMESTAMP_TZ -> 25 + fraction(type);
      case INTERVAL -> 64;
      default -> type.isBounded() ? type.precision() : SqlType.MAX_LENGTH;
    };
  }

  private static int fraction(SqlType type) {
    int digits = scale(type);
    return digits == 0 ? 0 : digits + 1;
  }

  /**
   * Digits behind the point of a decimal or of a second.
   *
   * @param type the type
   * @return how many
   */
  public static int scale(SqlType type) {
    return switch (type.kind()) {
      case DECIMAL -> type.scale();
      case TIME, TIMESTAMP, TIMESTAMP_TZ -> type.isBounded() ? type.precision() : 6;
      default -> 0;
    };
  }

  /**
   * Characters of a value as text.
   *
   * @param type the type
   * @return how many at most
   */
  public static int displaySize(SqlType type) {
    int precision = precision(type);
    return switch (type.kind()) {
      case BOOLEAN -> 5;
      case TINYINT, SMALLINT, INTEGER, BIGINT -> precision + 1;
      case REAL -> 15;
      case DOUBLE -> 24;
      case DECIMAL -> precision + 2;
      default -> precision;
    };
  }
}
