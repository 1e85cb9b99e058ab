package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/**
 * Values as numbers. What lies outside the range of the number is refused; what lies behind the
 * point of a whole number is cut off.
 */
public final class Numbers {

  private static final double TWO_TO_63 = 0x1p63;
  private static final long[] POWERS = powers();

  private Numbers() {}

  private static long[] powers() {
    long[] powers = new long[SqlType.MAX_WORD_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * A whole number.
   *
   * @param row where the value is
   * @param column its number
   * @return the number
   * @throws SQLException 22003 when it is out of range, 22018 when the text is no number, 07006
   *     when the type has none
   */
  public static long whole(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    SqlKind kind = type.kind();
    if (kind.isWhole() || kind == SqlKind.BOOLEAN) {
      return row.wordAt(column);
    }
    if (kind.isReal()) {
      return whole(row.realAt(column), type);
    }
    if (kind == SqlKind.DECIMAL) {
      return type.form() == ScalarForm.WORD
          ? row.wordAt(column) / POWERS[type.scale()]
          : whole(row.decimalAt(column), type);
    }
    return whole(parsed(row, column), type);
  }

  private static long whole(double value, SqlType type) throws SQLException {
    if (value >= -TWO_TO_63 && value < TWO_TO_63) {
      return (long) value;
    }
    throw outOfRange("BIGINT", type);
  }

  private static long whole(BigDecimal value, SqlType type) throws SQLException {
    try {
      return value.setScale(0, RoundingMode.DOWN).longValueExact();
    } catch (ArithmeticException e) {
      throw outOfRange("BIGINT", type);
    }
  }

  private static SQLException outOfRange(String wanted, SqlType type) {
    return SqlStates.failure(
        SqlState.NUMERIC_OUT_OF_RANGE,
        "The value is out of the range of what is asked for.",
        "type",
        type,
        "asked",
        wanted);
  }

  /**
   * A whole number within bounds.
   *
   * @param row where the value is
   * @param column its number
   * @param least the least
   * @param greatest the greatest
   * @return the number
   * @throws SQLException as {@link #whole}
   */
  public static long whole(RowValues row, int column, long least, long greatest)
      throws SQLException {
    long value = whole(row, column);
    if (value < least || value > greatest) {
      throw outOfRange(least + " to " + greatest, row.typeAt(column));
    }
    return value;
  }

  /**
   * A floating-point number.
   *
   * @param row where the value is
   * @param column its number
   * @return the number
   * @throws SQLException 22018 when the text is no number, 07006 when the type has none
   */
  public static double real(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    SqlKind kind = type.kind();
    if (kind.isReal()) {
      return row.realAt(column);
    }
    if (kind.isWhole() || kind == SqlKind.BOOLEAN) {
      return row.wordAt(column);
    }
    if (kind == SqlKind.DECIMAL) {
      return type.form() == ScalarForm.WORD && type.scale() == 0
          ? row.wordAt(column)
          : row.decimalAt(column).doubleValue();
    }
    return parsedReal(row, column);
  }

  private static double parsedReal(RowValues row, int column) throws SQLException {
    String text = number(row, column);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw noNumber(text);
    }
  }

  /**
   * A decimal.
   *
   * @param row where the value is
   * @param column its number
   * @return the number
   * @throws SQLException 22003 when the value is no number, 22018 when the text is none, 07006 when
   *     the type has none
   */
  public static BigDecimal decimal(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    SqlKind kind = type.kind();
    if (kind == SqlKind.DECIMAL) {
      return row.decimalAt(column);
    }
    if (kind.isWhole() || kind == SqlKind.BOOLEAN) {
      return BigDecimal.valueOf(row.wordAt(column));
    }
    if (!kind.isReal()) {
      return parsed(row, column);
    }
    double value = row.realAt(column);
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw outOfRange("DECIMAL", type);
    }
    return new BigDecimal(kind == SqlKind.REAL ? Float.toString((float) value) : "" + value);
  }

  private static BigDecimal parsed(RowValues row, int column) throws SQLException {
    String text = number(row, column);
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw noNumber(text);
    }
  }

  private static String number(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    if (!type.kind().isText() && type.kind() != SqlKind.UNKNOWN) {
      throw noConversion(type, "a number");
    }
    return row.textAt(column).trim();
  }

  private static SQLException noNumber(String text) {
    return SqlStates.failure(SqlState.INVALID_CAST, "The text is no number.", "text", text);
  }

  /**
   * A value of one type is asked for as one that it cannot become.
   *
   * @param type what it is
   * @param wanted what is asked for
   * @return the exception
   */
  public static SQLException noConversion(SqlType type, String wanted) {
    return SqlStates.failure(
        SqlStates.NO_CONVERSION,
        "A value of this type cannot be had as that.",
        "type",
        type,
        "asked",
        wanted);
  }

  /**
   * A boolean: a number other than 0, or a text that says so.
   *
   * @param row where the value is
   * @param column its number
   * @return the value
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  public static boolean truth(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    SqlKind kind = type.kind();
    if (kind == SqlKind.BOOLEAN || kind.isWhole()) {
      return row.wordAt(column) != 0;
    }
    if (kind.isReal()) {
      return row.realAt(column) != 0;
    }
    if (kind == SqlKind.DECIMAL) {
      return row.decimalAt(column).signum() != 0;
    }
    String text = number(row, column);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on" -> true;
      case "false", "f", "no", "n", "off" -> false;
      default -> parsed(row, column).signum() != 0;
    };
  }
}
