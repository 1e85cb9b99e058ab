package io.ashlar.rows.predicate;

import io.ashlar.codec.value.Decimals;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Rounds decimals down to what keys can hold, without passing a value that a column may have.
 *
 * <p>A column has at most {@link ColumnType#MAX_PRECISION} digits in all. So one whose values reach
 * to the size of a number with some digits before the point has at most the others behind it, and
 * nothing of a column lies between the number and what is left when further digits are cut off.
 * Stateless.
 */
final class DecimalFloor {

  /** Above what any column can hold. */
  private static final BigDecimal BEYOND =
      BigDecimal.ONE.scaleByPowerOfTen(ColumnType.MAX_PRECISION);

  /** The smallest that a column can hold. */
  private static final BigDecimal LEAST =
      BigDecimal.ONE.scaleByPowerOfTen(-ColumnType.MAX_PRECISION);

  /** As {@link Decimals} has it: more bits are refused before anything quadratic is done. */
  private static final int MAX_BITS = 350_000;

  private DecimalFloor() {}

  /**
   * The value, or one at or below it from which no column's value separates it; beyond all columns,
   * one that is beyond them on the same side.
   *
   * @throws io.ashlar.error.LimitExceededException when the value has some hundred thousand digits
   */
  static BigDecimal of(BigDecimal value) {
    if (value.signum() == 0 || value.unscaledValue().bitLength() > MAX_BITS) {
      return Decimals.stripped(value);
    }
    long exponent = (long) value.precision() - value.scale();
    if (exponent > ColumnType.MAX_PRECISION) {
      return value.signum() > 0 ? BEYOND : BEYOND.negate();
    }
    if (exponent <= -ColumnType.MAX_PRECISION) {
      return value.signum() > 0 ? BigDecimal.ZERO : LEAST.negate();
    }
    int scale = ColumnType.MAX_PRECISION - (int) Math.max(exponent, 0);
    boolean cut = value.scale() > scale;
    return Decimals.stripped(cut ? value.setScale(scale, RoundingMode.FLOOR) : value);
  }
}
