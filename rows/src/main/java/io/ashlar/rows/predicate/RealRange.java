package io.ashlar.rows.predicate;

import io.ashlar.error.ConstraintException;
import io.ashlar.query.Arithmetic;
import java.math.BigDecimal;

/**
 * Refuses what floating-point arithmetic would round to an infinity, as an overflow of whole
 * numbers is refused. Infinities that are there already, and those of a division by zero, are
 * numbers like others. Stateless.
 */
public final class RealRange {

  private RealRange() {}

  /** The result of an operation. */
  static double checked(double left, Arithmetic operator, double right, double result) {
    boolean rounded =
        Double.isInfinite(result)
            && !Double.isInfinite(left)
            && !Double.isInfinite(right)
            && !(operator == Arithmetic.DIVIDED_BY && right == 0);
    if (rounded) {
      throw new ConstraintException(
          "The result of a floating-point operation is out of range.",
          "left",
          left,
          "operator",
          operator.symbol(),
          "right",
          right);
    }
    return result;
  }

  /** The nearest double of a decimal. */
  static double of(BigDecimal value) {
    double nearest = value.doubleValue();
    if (Double.isInfinite(nearest)) {
      throw new ConstraintException(
          "The decimal is out of the range of floating-point numbers.",
          "digitsBeforePoint",
          (long) value.precision() - value.scale());
    }
    return nearest;
  }

  /**
   * A number in the precision of a FLOAT.
   *
   * @param column whose value it is to be, for the message
   * @param value the number
   * @return the nearest
   * @throws ConstraintException when it is finite and the nearest is not
   */
  public static float narrowed(Object column, double value) {
    float nearest = (float) value;
    if (Float.isInfinite(nearest) && !Double.isInfinite(value)) {
      throw new ConstraintException(
          "The result is out of the range of the column.", "column", column, "value", value);
    }
    return nearest;
  }
}
