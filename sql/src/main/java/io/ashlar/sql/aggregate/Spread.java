package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;

/**
 * Variances and standard deviations. The sum of the squares of the distances from the mean is
 * carried along as the mean moves, so that large values do not cancel each other out.
 */
final class Spread extends Accumulator {

  private final Scalar value;
  private final boolean sample;
  private final boolean root;
  private long count;
  private double mean;
  private double squares;

  Spread(Scalar value, boolean sample, boolean root) {
    super(SqlType.DOUBLE);
    this.value = value;
    this.sample = sample;
    this.root = root;
  }

  @Override
  public void reset() {
    count = 0;
    mean = 0;
    squares = 0;
  }

  @Override
  public void add(Frame frame) {
    if (!value.evaluate(frame)) {
      return;
    }
    count++;
    double distance = value.real() - mean;
    mean += distance / count;
    squares += distance * (value.real() - mean);
  }

  @Override
  public boolean evaluate(Frame frame) {
    long divisor = sample ? count - 1 : count;
    if (divisor <= 0) {
      return false;
    }
    double variance = squares / divisor;
    real = root ? Math.sqrt(variance) : variance;
    return true;
  }
}
