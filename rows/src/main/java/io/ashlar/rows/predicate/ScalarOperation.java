package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueReader;
import io.ashlar.error.ConstraintException;
import io.ashlar.query.Arithmetic;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.util.List;

/**
 * Arithmetic, step by step from the left: each step takes what was computed so far and one more
 * number. A step is computed with doubles when a number up to it is a double, else with decimals
 * when one is; so there are at most three objects within each other, however many steps there are.
 */
final class ScalarOperation {

  private ScalarOperation() {}

  /** The result of all steps; there is an operator and a number for each, and at least one. */
  static Scalar of(Scalar first, List<Arithmetic> operators, List<Scalar> numbers) {
    Scalar result = first;
    int begin = 0;
    while (begin < numbers.size()) {
      ValueKind kind = widest(result.kind(), numbers.get(begin).kind());
      int end = begin + 1;
      while (end < numbers.size() && widest(kind, numbers.get(end).kind()) == kind) {
        end++;
      }
      Arithmetic[] done = operators.subList(begin, end).toArray(new Arithmetic[0]);
      Scalar[] with = numbers.subList(begin, end).toArray(new Scalar[0]);
      result =
          switch (kind) {
            case LONG -> new Whole(result, done, with);
            case DOUBLE -> new Real(result, done, with);
            default -> new Exact(result, done, with);
          };
      begin = end;
    }
    return result;
  }

  /** What two numbers are computed or compared as. */
  static ValueKind widest(ValueKind left, ValueKind right) {
    if (left == ValueKind.DOUBLE || right == ValueKind.DOUBLE) {
      return ValueKind.DOUBLE;
    }
    return left == ValueKind.DECIMAL ? left : right;
  }

  private static boolean anyNull(Scalar first, Scalar[] numbers, ValueReader row) {
    if (first.isNull(row)) {
      return true;
    }
    for (Scalar number : numbers) {
      if (number.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private static void requireDivisor(boolean isNotZero) {
    if (!isNotZero) {
      throw new ConstraintException("A number is divided by zero.");
    }
  }

  private static final class Whole extends Scalar.Whole {

    private final Scalar first;
    private final Arithmetic[] operators;
    private final Scalar[] numbers;

    Whole(Scalar first, Arithmetic[] operators, Scalar[] numbers) {
      this.first = first;
      this.operators = operators;
      this.numbers = numbers;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return anyNull(first, numbers, row);
    }

    @Override
    public long integer(ValueReader row) {
      long result = first.integer(row);
      for (int i = 0; i < numbers.length; i++) {
        result = step(operators[i], result, numbers[i].integer(row));
      }
      return result;
    }

    private static long step(Arithmetic operator, long a, long b) {
      return switch (operator) {
        case PLUS -> {
          long sum = a + b;
          // A sum has overflowed when it differs in sign from both numbers.
          yield ((a ^ sum) & (b ^ sum)) < 0 ? overflow(operator, a, b) : sum;
        }
        case MINUS -> {
          long difference = a - b;
          yield ((a ^ b) & (a ^ difference)) < 0 ? overflow(operator, a, b) : difference;
        }
        case TIMES -> {
          long product = a * b;
          yield Math.multiplyHigh(a, b) != product >> (Long.SIZE - 1)
              ? overflow(operator, a, b)
              : product;
        }
        case DIVIDED_BY -> {
          requireDivisor(b != 0);
          yield a == Long.MIN_VALUE && b == -1 ? overflow(operator, a, b) : a / b;
        }
        case REMAINDER -> {
          requireDivisor(b != 0);
          yield a % b;
        }
      };
    }

    private static long overflow(Arithmetic operator, long a, long b) {
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

  private static final class Real extends Scalar.Real {

    private final Scalar first;
    private final Arithmetic[] operators;
    private final Scalar[] numbers;

    Real(Scalar first, Arithmetic[] operators, Scalar[] numbers) {
      this.first = first;
      this.operators = operators;
      this.numbers = numbers;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return anyNull(first, numbers, row);
    }

    @Override
    public double real(ValueReader row) {
      double result = first.real(row);
      for (int i = 0; i < numbers.length; i++) {
        double number = numbers[i].real(row);
        double next = step(operators[i], result, number);
        // Takes the sign of a negative zero: columns have none either.
        result = RealRange.checked(result, operators[i], number, next) + 0.0d;
      }
      return result;
    }

    private static double step(Arithmetic operator, double a, double b) {
      return switch (operator) {
        case PLUS -> a + b;
        case MINUS -> a - b;
        case TIMES -> a * b;
        case DIVIDED_BY -> a / b;
        case REMAINDER -> a % b;
      };
    }
  }

  private static final class Exact extends Scalar.Exact {

    private final Scalar first;
    private final Arithmetic[] operators;
    private final Scalar[] numbers;

    Exact(Scalar first, Arithmetic[] operators, Scalar[] numbers) {
      this.first = first;
      this.operators = operators;
      this.numbers = numbers;
    }

    @Override
    public boolean isNull(ValueReader row) {
      return anyNull(first, numbers, row);
    }

    @Override
    public BigDecimal decimal(ValueReader row) {
      BigDecimal result = first.decimal(row);
      for (int i = 0; i < numbers.length; i++) {
        result = step(operators[i], result, numbers[i].decimal(row));
      }
      return result;
    }

    private static BigDecimal step(Arithmetic operator, BigDecimal a, BigDecimal b) {
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
