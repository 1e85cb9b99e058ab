package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import java.math.BigDecimal;

/** Where the numbers of an expression come from: columns, constants, parameters. */
final class ScalarLeaf {

  private ScalarLeaf() {}

  static Scalar column(int ordinal, ValueType family) {
    return switch (family.form()) {
      case WORD -> new WholeColumn(ordinal);
      case REAL -> new RealColumn(ordinal);
      case DECIMAL -> new ExactColumn(ordinal);
      default -> throw new IllegalArgumentException("no number: " + family);
    };
  }

  /** The stored form of a column whose values are words, numbers or not. */
  static Scalar word(int ordinal) {
    return new WholeColumn(ordinal);
  }

  static Scalar operand(Operand operand) {
    return switch (operand.family().form()) {
      case WORD -> new WholeOperand(operand);
      case REAL -> new RealOperand(operand);
      case DECIMAL -> new ExactOperand(operand);
      default -> throw new IllegalArgumentException("no number: " + operand.family());
    };
  }

  private static final class WholeColumn extends Scalar.Whole {

    private final int ordinal;

    WholeColumn(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return row.isNull(ordinal);
    }

    @Override
    public long integer(ValueReader row) {
      return row.word(ordinal);
    }
  }

  private static final class RealColumn extends Scalar.Real {

    private final int ordinal;

    RealColumn(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return row.isNull(ordinal);
    }

    @Override
    public double real(ValueReader row) {
      return row.real(ordinal);
    }
  }

  private static final class ExactColumn extends Scalar.Exact {

    private final int ordinal;

    ExactColumn(int ordinal) {
      this.ordinal = ordinal;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return row.isNull(ordinal);
    }

    @Override
    public BigDecimal decimal(ValueReader row) {
      return row.decimal(ordinal);
    }
  }

  private static final class WholeOperand extends Scalar.Whole {

    private final Operand operand;

    WholeOperand(Operand operand) {
      this.operand = operand;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return operand.isNull();
    }

    @Override
    public long integer(ValueReader row) {
      return operand.word();
    }
  }

  private static final class RealOperand extends Scalar.Real {

    private final Operand operand;

    RealOperand(Operand operand) {
      this.operand = operand;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return operand.isNull();
    }

    @Override
    public double real(ValueReader row) {
      return operand.real();
    }
  }

  private static final class ExactOperand extends Scalar.Exact {

    private final Operand operand;

    ExactOperand(Operand operand) {
      this.operand = operand;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return operand.isNull();
    }

    @Override
    public BigDecimal decimal(ValueReader row) {
      return operand.exactDecimal();
    }
  }
}
