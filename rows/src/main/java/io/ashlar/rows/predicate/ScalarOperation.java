package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueKind;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.Arithmetic;
import java.math.BigDecimal;

/** Arithmetic on two numbers: as doubles when one is a double, else as decimals when one is. */
final class ScalarOperation {

  private ScalarOperation() {}

  static Scalar of(Arithmetic operator, Scalar left, Scalar right) {
    return switch (widest(left.kind(), right.kind())) {
      case LONG -> new Whole(operator, left, right);
      case DOUBLE -> new Real(operator, left, right);
      default -> new Exact(operator, left, right);
    };
  }

  /** What two numbers are computed or compared as. */
  static ValueKind widest(ValueKind left, ValueKind right) {
    if (left == ValueKind.DOUBLE || right == ValueKind.DOUBLE) {
      return ValueKind.DOUBLE;
    }
    return left == ValueKind.DECIMAL ? left : right;
  }

  private static final class Whole extends Scalar.Whole {

    private final Arithmetic operator;
    private final Scalar left;
    private final Scalar right;

    Whole(Arithmetic operator, Scalar left, Scalar right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean isNull(ColumnValues row) {
      return left.isNull(row) || right.isNull(row);
    }

    @Override
    public long integer(ColumnValues row) {
      long a = left.integer(row);
      long b = right.integer(row);
      return switch (operator) {
        case PLUS -> {
          long sum = a + b;
          // A sum has overflowed when it differs in sign from both numbers.
          yield ((a ^ sum) & (b ^ sum)) < 0 ? overflow(a, b) : sum;
        }
        case MINUS -> {
          long difference = a - b;
          yield ((a ^ b) & (a ^ difference)) < 0 ? overflow(a, b) : difference;
        }
        case TIMES -> {
          long product = a * b;
          yield Math.multiplyHigh(a, b) != product >> (Long.SIZE - 1) ? overflow(a, b) : product;
        }
        case DIVIDED_BY -> {
          requireDivisor(b != 0);
          yield a == Long.MIN_VALUE && b == -1 ? overflow(a, b) : a / b;
        }
        case REMAINDER -> {
          requireDivisor(b != 0);
          yield a % b;
        }
      };
    }

    private long overflow(long a, long b) {
      throw new ConstraintException(
          "The result of an integer operation is out of range.",
          "left",
          a,
          "operator",
          operator.symbol(),
          "right",
          b);
    }
  }

  private static void requireDivisor(boolean isNotZero) {
    if (!isNotZero) {
      throw new ConstraintException("A number is divided by zero.");
    }
  }

  private static final class Real extends Scalar.Real {

    private final Arithmetic operator;
    private final Scalar left;
    private final Scalar right;

    Real(Arithmetic operator, Scalar left, Scalar right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean isNull(ColumnValues row) {
      return left.isNull(row) || right.isNull(row);
    }

    @Override
    public double real(ColumnValues row) {
      double a = left.real(row);
      double b = right.real(row);
      double result =
          switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIVIDED_BY -> a / b;
            case REMAINDER -> a % b;
          };
      // Takes the sign of a negative zero: columns have none either.
      return result + 0.0d;
    }
  }

  private static final class Exact extends Scalar.Exact {

    private final Arithmetic operator;
    private final Scalar left;
    private final Scalar right;

    Exact(Arithmetic operator, Scalar left, Scalar right) {
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean isNull(ColumnValues row) {
      return left.isNull(row) || right.isNull(row);
    }

    @Override
    public BigDecimal decimal(ColumnValues row) {
      BigDecimal a = left.decimal(row);
      BigDecimal b = right.decimal(row);
      return switch (operator) {
        case PLUS -> a.add(b);
        case MINUS -> a.subtract(b);
        case TIMES -> a.multiply(b);
        case DIVIDED_BY -> {
          requireDivisor(b.signum() != 0);
          yield a.divide(b, QUOTIENT);
        }
        case REMAINDER -> {
          requireDivisor(b.signum() != 0);
          yield a.remainder(b);
        }
      };
    }
  }
}
