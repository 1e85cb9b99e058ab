package io.ashlar.sql.operator;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Intervals;

/** A number with the other sign. Allocates for decimals of many digits alone. */
final class Negation extends Scalar {

  private final Scalar operand;

  Negation(Scalar operand, SqlType type) {
    super(type);
    this.operand = operand;
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!operand.evaluate(frame)) {
      return false;
    }
    switch (form()) {
      case REAL -> real = 0.0d - operand.real();
      case DECIMAL -> decimal = operand.decimal().negate();
      default -> {
        word = -operand.word();
        boolean tooLarge = type().kind().isWhole() && word > type().kind().greatest();
        if (tooLarge || word == Long.MIN_VALUE) {
          throw DataErrors.overflow("-", type());
        }
      }
    }
    return true;
  }

  /** An interval. */
  static final class Span extends Scalar {

    private final Scalar operand;

    Span(Scalar operand) {
      super(SqlType.INTERVAL);
      this.operand = operand;
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!operand.evaluate(frame)) {
        return false;
      }
      if (operand.word() == Long.MIN_VALUE) {
        throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
      }
      word = -operand.word();
      low =
          Intervals.pack(
              -(long) Intervals.months(operand.low()), -(long) Intervals.days(operand.low()));
      return true;
    }
  }
}
