package io.ashlar.rows.aggregate;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.rows.predicate.Scalar;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;

/** The least or greatest of numbers, a class for each form. */
final class Extremes {

  private Extremes() {}

  static Accumulator of(Scalar number, boolean greatest) {
    if (number.kind() == ValueKind.LONG) {
      return new Whole(number, greatest);
    }
    return number.kind() == ValueKind.DOUBLE
        ? new Real(number, greatest)
        : new Exact(number, greatest);
  }

  /** Takes a value when it is the first, or beyond the last that was taken. */
  private abstract static class Extreme extends Accumulator {

    final Scalar number;
    private final boolean greatest;

    Extreme(Scalar number, boolean greatest) {
      this.number = number;
      this.greatest = greatest;
    }

    /** Takes the value of the row when it is the first. */
    abstract void take(ValueReader row, boolean first);

    final boolean isBeyond(int order) {
      return greatest ? order > 0 : order < 0;
    }

    @Override
    final void accept(ValueReader row) {
      if (!number.isNull(row)) {
        take(row, values == 0);
        values++;
      }
    }
  }

  private static final class Whole extends Extreme {

    private long extreme;

    Whole(Scalar number, boolean greatest) {
      super(number, greatest);
    }

    @Override
    void take(ValueReader row, boolean first) {
      long value = number.integer(row);
      if (first || isBeyond(Long.compare(value, extreme))) {
        extreme = value;
      }
    }

    @Override
    int stateBytes() {
      return 2 * Long.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      memory.buffer().putLong(at, values);
      memory.buffer().putLong(at + Long.BYTES, extreme);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      values = memory.buffer().getLong(at);
      extreme = memory.buffer().getLong(at + Long.BYTES);
    }

    @Override
    Object objectResult() {
      return longResult();
    }

    @Override
    long longResult() {
      return extreme;
    }
  }

  private static final class Real extends Extreme {

    private double extreme;

    Real(Scalar number, boolean greatest) {
      super(number, greatest);
    }

    @Override
    void take(ValueReader row, boolean first) {
      double value = number.real(row);
      if (first || isBeyond(Double.compare(value, extreme))) {
        extreme = value;
      }
    }

    @Override
    int stateBytes() {
      return 2 * Long.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      memory.buffer().putLong(at, values);
      memory.buffer().putDouble(at + Long.BYTES, extreme);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      values = memory.buffer().getLong(at);
      extreme = memory.buffer().getDouble(at + Long.BYTES);
    }

    @Override
    Object objectResult() {
      return doubleResult();
    }

    @Override
    double doubleResult() {
      return extreme;
    }
  }

  private static final class Exact extends Extreme {

    private BigDecimal extreme;

    Exact(Scalar number, boolean greatest) {
      super(number, greatest);
    }

    @Override
    void reset() {
      super.reset();
      extreme = null;
    }

    @Override
    void take(ValueReader row, boolean first) {
      BigDecimal value = number.decimal(row);
      if (first || isBeyond(value.compareTo(extreme))) {
        extreme = value;
      }
    }

    @Override
    int stateBytes() {
      return Long.BYTES + DecimalState.BYTES;
    }

    @Override
    void save(GroupMemory memory, int at) {
      memory.buffer().putLong(at, values);
      DecimalState.save(extreme, memory, at + Long.BYTES);
    }

    @Override
    void restore(GroupMemory memory, int at) {
      values = memory.buffer().getLong(at);
      extreme = DecimalState.restore(memory, at + Long.BYTES);
    }

    @Override
    Object objectResult() {
      return decimalResult();
    }

    @Override
    BigDecimal decimalResult() {
      return extreme;
    }
  }
}
