package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Exact;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers as other numbers. Decimals are rounded half away from zero; doubles that become whole
 * numbers half to even. What does not fit is refused.
 */
final class NumberCast {

  /** Longs up to here are doubles without loss. */
  private static final long EXACT_DOUBLES = 1L << 53;

  private NumberCast() {}

  /** The least long that is too large for a type of form WORD; 0 when none is. */
  private static long bound(SqlType type) {
    if (type.kind() == SqlKind.DECIMAL) {
      return Exact.power(type.precision());
    }
    return type.kind() == SqlKind.BIGINT ? 0 : type.kind().greatest() + 1;
  }

  /** Whether a long is within a type; whole numbers reach one further below zero. */
  private static long checked(long value, long bound, SqlType type) {
    long least = type.kind() == SqlKind.DECIMAL ? 1 - bound : -bound;
    if (bound != 0 && (value >= bound || value < least)) {
      throw DataErrors.outOfRange(type);
    }
    return value;
  }

  /** Whole numbers, scaled numbers and booleans as whole or scaled numbers. */
  static final class WordToWord extends Cast {

    private final long bound;

    WordToWord(Scalar source, SqlType type) {
      super(source, type);
      this.bound = bound(type);
    }

    @Override
    void convert() {
      long value = Exact.rescale(source.word(), source.type().scale(), type().scale(), type());
      word = checked(value, bound, type());
    }
  }

  /** Doubles and decimals as whole or scaled numbers. */
  static final class ToWord extends Cast {

    private final long bound;

    ToWord(Scalar source, SqlType type) {
      super(source, type);
      this.bound = bound(type);
    }

    @Override
    void convert() {
      if (source.form() == ScalarForm.REAL && type().kind().isWhole()) {
        double value = Math.rint(source.real());
        // The greatest long is no double; the double above it is the least that is too large.
        if (!(value >= -0x1p63 && value < 0x1p63)) {
          throw DataErrors.outOfRange(type());
        }
        word = checked((long) value, bound, type());
      } else {
        BigDecimal value = decimalOf(source, type()).setScale(type().scale(), RoundingMode.HALF_UP);
        if (value.unscaledValue().bitLength() >= Long.SIZE) {
          throw DataErrors.outOfRange(type());
        }
        word = checked(value.unscaledValue().longValue(), bound, type());
      }
    }
  }

  /** Numbers as decimals of many digits. */
  static final class ToDecimal extends Cast {

    ToDecimal(Scalar source, SqlType type) {
      super(source, type);
    }

    @Override
    void convert() {
      decimal = fitted(decimalOf(source, type()), type());
    }
  }

  /** A decimal with the scale of a type, within its digits. */
  static BigDecimal fitted(BigDecimal value, SqlType type) {
    if (!type.isBounded()) {
      return Exact.checked(value);
    }
    BigDecimal scaled = value.setScale(type.scale(), RoundingMode.HALF_UP);
    if (scaled.precision() > type.precision()) {
      throw DataErrors.outOfRange(type);
    }
    return scaled;
  }

  private static BigDecimal decimalOf(Scalar source, SqlType type) {
    if (source.form() != ScalarForm.REAL) {
      return source.exact();
    }
    double value = source.real();
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw DataErrors.outOfRange(type);
    }
    return source.type().kind() == SqlKind.REAL ? Exact.ofReal(value) : Exact.ofDouble(value);
  }

  /** Numbers as floating-point numbers. */
  static final class ToReal extends Cast {

    private final boolean single;

    ToReal(Scalar source, SqlType type) {
      super(source, type);
      this.single = type.kind() == SqlKind.REAL;
    }

    @Override
    void convert() {
      double value =
          switch (source.form()) {
            case REAL -> source.real();
            case WORD -> ofWord(source.word(), source.type().scale());
            default -> single ? source.decimal().floatValue() : source.decimal().doubleValue();
          };
      double rounded = single ? (float) value : value;
      boolean wasFinite = source.form() != ScalarForm.REAL || !Double.isInfinite(value);
      if ((wasFinite && Double.isInfinite(rounded)) || (rounded == 0 && value != 0)) {
        throw DataErrors.outOfRange(type());
      }
      real = rounded + 0.0d;
    }

    private double ofWord(long unscaled, int scale) {
      if (scale == 0) {
        return single ? (float) unscaled : (double) unscaled;
      }
      if (!single && Math.abs(unscaled) <= EXACT_DOUBLES) {
        // Both are exact, so the quotient is the nearest double.
        return unscaled / (double) Exact.power(scale);
      }
      BigDecimal value = BigDecimal.valueOf(unscaled, scale);
      return single ? value.floatValue() : value.doubleValue();
    }
  }

  /** Whole numbers as booleans: all but 0 are true. */
  static final class ToTruth extends Cast {

    ToTruth(Scalar source, SqlType type) {
      super(source, type);
    }

    @Override
    void convert() {
      truth(source.word() != 0);
    }
  }
}
