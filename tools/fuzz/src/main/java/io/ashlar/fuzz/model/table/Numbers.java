package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.condition.Term;
import io.ashlar.fuzz.script.condition.Term.Numeric;
import io.ashlar.query.Arithmetic;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Computes terms on one row. */
public final class Numbers {

  /** Quotients of decimals, as {@code DecimalExpression} says. */
  private static final MathContext QUOTIENT = new MathContext(34, RoundingMode.HALF_EVEN);

  private final Scope scope;

  /**
   * Computes on a row.
   *
   * @param scope the row
   */
  public Numbers(Scope scope) {
    this.scope = scope;
  }

  /**
   * Whether a part is null.
   *
   * @param term the term
   * @return true when its value is null therefore
   */
  public boolean isNull(Term term) {
    if (term instanceof Term.Operation o) {
      return isNull(o.left()) || isNull(o.right());
    }
    return term instanceof Term.Field field
        ? scope.value(field.column()) == null
        : ((Term.Constant) term).value() == null;
  }

  /**
   * The number, where no part is null.
   *
   * @param term the term
   * @return its value
   * @throws ArithmeticException when it cannot be computed
   */
  public Object value(Term term) {
    if (term instanceof Term.Field field) {
      return scope.value(field.column());
    }
    if (term instanceof Term.Constant constant) {
      return constant.value();
    }
    Term.Operation o = (Term.Operation) term;
    Object left = value(o.left());
    Object right = value(o.right());
    return switch (numeric(term)) {
      case WHOLE -> whole((Long) left, o.operator(), (Long) right);
      case REAL -> real(left, o.operator(), right);
      case EXACT -> exact(Values.decimal(left), o.operator(), Values.decimal(right));
    };
  }

  /**
   * How a term is computed.
   *
   * @param term the term
   * @return the kind of number
   */
  public Numeric numeric(Term term) {
    if (term instanceof Term.Constant constant) {
      return constant.numeric();
    }
    if (term instanceof Term.Field field) {
      return numeric(scope.column(field.column()));
    }
    Term.Operation o = (Term.Operation) term;
    return widest(numeric(o.left()), numeric(o.right()));
  }

  static Numeric numeric(ModelColumn column) {
    return switch (column.kind()) {
      case INT, LONG -> Numeric.WHOLE;
      case FLOAT, DOUBLE -> Numeric.REAL;
      default -> Numeric.EXACT;
    };
  }

  static Numeric widest(Numeric left, Numeric right) {
    if (left == Numeric.REAL || right == Numeric.REAL) {
      return Numeric.REAL;
    }
    return left == Numeric.EXACT ? left : right;
  }

  private static Long whole(long a, Arithmetic operator, long b) {
    return switch (operator) {
      case PLUS -> Math.addExact(a, b);
      case MINUS -> Math.subtractExact(a, b);
      case TIMES -> Math.multiplyExact(a, b);
      case DIVIDED_BY -> {
        if (a == Long.MIN_VALUE && b == -1) {
          throw new ArithmeticException("out of range");
        }
        yield a / b;
      }
      case REMAINDER -> a % b;
    };
  }

  private static Double real(Object left, Arithmetic operator, Object right) {
    double a = ((Number) left).doubleValue();
    double b = ((Number) right).doubleValue();
    double result =
        switch (operator) {
          case PLUS -> a + b;
          case MINUS -> a - b;
          case TIMES -> a * b;
          case DIVIDED_BY -> a / b;
          case REMAINDER -> a % b;
        };
    boolean divided = operator == Arithmetic.DIVIDED_BY && b == 0;
    if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b) && !divided) {
      throw new ArithmeticException("out of range");
    }
    return result + 0.0d;
  }

  private static BigDecimal exact(BigDecimal a, Arithmetic operator, BigDecimal b) {
    return switch (operator) {
      case PLUS -> a.add(b);
      case MINUS -> a.subtract(b);
      case TIMES -> a.multiply(b);
      case DIVIDED_BY -> a.divide(b, QUOTIENT);
      case REMAINDER -> a.remainder(b);
    };
  }
}
