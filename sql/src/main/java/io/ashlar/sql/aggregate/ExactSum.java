package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Exact;
import java.math.BigDecimal;
import java.math.BigInteger;

/** The exact sum of whole numbers and decimals, or their mean. */
abstract class ExactSum extends Accumulator {

  /** What is added. */
  final Scalar value;

  private final boolean mean;

  /** How many values there were. */
  long count;

  ExactSum(Scalar value, boolean mean) {
    super(SqlType.NUMERIC);
    this.value = value;
    this.mean = mean;
  }

  abstract BigDecimal sum();

  @Override
  public final boolean evaluate(Frame frame) {
    if (count == 0) {
      return false;
    }
    BigDecimal sum = Exact.checked(sum());
    decimal = mean ? Exact.divide(sum, BigDecimal.valueOf(count)) : sum;
    return true;
  }

  /** Of longs with a scale: a sum of 128 bits, which no number of rows in this world exceeds. */
  static final class OfWords extends ExactSum {

    private long high;
    private long lowest;

    OfWords(Scalar value, boolean mean) {
      super(value, mean);
    }

    @Override
    public void reset() {
      high = 0;
      lowest = 0;
      count = 0;
    }

    @Override
    public void add(Frame frame) {
      if (!value.evaluate(frame)) {
        return;
      }
      long added = value.word();
      lowest += added;
      // The sum of the lower halves has carried when it is less than what was added to it.
      high += (added >> (Long.SIZE - 1)) + (Long.compareUnsigned(lowest, added) < 0 ? 1 : 0);
      count++;
    }

    @Override
    BigDecimal sum() {
      if (high == lowest >> (Long.SIZE - 1)) {
        return BigDecimal.valueOf(lowest, value.type().scale());
      }
      BigInteger low =
          BigInteger.valueOf(lowest >>> 1).shiftLeft(1).or(BigInteger.valueOf(lowest & 1));
      BigInteger sum = BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(low);
      return new BigDecimal(sum, value.type().scale());
    }
  }

  /** Of decimals of many digits. */
  static final class OfDecimals extends ExactSum {

    private BigDecimal sum;

    OfDecimals(Scalar value, boolean mean) {
      super(value, mean);
    }

    @Override
    public void reset() {
      sum = BigDecimal.ZERO;
      count = 0;
    }

    @Override
    public void add(Frame frame) {
      if (value.evaluate(frame)) {
        sum = sum.add(value.decimal());
        count++;
      }
    }

    @Override
    BigDecimal sum() {
      return sum;
    }
  }
}
