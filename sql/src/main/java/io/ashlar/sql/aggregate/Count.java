package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;

/** How many rows, or values that are not null. */
final class Count extends Accumulator {

  private final Scalar value;
  private long count;

  /** Of all rows when there is no value. */
  Count(Scalar value) {
    super(SqlType.BIGINT);
    this.value = value;
  }

  @Override
  public void reset() {
    count = 0;
  }

  @Override
  public void add(Frame frame) {
    if (value == null || value.evaluate(frame)) {
      count++;
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    word = count;
    return true;
  }
}
