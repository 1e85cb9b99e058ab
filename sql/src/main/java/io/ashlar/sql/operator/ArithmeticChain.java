package io.ashlar.sql.operator;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Exact;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Arithmetic of one type, step by step from the left, so that a sum of many numbers is one node.
 * Null when any number is. Allocates for decimals of many digits alone.
 */
abstract class ArithmeticChain extends Scalar {

  private static final int FIRST_STEPS = 1;

  /** Where it begins. */
  final Scalar first;

  /** What is done in each step. */
  ArithmeticOperator[] operators = new ArithmeticOperator[FIRST_STEPS];

  /** What it is done with. */
  Scalar[] operands = new Scalar[FIRST_STEPS];

  /** How many steps there are. */
  int steps;

  ArithmeticChain(Scalar first, SqlType type) {
    super(type);
    this.first = first;
  }

  /** Adds a step. */
  final Scalar then(ArithmeticOperator operator, Scalar operand) {
    if (steps == operators.length) {
      operators = Arrays.copyOf(operators, 2 * steps);
      operands = Arrays.copyOf(operands, 2 * steps);
    }
    operators[steps] = operator;
    operands[steps] = operand;
    steps++;
    return this;
  }

  final RuntimeException overflow(ArithmeticOperator operator) {
    return DataErrors.overflow(operator.symbol(), type());
  }

  /** Whole numbers; each step is within the type. */
  static final class Whole extends ArithmeticChain {

    private final long least;
    private final long greatest;

    Whole(Scalar first, SqlType type) {
      super(first, type);
      this.least = type.kind().least();
      this.greatest = type.kind().greatest();
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!first.evaluate(frame)) {
        return false;
      }
      long result = first.word();
      for (int i = 0; i < steps; i++) {
        Scalar operand = operands[i];
        if (!operand.evaluate(frame)) {
          return false;
        }
        result = step(operators[i], result, operand.word());
        if (result < least || result > greatest) {
          throw overflow(operators[i]);
        }
      }
      word = result;
      return true;
    }

    private long step(ArithmeticOperator operator, long a, long b) {
      switch (operator) {
        case PLUS -> {
          long sum = a + b;
          // A sum has overflowed when it differs in sign from both numbers.
          if (((a ^ sum) & (b ^ sum)) < 0) {
            throw overflow(operator);
          }
          return sum;
        }
        case MINUS -> {
          long difference = a - b;
          if (((a ^ b) & (a ^ difference)) < 0) {
            throw overflow(operator);
          }
          return difference;
        }
        case TIMES -> {
          long product = a * b;
          if (Math.multiplyHigh(a, b) != product >> (Long.SIZE - 1)) {
            throw overflow(operator);
          }
          return product;
        }
        case DIVIDED_BY -> {
          if (b == 0) {
            throw DataErrors.divisionByZero();
          }
          if (a == Long.MIN_VALUE && b == -1) {
            throw overflow(operator);
          }
          return a / b;
        }
        default -> {
          if (b == 0) {
            throw DataErrors.divisionByZero();
          }
          return a % b;
        }
      }
    }
  }

  /** Floating-point numbers; what is too large or too near to zero is refused. */
  static final class Reals extends ArithmeticChain {

    private final boolean single;

    Reals(Scalar first, SqlType type) {
      super(first, type);
      this.single = type.kind() == SqlKind.REAL;
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!first.evaluate(frame)) {
        return false;
      }
      double result = first.real();
      for (int i = 0; i < steps; i++) {
        Scalar operand = operands[i];
        if (!operand.evaluate(frame)) {
          return false;
        }
        result = step(operators[i], result, operand.real());
      }
      real = result;
      return true;
    }

    private double step(ArithmeticOperator operator, double a, double b) {
      double exact =
          switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            default -> {
              if (b == 0 && !Double.isNaN(a)) {
                throw DataErrors.divisionByZero();
              }
              yield a / b;
            }
          };
      double result = (single ? (float) exact : exact) + 0.0d;
      if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
        throw overflow(operator);
      }
      boolean vanishes =
          result == 0
              && a != 0
              && (operator == ArithmeticOperator.TIMES
                  ? b != 0
                  : operator == ArithmeticOperator.DIVIDED_BY && !Double.isInfinite(b));
      if (vanishes) {
        throw overflow(operator);
      }
      return result;
    }
  }

  /** Exact numbers of few digits, as longs; the types see to it that nothing overflows. */
  static final class Scaled extends ArithmeticChain {

    Scaled(Scalar first, SqlType type) {
      super(first, type);
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!first.evaluate(frame)) {
        return false;
      }
      long result = first.word();
      int scale = first.type().scale();
      for (int i = 0; i < steps; i++) {
        Scalar operand = operands[i];
        if (!operand.evaluate(frame)) {
          return false;
        }
        result = step(operators[i], result, scale, operand.word(), operand.type().scale());
        scale = type().scale();
      }
      word = result;
      return true;
    }

    private long step(ArithmeticOperator operator, long a, int aScale, long b, int bScale) {
      if (operator == ArithmeticOperator.TIMES) {
        return a * b;
      }
      int scale = Math.max(aScale, bScale);
      long left = a * Exact.power(scale - aScale);
      long right = b * Exact.power(scale - bScale);
      return switch (operator) {
        case PLUS -> left + right;
        case MINUS -> left - right;
        default -> {
          if (right == 0) {
            throw DataErrors.divisionByZero();
          }
          yield left % right;
        }
      };
    }
  }

  /** Exact numbers of many digits. */
  static final class Decimals extends ArithmeticChain {

    Decimals(Scalar first, SqlType type) {
      super(first, type);
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!first.evaluate(frame)) {
        return false;
      }
      BigDecimal result = first.exact();
      for (int i = 0; i < steps; i++) {
        Scalar operand = operands[i];
        if (!operand.evaluate(frame)) {
          return false;
        }
        result = Exact.checked(step(operators[i], result, operand.exact()));
      }
      decimal = result;
      return true;
    }

    private static BigDecimal step(ArithmeticOperator operator, BigDecimal a, BigDecimal b) {
      return switch (operator) {
        case PLUS -> a.add(b);
        case MINUS -> a.subtract(b);
        case TIMES -> a.multiply(b);
        case DIVIDED_BY -> Exact.divide(a, b);
        case REMAINDER -> Exact.remainder(a, b);
      };
    }
  }
}
