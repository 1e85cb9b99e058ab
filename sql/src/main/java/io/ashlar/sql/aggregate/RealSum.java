package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;

/** The sum of floating-point numbers in the order of the rows, or their mean. */
final class RealSum extends Accumulator {

  private final Scalar value;
  private final boolean mean;
  private double sum;
  private boolean finite;
  private long count;

  RealSum(Scalar value, boolean mean) {
    super(mean ? SqlType.DOUBLE : SqlType.of(value.type().kind()));
    this.value = value;
    this.mean = mean;
  }

  @Override
  public void reset() {
    sum = 0;
    finite = true;
    count = 0;
  }

  @Override
  public void add(Frame frame) {
    if (value.evaluate(frame)) {
      sum += value.real();
      finite &= Math.abs(value.real()) <= Double.MAX_VALUE;
      count++;
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (count == 0) {
      return false;
    }
    double result = mean ? sum / count : sum;
    real = type().kind() == SqlKind.REAL ? (float) result : result;
    if (finite && !(Math.abs(real) <= Double.MAX_VALUE)) {
      throw DataErrors.overflow("sum", type());
    }
    return true;
  }
}
