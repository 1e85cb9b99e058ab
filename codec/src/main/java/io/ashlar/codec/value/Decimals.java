package io.ashlar.codec.value;

import io.ashlar.error.LimitExceededException;
import java.math.BigDecimal;

/**
 * The bounds of decimals in keys and rows.
 *
 * <p>A nonzero decimal is 0.d1d2d3... times ten to the power of its <i>exponent</i>, with d1 not 0;
 * so the exponent of 123.45 is 3, whatever zeros follow.
 */
public final class Decimals {

  /** The largest number of significant digits. */
  public static final int MAX_DIGITS = 1_000;

  /** The largest absolute exponent. */
  public static final int MAX_EXPONENT = 100_000;

  /** The largest absolute scale that a decimal within the other two bounds can have. */
  public static final int MAX_SCALE = MAX_EXPONENT + MAX_DIGITS;

  /** Bytes of the two's complement of the largest unscaled value: 3,322 bits and the sign. */
  public static final int MAX_UNSCALED_BYTES = 416;

  /** More bits than that are refused before anything quadratic is done with them. */
  private static final int MAX_UNSCALED_BITS = 350_000;

  private Decimals() {}

  /**
   * The same value without trailing zeros, within bounds. Allocates.
   *
   * @param value any decimal
   * @return the value, stripped; its scale may be negative
   * @throws LimitExceededException if it has over {@link #MAX_DIGITS} digits once stripped, or an
   *     exponent out of bounds
   */
  public static BigDecimal stripped(BigDecimal value) {
    if (value.unscaledValue().bitLength() > MAX_UNSCALED_BITS) {
      throw new LimitExceededException(
          "The decimal has more digits than the limit.",
          "bits",
          value.unscaledValue().bitLength(),
          "limitDigits",
          MAX_DIGITS);
    }
    if (value.signum() == 0) {
      return BigDecimal.ZERO;
    }
    // The exponent is checked first: no zeros can then be stripped beyond the range of a scale.
    requireExponent(value);
    BigDecimal stripped = value.stripTrailingZeros();
    requireDigits(stripped);
    return stripped;
  }

  /**
   * Checks a decimal that is stored with its scale.
   *
   * @param value any decimal
   * @throws LimitExceededException if it has over {@link #MAX_DIGITS} digits, trailing zeros
   *     included, or an exponent or scale out of bounds
   */
  public static void requireWithinLimits(BigDecimal value) {
    requireDigits(value);
    if (value.signum() != 0) {
      requireExponent(value);
    }
    if (Math.abs((long) value.scale()) > MAX_SCALE) {
      throw new LimitExceededException(
          "The scale of the decimal is out of bounds.", "scale", value.scale(), "limit", MAX_SCALE);
    }
  }

  /**
   * Whether {@link #requireWithinLimits} would let a decimal pass. Allocates little.
   *
   * @param value any decimal
   * @return true when it would
   */
  public static boolean isWithinLimits(BigDecimal value) {
    return value.unscaledValue().bitLength() < MAX_UNSCALED_BYTES * Byte.SIZE
        && value.precision() <= MAX_DIGITS
        && Math.abs((long) value.scale()) <= MAX_SCALE
        && (value.signum() == 0
            || Math.abs((long) value.precision() - value.scale()) <= MAX_EXPONENT);
  }

  private static void requireDigits(BigDecimal value) {
    // Bits first: counting the digits of a very large number takes quadratic time.
    if (value.unscaledValue().bitLength() >= MAX_UNSCALED_BYTES * Byte.SIZE
        || value.precision() > MAX_DIGITS) {
      throw new LimitExceededException(
          "The decimal has more digits than the limit.",
          "bits",
          value.unscaledValue().bitLength(),
          "limitDigits",
          MAX_DIGITS);
    }
  }

  private static void requireExponent(BigDecimal value) {
    long exponent = (long) value.precision() - value.scale();
    if (Math.abs(exponent) > MAX_EXPONENT) {
      throw new LimitExceededException(
          "The exponent of the decimal is out of bounds.",
          "exponent",
          exponent,
          "limit",
          MAX_EXPONENT);
    }
  }
}
