package io.ashlar.sql.operator;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeCategory;
import io.ashlar.sql.type.TypeTable;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.Spans;

/**
 * Arithmetic of dates, times, timestamps and intervals, as PostgreSQL has it: two dates differ by
 * whole days, two timestamps by an interval of days and microseconds; a date and an interval make a
 * timestamp; times of day wrap around at midnight. Allocates nothing, but where a zone has no fixed
 * offset.
 */
final class TemporalArithmetic extends Scalar {

  private final ArithmeticOperator operator;
  private final Scalar left;
  private final Scalar right;
  private final EvaluationContext context;
  private final SqlKind leftKind;
  private final SqlKind rightKind;

  private TemporalArithmetic(
      ArithmeticOperator operator,
      Scalar left,
      Scalar right,
      SqlType type,
      EvaluationContext context) {
    super(type);
    this.operator = operator;
    this.left = left;
    this.right = right;
    this.context = context;
    this.leftKind = left.type().kind();
    this.rightKind = right.type().kind();
  }

  static Scalar of(
      ArithmeticOperator operator,
      Scalar left,
      Scalar right,
      SqlType type,
      EvaluationContext context) {
    // Sums and products are the same from either side.
    boolean turned = operator != ArithmeticOperator.MINUS && rank(left.type()) > rank(right.type());
    Scalar first = turned ? right : left;
    Scalar second = turned ? left : right;
    SqlKind kind = first.type().kind();
    SqlKind other = second.type().kind();
    if (kind.category() == TypeCategory.DATETIME && other.category() == TypeCategory.DATETIME) {
      SqlType common = TypeTable.common(operator.symbol(), first.type(), second.type());
      first = Casts.implicit(first, common, context);
      second = Casts.implicit(second, common, context);
    } else if (kind == SqlKind.DATE && other == SqlKind.INTERVAL) {
      first = Casts.implicit(first, SqlType.TIMESTAMP, context);
    } else if (kind == SqlKind.INTERVAL && other.category() == TypeCategory.NUMERIC) {
      second = Casts.implicit(second, SqlType.DOUBLE, context);
    }
    Scalar made = new TemporalArithmetic(operator, first, second, type, context);
    boolean zoned = first.type().kind() == SqlKind.TIMESTAMP_TZ;
    boolean asItIs = zoned && !Slot.isNull(first) && !Slot.isNull(second);
    return asItIs ? made : Folding.strict(made, first, second);
  }

  /** Where an operand stands when sides do not matter. */
  private static int rank(SqlType type) {
    return switch (type.kind().category()) {
      case DATETIME -> 0;
      case TIME -> 1;
      case INTERVAL -> 2;
      default -> 3;
    };
  }

  static SqlType type(ArithmeticOperator operator, SqlType left, SqlType right) {
    SqlType found =
        switch (operator) {
          case PLUS -> rank(left) <= rank(right) ? sum(left, right) : sum(right, left);
          case MINUS -> difference(left, right);
          case TIMES -> rank(left) <= rank(right) ? product(left, right) : product(right, left);
          case DIVIDED_BY -> product(left, right);
          case REMAINDER -> null;
        };
    if (found == null) {
      throw DataErrors.undefinedOperator(operator.symbol(), left, right);
    }
    return found;
  }

  private static SqlType sum(SqlType left, SqlType right) {
    if (right.kind() == SqlKind.INTERVAL) {
      return moved(left);
    }
    if (left.kind() == SqlKind.DATE) {
      return right.kind() == SqlKind.TIME
          ? SqlType.TIMESTAMP
          : right.kind().isWhole() ? SqlType.DATE : null;
    }
    return null;
  }

  private static SqlType difference(SqlType left, SqlType right) {
    if (right.kind() == SqlKind.INTERVAL) {
      return moved(left);
    }
    if (left.kind() == SqlKind.DATE && right.kind() == SqlKind.DATE) {
      return SqlType.INTEGER;
    }
    if (left.kind() == SqlKind.DATE && right.kind().isWhole()) {
      return SqlType.DATE;
    }
    boolean points =
        left.kind().category() == TypeCategory.DATETIME
            || left.kind().category() == TypeCategory.TIME;
    return points && left.kind().category() == right.kind().category() ? SqlType.INTERVAL : null;
  }

  /** What an interval later or earlier is. */
  private static SqlType moved(SqlType type) {
    return switch (type.kind()) {
      case DATE -> SqlType.TIMESTAMP;
      case TIMESTAMP, TIMESTAMP_TZ, TIME, INTERVAL -> SqlType.of(type.kind());
      default -> null;
    };
  }

  private static SqlType product(SqlType left, SqlType right) {
    return left.kind() == SqlKind.INTERVAL && right.kind().category() == TypeCategory.NUMERIC
        ? SqlType.INTERVAL
        : null;
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!left.evaluate(frame) || !right.evaluate(frame)) {
      return false;
    }
    if (rightKind == SqlKind.INTERVAL) {
      boolean back = operator == ArithmeticOperator.MINUS;
      if (leftKind == SqlKind.INTERVAL) {
        low = Spans.sumPacked(left.low(), right.low(), back);
        word = Spans.sum(left.word(), right.word(), back);
      } else {
        word = moved(back);
      }
    } else if (leftKind == SqlKind.INTERVAL) {
      scaled();
    } else if (operator == ArithmeticOperator.PLUS) {
      word =
          rightKind == SqlKind.TIME
              ? CivilTime.timestamp(left.word(), right.word())
              : movedDays(right.word());
    } else {
      subtract();
    }
    return true;
  }

  private long moved(boolean back) {
    long micros = right.word();
    long packed = right.low();
    return switch (leftKind) {
      case TIME ->
          Math.floorMod(
              left.word() + (back ? -1 : 1) * Math.floorMod(micros, CivilTime.DAY), CivilTime.DAY);
      case TIMESTAMP_TZ -> Spans.moved(left.word(), micros, packed, back, context.zone());
      default -> Spans.moved(left.word(), micros, packed, back);
    };
  }

  private long movedDays(long days) {
    long moved = left.word() + days;
    // Days are of 32 bits; only the other number can be too large for the sum.
    if (days != (int) days) {
      throw DataErrors.datetimeOverflow(SqlType.DATE);
    }
    return CivilTime.checkedDate(moved);
  }

  private void scaled() {
    double factor = right.real();
    if (operator == ArithmeticOperator.DIVIDED_BY) {
      if (factor == 0) {
        throw DataErrors.divisionByZero();
      }
      factor = 1 / factor;
    }
    low = Spans.scaledPacked(left.low(), factor);
    word = Spans.scaledMicros(left.word(), left.low(), factor);
  }

  private void subtract() {
    if (leftKind == SqlKind.DATE) {
      long days = rightKind == SqlKind.DATE ? left.word() - right.word() : 0;
      if (type().kind() == SqlKind.INTEGER) {
        if (days != (int) days) {
          throw DataErrors.overflow("-", SqlType.INTEGER);
        }
        word = days;
      } else {
        word = movedDays(-right.word());
      }
      return;
    }
    long difference = Spans.sum(left.word(), right.word(), true);
    if (leftKind == SqlKind.TIME) {
      word = difference;
      low = 0;
    } else {
      // Whole days are days, of either sign.
      word = difference % CivilTime.DAY;
      low = Spans.packedDays(difference / CivilTime.DAY);
    }
  }
}
