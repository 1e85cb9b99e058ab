package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;

/** The sum of whole numbers of at most 32 bits. */
final class LongSum extends Accumulator {

  private final Scalar value;
  private long sum;
  private boolean any;

  LongSum(Scalar value) {
    super(SqlType.BIGINT);
    this.value = value;
  }

  @Override
  public void reset() {
    sum = 0;
    any = false;
  }

  @Override
  public void add(Frame frame) {
    if (!value.evaluate(frame)) {
      return;
    }
    long next = sum + value.word();
    if (((sum ^ next) & (value.word() ^ next)) < 0) {
      throw DataErrors.overflow("sum", SqlType.BIGINT);
    }
    sum = next;
    any = true;
  }

  @Override
  public boolean evaluate(Frame frame) {
    word = sum;
    return any;
  }
}
