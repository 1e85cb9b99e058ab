package io.ashlar.rows.predicate;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.query.Comparison;

/** Comparisons of a column with one operand, a class for each form of value. */
final class Compare {

  private static final int LESS = 1;
  private static final int EQUAL = 2;
  private static final int GREATER = 4;

  private Compare() {}

  static Condition of(int ordinal, Comparison comparison, Operand operand) {
    if (comparison == Comparison.STARTS_WITH) {
      return new Prefix(ordinal, operand);
    }
    int accepted = accepted(comparison);
    ValueType family = operand.family();
    if (family.form() == ValueForm.WORD) {
      return new Word(ordinal, accepted, operand);
    }
    if (family.form() == ValueForm.BYTES) {
      return new Bytes(ordinal, accepted, operand);
    }
    return switch (family.form()) {
      case REAL -> new Real(ordinal, accepted, operand);
      case DECIMAL -> new Decimal(ordinal, accepted, operand);
      default -> new Uuid(ordinal, accepted, operand);
    };
  }

  /** The outcomes that make a comparison true, as bits. */
  static int accepted(Comparison comparison) {
    return switch (comparison) {
      case EQUAL -> EQUAL;
      case NOT_EQUAL -> LESS | GREATER;
      case LESS -> LESS;
      case AT_MOST -> LESS | EQUAL;
      case GREATER -> GREATER;
      case AT_LEAST -> GREATER | EQUAL;
      case STARTS_WITH -> throw new IllegalArgumentException("a prefix has no order");
    };
  }

  /** Whether an order is among the accepted outcomes. */
  static int outcome(int accepted, int order) {
    int outcome = order < 0 ? LESS : order == 0 ? EQUAL : GREATER;
    return Condition.of((accepted & outcome) != 0);
  }

  /** Decides the nulls, and then by the set of accepted outcomes, as bits. */
  private abstract static class Ordered extends Condition {

    final int ordinal;
    final Operand operand;
    private final int accepted;

    Ordered(int ordinal, int accepted, Operand operand) {
      this.ordinal = ordinal;
      this.accepted = accepted;
      this.operand = operand;
    }

    /** With the value that the operand keeps. */
    abstract int compare(ValueReader row);

    @Override
    public final int evaluate(ValueReader row) {
      if (operand.isNull() || row.isNull(ordinal)) {
        return UNKNOWN;
      }
      int order = compare(row);
      return outcome(accepted, order != 0 ? order : -operand.tilt());
    }
  }

  private static final class Word extends Ordered {

    Word(int ordinal, int accepted, Operand operand) {
      super(ordinal, accepted, operand);
    }

    @Override
    int compare(ValueReader row) {
      return Long.compare(row.word(ordinal), operand.word());
    }
  }

  private static final class Real extends Ordered {

    Real(int ordinal, int accepted, Operand operand) {
      super(ordinal, accepted, operand);
    }

    @Override
    int compare(ValueReader row) {
      return Double.compare(row.real(ordinal), operand.real());
    }
  }

  private static final class Decimal extends Ordered {

    Decimal(int ordinal, int accepted, Operand operand) {
      super(ordinal, accepted, operand);
    }

    @Override
    int compare(ValueReader row) {
      return row.decimal(ordinal).compareTo(operand.decimal());
    }
  }

  private static final class Bytes extends Ordered {

    Bytes(int ordinal, int accepted, Operand operand) {
      super(ordinal, accepted, operand);
    }

    @Override
    int compare(ValueReader row) {
      return UnsignedBytes.compare(
          row.bytesBuffer(ordinal),
          row.bytesOffset(ordinal),
          row.bytesLength(ordinal),
          operand.bytes(),
          0,
          operand.length());
    }
  }

  private static final class Uuid extends Ordered {

    Uuid(int ordinal, int accepted, Operand operand) {
      super(ordinal, accepted, operand);
    }

    @Override
    int compare(ValueReader row) {
      int high = Long.compareUnsigned(row.uuidHigh(ordinal), operand.word());
      return high != 0 ? high : Long.compareUnsigned(row.uuidLow(ordinal), operand.low());
    }
  }

  private static final class Prefix extends Condition {

    private final int ordinal;
    private final Operand operand;

    Prefix(int ordinal, Operand operand) {
      this.ordinal = ordinal;
      this.operand = operand;
    }

    @Override
    public int evaluate(ValueReader row) {
      if (operand.isNull() || row.isNull(ordinal)) {
        return UNKNOWN;
      }
      return Condition.of(
          UnsignedBytes.startsWith(
              row.bytesBuffer(ordinal),
              row.bytesOffset(ordinal),
              row.bytesLength(ordinal),
              operand.bytes(),
              operand.length()));
    }
  }
}
