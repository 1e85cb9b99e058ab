package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A compiled number: computed from a row each time that it is asked for. Its kind is LONG, DOUBLE
 * or DECIMAL. A scalar keeps nothing between calls; it reads parameters as they are bound.
 *
 * <p>Allocates nothing, except where the kind is DECIMAL or a decimal is asked for. Whoever asks
 * for a value has asked {@link #isNull} first. Arithmetic that has no result throws {@link
 * io.ashlar.error.ConstraintException}.
 */
public abstract class Scalar {

  /** What quotients of decimals are rounded to: 34 digits, half to even. */
  public static final MathContext QUOTIENT = MathContext.DECIMAL128;

  /** For the nodes of this package. */
  Scalar() {}

  /**
   * What it is computed as.
   *
   * @return LONG, DOUBLE or DECIMAL
   */
  public abstract ValueKind kind();

  /**
   * Whether the value is null, because a part of it is.
   *
   * @param row the row
   * @return true when there is no value
   */
  public abstract boolean isNull(ValueReader row);

  /**
   * The value of a scalar of kind LONG.
   *
   * @param row the row
   * @return the value
   */
  public abstract long integer(ValueReader row);

  /**
   * The value of a scalar of any kind as a double.
   *
   * @param row the row
   * @return the nearest double; never negative zero
   * @throws io.ashlar.error.ConstraintException when it is a decimal beyond all doubles
   */
  public abstract double real(ValueReader row);

  /**
   * The same to compare with: a decimal beyond all doubles is an infinity.
   *
   * @param row the row
   * @return the nearest double; never negative zero
   */
  double comparable(ValueReader row) {
    return real(row);
  }

  /**
   * The value of a scalar of kind LONG or DECIMAL: allocates.
   *
   * @param row the row
   * @return the value
   */
  public abstract BigDecimal decimal(ValueReader row);

  /** A whole number. */
  abstract static class Whole extends Scalar {

    @Override
    public final ValueKind kind() {
      return ValueKind.LONG;
    }

    @Override
    public final double real(ValueReader row) {
      return (double) integer(row);
    }

    @Override
    public final BigDecimal decimal(ValueReader row) {
      return BigDecimal.valueOf(integer(row));
    }
  }

  /** A floating-point number. */
  abstract static class Real extends Scalar {

    @Override
    public final ValueKind kind() {
      return ValueKind.DOUBLE;
    }

    @Override
    public final long integer(ValueReader row) {
      throw new AssertionError("a double is not asked for as a long");
    }

    @Override
    public final BigDecimal decimal(ValueReader row) {
      throw new AssertionError("a double is not asked for as a decimal");
    }
  }

  /** A decimal. */
  abstract static class Exact extends Scalar {

    @Override
    public final ValueKind kind() {
      return ValueKind.DECIMAL;
    }

    @Override
    public final long integer(ValueReader row) {
      throw new AssertionError("a decimal is not asked for as a long");
    }

    @Override
    public final double real(ValueReader row) {
      return RealRange.of(decimal(row)) + 0.0d;
    }

    @Override
    final double comparable(ValueReader row) {
      return decimal(row).doubleValue() + 0.0d;
    }
  }
}
