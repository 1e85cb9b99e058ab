package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Spans;

/** The sum of intervals, or their mean. */
final class IntervalSum extends Accumulator {

  private final Scalar value;
  private final boolean mean;
  private long micros;
  private long packed;
  private long count;

  IntervalSum(Scalar value, boolean mean) {
    super(SqlType.INTERVAL);
    this.value = value;
    this.mean = mean;
  }

  @Override
  public void reset() {
    micros = 0;
    packed = 0;
    count = 0;
  }

  @Override
  public void add(Frame frame) {
    if (value.evaluate(frame)) {
      micros = Spans.sum(micros, value.word(), false);
      packed = Spans.sumPacked(packed, value.low(), false);
      count++;
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (count == 0) {
      return false;
    }
    double part = 1.0 / count;
    word = mean ? Spans.scaledMicros(micros, packed, part) : micros;
    low = mean ? Spans.scaledPacked(packed, part) : packed;
    return true;
  }
}
