package io.ashlar.sql.value;

import io.ashlar.codec.value.Decimals;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic of exact numbers: longs with a scale, and decimals. Stateless. */
public final class Exact {

  /** Fewest significant digits of a quotient. */
  private static final int QUOTIENT_DIGITS = 16;

  /** Digits are counted in groups of four when the scale of a quotient is chosen. */
  private static final int GROUP = 4;

  /** Most digits behind the point that a quotient gets by itself. */
  private static final int MAX_QUOTIENT_SCALE = 1_000;

  /** A double is told apart from all others by more; these are those that are all right. */
  private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final MathContext REAL_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private static final int SURE_BITS = 3_321;

  private static final long[] POWERS = new long[SqlType.MAX_WORD_DIGITS + 1];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private Exact() {}

  /**
   * A power of ten.
   *
   * @param exponent 0 to 18
   * @return the power
   */
  public static long power(int exponent) {
    return POWERS[exponent];
  }

  /**
   * Compares two scaled numbers exactly. Allocates nothing.
   *
   * @param left digits of one
   * @param leftScale how many stand behind the point, 0 to 18
   * @param right digits of the other
   * @param rightScale how many of those do, 0 to 18
   * @return negative, zero or positive
   */
  public static int compare(long left, int leftScale, long right, int rightScale) {
    if (leftScale == rightScale) {
      return Long.compare(left, right);
    }
    if (leftScale > rightScale) {
      return -compare(right, rightScale, left, leftScale);
    }
    // The product of two longs, as 128 bits beside those of the other number.
    long factor = POWERS[rightScale - leftScale];
    long high = Math.multiplyHigh(left, factor);
    int order = Long.compare(high, right >> (Long.SIZE - 1));
    return order != 0 ? order : Long.compareUnsigned(left * factor, right);
  }

  /**
   * A scaled number with another scale, rounded half away from zero.
   *
   * @param unscaled its digits
   * @param from how many stand behind the point
   * @param to how many are to
   * @param type named in the failure
   * @return the digits
   * @throws io.ashlar.sql.error.SqlException 22003 when it is no long
   */
  public static long rescale(long unscaled, int from, int to, SqlType type) {
    if (to >= from) {
      long factor = POWERS[to - from];
      long product = unscaled * factor;
      if (Math.multiplyHigh(unscaled, factor) != product >> (Long.SIZE - 1)) {
        throw DataErrors.outOfRange(type);
      }
      return product;
    }
    long divisor = POWERS[from - to];
    long quotient = unscaled / divisor;
    long rest = unscaled % divisor;
    // Half of the divisor is exact, as it is a power of ten.
    long half = divisor / 2;
    return quotient + (rest >= half ? 1 : rest <= -half ? -1 : 0);
  }

  /**
   * The quotient of two decimals: exact to 16 significant digits and to as many digits behind the
   * point as either number has, rounded half away from zero. How many digits there are depends on
   * where the first digits of both stand in groups of four, as in PostgreSQL.
   *
   * @param dividend any decimal
   * @param divisor any decimal
   * @return the quotient
   * @throws io.ashlar.sql.error.SqlException 22012 when the divisor is zero
   */
  public static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw DataErrors.divisionByZero();
    }
    int weight = group(dividend) - group(divisor);
    if (dividend.signum() == 0 || firstGroup(dividend) <= firstGroup(divisor)) {
      weight--;
    }
    int scale = QUOTIENT_DIGITS - weight * GROUP;
    scale = Math.max(scale, Math.max(dividend.scale(), divisor.scale()));
    scale = Math.min(Math.max(scale, 0), MAX_QUOTIENT_SCALE);
    return checked(dividend.divide(divisor, scale, RoundingMode.HALF_UP));
  }

  /** Which group of four digits the first digit stands in; 0 is the group before the point. */
  private static int group(BigDecimal value) {
    return value.signum() == 0 ? 0 : Math.floorDiv(value.precision() - value.scale() - 1, GROUP);
  }

  /** The digits of the first group, as a number up to 9999. */
  private static int firstGroup(BigDecimal value) {
    if (value.signum() == 0) {
      return 0;
    }
    return value
        .abs()
        .scaleByPowerOfTen(-GROUP * group(value))
        .setScale(0, RoundingMode.DOWN)
        .intValueExact();
  }

  /**
   * The remainder of a division that gives a whole number; it has the sign of the dividend.
   *
   * @param dividend any decimal
   * @param divisor any decimal
   * @return the remainder, with the larger of both scales
   * @throws io.ashlar.sql.error.SqlException 22012 when the divisor is zero
   */
  public static BigDecimal remainder(BigDecimal dividend, BigDecimal divisor) {
    if (divisor.signum() == 0) {
      throw DataErrors.divisionByZero();
    }
    return dividend.remainder(divisor).setScale(Math.max(dividend.scale(), divisor.scale()));
  }

  /**
   * A decimal that is within the limits of decimals and has no negative scale.
   *
   * @param value any decimal
   * @return it, with scale 0 instead of a negative one
   * @throws io.ashlar.sql.error.SqlException 22003 when it has too many digits
   */
  public static BigDecimal checked(BigDecimal value) {
    if (value.scale() >= 0
        && value.scale() <= Decimals.MAX_DIGITS
        && value.unscaledValue().bitLength() < SURE_BITS) {
      return value;
    }
    if (!Decimals.isWithinLimits(value)
        || value.precision() - (long) value.scale() > Decimals.MAX_DIGITS) {
      throw DataErrors.outOfRange(SqlType.NUMERIC);
    }
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /**
   * The decimal that a double is shown as: 15 digits of it.
   *
   * @param value a finite double
   * @return the decimal
   */
  public static BigDecimal ofDouble(double value) {
    return shortened(new BigDecimal(value).round(DOUBLE_DIGITS));
  }

  /**
   * The decimal that a single is shown as: 6 digits of it.
   *
   * @param value a finite single
   * @return the decimal
   */
  public static BigDecimal ofReal(double value) {
    return shortened(new BigDecimal(value).round(REAL_DIGITS));
  }

  private static BigDecimal shortened(BigDecimal value) {
    BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /**
   * The decimal that a text is.
   *
   * @param text digits with sign, point and exponent; spaces around them are skipped
   * @return the decimal, its scale as written and not negative
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none; 22003 when it has too many
   *     digits
   */
  public static BigDecimal parse(String text) {
    BigDecimal value;
    try {
      String number = text.strip();
      // BigDecimal takes digits of all scripts, SQL those of ASCII.
      if (!number.chars().allMatch(c -> c < 0x80)) {
        throw DataErrors.badCast(text, SqlType.NUMERIC);
      }
      value = new BigDecimal(number);
    } catch (NumberFormatException e) {
      throw DataErrors.badCast(text, SqlType.NUMERIC);
    }
    if (value.signum() == 0) {
      return value.scale() >= 0 && value.scale() <= Decimals.MAX_DIGITS ? value : BigDecimal.ZERO;
    }
    return checked(value);
  }
}
