package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** The texts of floating-point numbers. Allocates. Stateless. */
public final class RealText {

  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int DOUBLE_PLAIN_DIGITS = 15;
  private static final int REAL_PLAIN_DIGITS = 6;

  private RealText() {}

  /**
   * Appends the shortest text that reads back as the same number.
   *
   * @param value the number
   * @param single whether it is a single, which fewer digits tell apart from its neighbours
   * @param target where to append
   */
  public static void append(double value, boolean single, TextBuilder target) {
    if (Double.isNaN(value)) {
      target.append("NaN");
    } else if (Double.isInfinite(value)) {
      target.append(value > 0 ? "Infinity" : "-Infinity");
    } else if (value == 0) {
      target.append("0");
    } else {
      appendDecimal(shortest(value, single), single, target);
    }
  }

  /** Fewest digits; what the JDK prints has one too many now and then. */
  private static BigDecimal shortest(double value, boolean single) {
    String text = single ? Float.toString((float) value) : Double.toString(value);
    BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
    for (int n = digits.precision() - 1; n > 0; n--) {
      BigDecimal fewer = digits.round(new MathContext(n, RoundingMode.HALF_EVEN));
      boolean same = single ? fewer.floatValue() == (float) value : fewer.doubleValue() == value;
      if (!same) {
        break;
      }
      digits = fewer.stripTrailingZeros();
    }
    return digits;
  }

  private static void appendDecimal(BigDecimal value, boolean single, TextBuilder target) {
    int exponent = value.precision() - value.scale() - 1;
    int plain = single ? REAL_PLAIN_DIGITS : DOUBLE_PLAIN_DIGITS;
    if (exponent >= LEAST_PLAIN_EXPONENT && exponent < plain) {
      target.append(value.toPlainString());
      return;
    }
    String digits = value.unscaledValue().abs().toString();
    if (value.signum() < 0) {
      target.append('-');
    }
    target.append(digits.charAt(0));
    if (digits.length() > 1) {
      target.append('.');
      target.append(digits.substring(1));
    }
    target.append(exponent < 0 ? "e-" : "e+");
    target.appendPadded(Math.abs(exponent), 2);
  }

  /**
   * The double that a text is.
   *
   * @param text digits with sign, point and exponent, {@code NaN}, {@code Infinity}; spaces around
   *     are skipped
   * @param type REAL or DOUBLE
   * @return the nearest number
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none; 22003 when it is too large or
   *     too near to zero
   */
  public static double parse(String text, SqlType type) {
    String number = text.strip();
    return switch (number.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> finite(number, text, type);
    };
  }

  private static double finite(String number, String text, SqlType type) {
    if (number.isEmpty() || !number.chars().allMatch(c -> "0123456789+-.eE".indexOf(c) >= 0)) {
      throw DataErrors.badCast(text, type);
    }
    double value;
    try {
      value = type.equals(SqlType.REAL) ? Float.parseFloat(number) : Double.parseDouble(number);
    } catch (NumberFormatException e) {
      throw DataErrors.badCast(text, type);
    }
    if (Double.isInfinite(value) || (value == 0 && hasDigit(number))) {
      throw DataErrors.outOfRange(type);
    }
    return value + 0.0d;
  }

  /** Whether a digit before the exponent is not 0. */
  private static boolean hasDigit(String number) {
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c == 'e' || c == 'E') {
        return false;
      }
      if (c >= '1' && c <= '9') {
        return true;
      }
    }
    return false;
  }
}
