package io.ashlar.rows.predicate;

import io.ashlar.codec.key.UnsignedBytes;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Whether a column is among constants, which are sorted once and searched by halving. */
final class Membership {

  private Membership() {}

  /** The condition; the constants are of one family and there is at least one. */
  static Condition of(int ordinal, List<Operand> constants) {
    Operand[] sorted = constants.toArray(new Operand[0]);
    Arrays.sort(sorted, Operand::compareValue);
    Family family = sorted[0].family();
    if (family.isWord()) {
      return new Words(ordinal, Arrays.stream(sorted).mapToLong(Operand::word).toArray());
    }
    return switch (family) {
      case REAL -> new Reals(ordinal, Arrays.stream(sorted).mapToDouble(Operand::real).toArray());
      case DECIMAL -> new Decimals(ordinal, decimals(sorted));
      default -> new Values(ordinal, sorted, family == Family.UUID);
    };
  }

  /** Never true: unknown where the column is null, else false. */
  static Condition ofNothing(int ordinal) {
    return new Words(ordinal, new long[0]) {
      @Override
      boolean contains(ColumnValues row) {
        return false;
      }
    };
  }

  private static BigDecimal[] decimals(Operand[] sorted) {
    return Arrays.stream(sorted).map(Operand::decimal).toArray(BigDecimal[]::new);
  }

  private abstract static class Member extends Condition {

    final int ordinal;

    Member(int ordinal) {
      this.ordinal = ordinal;
    }

    abstract boolean contains(ColumnValues row);

    @Override
    public final int evaluate(ColumnValues row) {
      return row.isNull(ordinal) ? UNKNOWN : Condition.of(contains(row));
    }
  }

  private static class Words extends Member {

    private final long[] sorted;

    Words(int ordinal, long[] sorted) {
      super(ordinal);
      this.sorted = sorted;
    }

    @Override
    boolean contains(ColumnValues row) {
      return Arrays.binarySearch(sorted, row.integer(ordinal)) >= 0;
    }
  }

  private static final class Reals extends Member {

    private final double[] sorted;

    Reals(int ordinal, double[] sorted) {
      super(ordinal);
      this.sorted = sorted;
    }

    @Override
    boolean contains(ColumnValues row) {
      return Arrays.binarySearch(sorted, row.real(ordinal)) >= 0;
    }
  }

  private static final class Decimals extends Member {

    private final BigDecimal[] sorted;

    Decimals(int ordinal, BigDecimal[] sorted) {
      super(ordinal);
      this.sorted = sorted;
    }

    @Override
    boolean contains(ColumnValues row) {
      return Arrays.binarySearch(sorted, row.decimal(ordinal)) >= 0;
    }
  }

  /** Byte strings, texts and UUIDs. */
  private static final class Values extends Member {

    private final Operand[] sorted;
    private final boolean uuids;

    Values(int ordinal, Operand[] sorted, boolean uuids) {
      super(ordinal);
      this.sorted = sorted;
      this.uuids = uuids;
    }

    @Override
    boolean contains(ColumnValues row) {
      int low = 0;
      int high = sorted.length - 1;
      while (low <= high) {
        int middle = (low + high) >>> 1;
        int order = uuids ? compareUuid(row, sorted[middle]) : compareBytes(row, sorted[middle]);
        if (order == 0) {
          return true;
        }
        if (order > 0) {
          low = middle + 1;
        } else {
          high = middle - 1;
        }
      }
      return false;
    }

    private int compareUuid(ColumnValues row, Operand constant) {
      int high = Long.compareUnsigned(row.uuidHigh(ordinal), constant.word());
      return high != 0 ? high : Long.compareUnsigned(row.uuidLow(ordinal), constant.low());
    }

    private int compareBytes(ColumnValues row, Operand constant) {
      return UnsignedBytes.compare(
          row.bytesBuffer(ordinal),
          row.bytesOffset(ordinal),
          row.bytesLength(ordinal),
          constant.bytes(),
          0,
          constant.length());
    }
  }
}
