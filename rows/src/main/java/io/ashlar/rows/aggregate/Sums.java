package io.ashlar.rows.aggregate;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.ConstraintException;
import io.ashlar.rows.predicate.Scalar;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import org.agrona.MutableDirectBuffer;

/** Sums and averages, a class for each form of number. */
final class Sums {

  private Sums() {}

  static Accumulator of(Scalar number, boolean average) {
    if (number.kind() == ValueKind.LONG) {
      return new Whole(number, average);
    }
    return number.kind() == ValueKind.DOUBLE
        ? new Real(number, average)
        : new Exact(number, average);
  }

  /** Adds in 128 bits, which 2^63 values of 64 bits cannot overflow. */
  private static final class Whole extends Accumulator {

    private static final double TWO_TO_64 = 0x1p64;

    private final Scalar number;
    private final boolean average;

    /** The sum in two's complement. */
    private long high;

    private long low;

    Whole(Scalar number, boolean average) {
      this.number = number;
      this.average = average;
    }

    @Override
    void reset() {
      super.reset();
      high = 0;
      low = 0;
    }

    @Override
    void accept(ValueReader row) {
      if (number.isNull(row)) {
        return;
      }
      long value = number.integer(row);
      long sum = low + value;
      boolean carry = Long.compareUnsigned(sum, low) < 0;
      high += (value >> (Long.SIZE - 1)) + (carry ? 1 : 0);
      low = sum;
      values++;
    }

    @Override
    int stateBytes() {
      return 3 * Long.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      MutableDirectBuffer buffer = memory.buffer();
      buffer.putLong(at, values);
      buffer.putLong(at + Long.BYTES, high);
      buffer.putLong(at + 2 * Long.BYTES, low);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      MutableDirectBuffer buffer = memory.buffer();
      values = buffer.getLong(at);
      high = buffer.getLong(at + Long.BYTES);
      low = buffer.getLong(at + 2 * Long.BYTES);
    }

    @Override
    Object objectResult() {
      return average ? (Object) doubleResult() : longResult();
    }

    @Override
    long longResult() {
      if (high != low >> (Long.SIZE - 1)) {
        throw new ConstraintException(
            "The sum is out of the range of a long.", "approximately", sum(), "values", values);
      }
      return low;
    }

    private double sum() {
      if (high == low >> (Long.SIZE - 1)) {
        return (double) low;
      }
      double lowBits = (double) (low >>> 1) * 2 + (low & 1);
      return high * TWO_TO_64 + lowBits;
    }

    /** The average: nothing else of whole numbers is a double. */
    @Override
    double doubleResult() {
      return sum() / values;
    }
  }

  private static final class Real extends Accumulator {

    private final Scalar number;
    private final boolean average;
    private double sum;

    /** Whether an infinity was added, or NaN. */
    private boolean infinite;

    Real(Scalar number, boolean average) {
      this.number = number;
      this.average = average;
    }

    @Override
    void reset() {
      super.reset();
      sum = 0;
      infinite = false;
    }

    @Override
    void accept(ValueReader row) {
      if (!number.isNull(row)) {
        double value = number.real(row);
        infinite |= !Double.isFinite(value);
        sum += value;
        values++;
      }
    }

    @Override
    int stateBytes() {
      return 3 * Long.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      MutableDirectBuffer buffer = memory.buffer();
      buffer.putLong(at, values);
      buffer.putDouble(at + Long.BYTES, sum);
      buffer.putLong(at + 2 * Long.BYTES, infinite ? 1 : 0);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      MutableDirectBuffer buffer = memory.buffer();
      values = buffer.getLong(at);
      sum = buffer.getDouble(at + Long.BYTES);
      infinite = buffer.getLong(at + 2 * Long.BYTES) != 0;
    }

    @Override
    Object objectResult() {
      return doubleResult();
    }

    @Override
    double doubleResult() {
      if (!infinite && !Double.isFinite(sum)) {
        throw new ConstraintException("The sum is out of the range of a double.", "values", values);
      }
      return average ? sum / values : sum;
    }
  }

  private static final class Exact extends Accumulator {

    private final Scalar number;
    private final boolean average;
    private BigDecimal sum = BigDecimal.ZERO;

    Exact(Scalar number, boolean average) {
      this.number = number;
      this.average = average;
    }

    @Override
    void reset() {
      super.reset();
      sum = BigDecimal.ZERO;
    }

    @Override
    void accept(ValueReader row) {
      if (!number.isNull(row)) {
        sum = sum.add(number.decimal(row));
        values++;
      }
    }

    @Override
    int stateBytes() {
      return Long.BYTES + DecimalState.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      memory.buffer().putLong(at, values);
      DecimalState.save(sum, memory, at + Long.BYTES);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      values = memory.buffer().getLong(at);
      sum = DecimalState.restore(memory, at + Long.BYTES);
    }

    @Override
    Object objectResult() {
      return decimalResult();
    }

    @Override
    BigDecimal decimalResult() {
      return average ? sum.divide(BigDecimal.valueOf(values), Scalar.QUOTIENT) : sum;
    }
  }
}
