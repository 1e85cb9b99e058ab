package io.ashlar.rows.predicate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.query.Comparison;

/** Comparisons of two values of the same row, a class for each form of value. */
final class CompareValues {

  private CompareValues() {}

  static Condition of(Scalar left, Comparison comparison, Scalar right) {
    int accepted = Compare.accepted(comparison);
    return switch (ScalarOperation.widest(left.kind(), right.kind())) {
      case LONG -> new Whole(left, accepted, right);
      case DOUBLE -> new Real(left, accepted, right);
      default -> new Exact(left, accepted, right);
    };
  }

  static Condition of(ValueType family, int left, Comparison comparison, int right) {
    int accepted = Compare.accepted(comparison);
    if (family.form() == ValueForm.WORD) {
      return new Word(left, accepted, right);
    }
    return family.form() == ValueForm.BYTES
        ? new Bytes(left, accepted, right)
        : new Uuid(left, accepted, right);
  }

  static Condition isNull(Scalar scalar) {
    return new IsNull(scalar);
  }

  private static final class IsNull extends Condition {

    private final Scalar scalar;

    IsNull(Scalar scalar) {
      this.scalar = scalar;
    }

    @Override
    public int evaluate(ValueReader row) {
      return of(scalar.isNull(row));
    }
  }

  /** Decides the nulls of two numbers, and then by the set of accepted outcomes. */
  private abstract static class Numbers extends Condition {

    final Scalar left;
    final Scalar right;
    private final int accepted;

    Numbers(Scalar left, int accepted, Scalar right) {
      this.left = left;
      this.right = right;
      this.accepted = accepted;
    }

    abstract int compare(ValueReader row);

    @Override
    public final int evaluate(ValueReader row) {
      if (left.isNull(row) || right.isNull(row)) {
        return UNKNOWN;
      }
      return Compare.outcome(accepted, compare(row));
    }
  }

  private static final class Whole extends Numbers {

    Whole(Scalar left, int accepted, Scalar right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      return Long.compare(left.integer(row), right.integer(row));
    }
  }

  private static final class Real extends Numbers {

    Real(Scalar left, int accepted, Scalar right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      return Double.compare(left.comparable(row), right.comparable(row));
    }
  }

  private static final class Exact extends Numbers {

    Exact(Scalar left, int accepted, Scalar right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      return left.decimal(row).compareTo(right.decimal(row));
    }
  }

  /** Decides the nulls of two columns, and then by the set of accepted outcomes. */
  private abstract static class Columns extends Condition {

    final int left;
    final int right;
    private final int accepted;

    Columns(int left, int accepted, int right) {
      this.left = left;
      this.right = right;
      this.accepted = accepted;
    }

    abstract int compare(ValueReader row);

    @Override
    public final int evaluate(ValueReader row) {
      if (row.isNull(left) || row.isNull(right)) {
        return UNKNOWN;
      }
      return Compare.outcome(accepted, compare(row));
    }
  }

  private static final class Word extends Columns {

    Word(int left, int accepted, int right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      return Long.compare(row.word(left), row.word(right));
    }
  }

  private static final class Bytes extends Columns {

    Bytes(int left, int accepted, int right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      return UnsignedBytes.compare(
          row.bytesBuffer(left),
          row.bytesOffset(left),
          row.bytesLength(left),
          row.bytesBuffer(right),
          row.bytesOffset(right),
          row.bytesLength(right));
    }
  }

  private static final class Uuid extends Columns {

    Uuid(int left, int accepted, int right) {
      super(left, accepted, right);
    }

    @Override
    int compare(ValueReader row) {
      int high = Long.compareUnsigned(row.uuidHigh(left), row.uuidHigh(right));
      return high != 0 ? high : Long.compareUnsigned(row.uuidLow(left), row.uuidLow(right));
    }
  }
}
