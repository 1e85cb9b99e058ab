package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression over decimals: a {@link DecimalColumn}, or arithmetic of one. Quotients have 34
 * significant digits, rounded half to even; all else is exact. Division by zero ends the statement
 * with {@link io.ashlar.error.ConstraintException}. Null where a part is null. Allocates.
 *
 * <p>Long because each operation has a method for each type of its other side.
 */
public sealed interface DecimalExpression extends NumericExpression
    permits DecimalColumn,
        DecimalExpression.Operation,
        DecimalExpression.Constant,
        DecimalExpression.Placeholder {

  /**
   * A constant.
   *
   * @param value the constant
   * @return the expression
   */
  static DecimalExpression of(BigDecimal value) {
    return new Constant(value);
  }

  /**
   * The value that is bound to a parameter when the statement runs.
   *
   * @param parameter the parameter; a decimal is bound to it, or null
   * @return the expression
   */
  static DecimalExpression of(Parameter parameter) {
    return new Placeholder(parameter);
  }

  /**
   * The number with its sign turned.
   *
   * @return zero minus this
   */
  default DecimalExpression negated() {
    return new DecimalExpression.Operation(Arithmetic.MINUS, new Constant(BigDecimal.ZERO), this);
  }

  /**
   * The sum with another decimal.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, other);
  }

  /**
   * The sum with a whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(IntegerExpression other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, other);
  }

  /**
   * The sum with a floating-point number, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression plus(RealExpression other) {
    return new RealExpression.Operation(Arithmetic.PLUS, this, other);
  }

  /**
   * The sum with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(BigDecimal other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The sum with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(long other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, IntegerExpression.of(other));
  }

  /**
   * The sum with the decimal bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(Parameter other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The difference with another decimal.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, other);
  }

  /**
   * The difference with a whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(IntegerExpression other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, other);
  }

  /**
   * The difference with a floating-point number, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression minus(RealExpression other) {
    return new RealExpression.Operation(Arithmetic.MINUS, this, other);
  }

  /**
   * The difference with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(BigDecimal other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The difference with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(long other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, IntegerExpression.of(other));
  }

  /**
   * The difference with the decimal bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(Parameter other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The product with another decimal.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, other);
  }

  /**
   * The product with a whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(IntegerExpression other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, other);
  }

  /**
   * The product with a floating-point number, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression times(RealExpression other) {
    return new RealExpression.Operation(Arithmetic.TIMES, this, other);
  }

  /**
   * The product with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(BigDecimal other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The product with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(long other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, IntegerExpression.of(other));
  }

  /**
   * The product with the decimal bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(Parameter other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The quotient with another decimal.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
  }

  /**
   * The quotient with a whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(IntegerExpression other) {
    return new DecimalExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
  }

  /**
   * The quotient with a floating-point number, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression dividedBy(RealExpression other) {
    return new RealExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
  }

  /**
   * The quotient with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(BigDecimal other) {
    return new DecimalExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The quotient with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(long other) {
    return new DecimalExpression.Operation(
        Arithmetic.DIVIDED_BY, this, IntegerExpression.of(other));
  }

  /**
   * The quotient with the decimal bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(Parameter other) {
    return new DecimalExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The remainder of the division with another decimal.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, other);
  }

  /**
   * The remainder of the division with a whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(IntegerExpression other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, other);
  }

  /**
   * The remainder of the division with a floating-point number, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression remainder(RealExpression other) {
    return new RealExpression.Operation(Arithmetic.REMAINDER, this, other);
  }

  /**
   * The remainder of the division with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(BigDecimal other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * The remainder of the division with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(long other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, IntegerExpression.of(other));
  }

  /**
   * The remainder of the division with the decimal bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(Parameter other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * True when the value is equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate eq(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.EQUAL, other, of(other));
  }

  /**
   * True when the value differs from the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate notEq(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.NOT_EQUAL, other, of(other));
  }

  /**
   * True when the value is below the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate lessThan(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.LESS, other, of(other));
  }

  /**
   * True when the value is below or equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atMost(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_MOST, other, of(other));
  }

  /**
   * True when the value is above the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate greaterThan(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.GREATER, other, of(other));
  }

  /**
   * True when the value is above or equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atLeast(BigDecimal other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_LEAST, other, of(other));
  }

  /**
   * True when the value lies between two constants, both included; unknown when it is null.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate
   */
  default Predicate between(BigDecimal low, BigDecimal high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the value is equal to one of the constants; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  default Predicate in(BigDecimal... values) {
    Arguments.requireGiven(values, "values");
    List<Predicate> terms = new ArrayList<>(values.length);
    for (BigDecimal value : values) {
      terms.add(eq(value));
    }
    return AmongNumbers.of(this, terms);
  }

  /** Two numbers and what is done with them; see {@link NumericOperation}. */
  final class Operation extends NumericOperation implements DecimalExpression {

    /**
     * Checks the parts.
     *
     * @param operator what is done
     * @param left the left side
     * @param right the right side
     * @throws IllegalUseException when no side is a decimal, or one is a floating-point number
     * @throws io.ashlar.error.LimitExceededException when it has too many parts or is nested too
     *     deeply; see {@link NumericOperation}
     */
    public Operation(Arithmetic operator, NumericExpression left, NumericExpression right) {
      super(operator, left, right);
      if (left instanceof RealExpression
          || right instanceof RealExpression
          || !(left instanceof DecimalExpression || right instanceof DecimalExpression)) {
        throw new IllegalUseException("No side is a decimal, or one is a floating-point number.");
      }
    }
  }

  /**
   * A constant.
   *
   * @param value the constant
   */
  record Constant(BigDecimal value) implements DecimalExpression {

    /**
     * Checks the constant.
     *
     * @param value the constant
     */
    public Constant {
      Arguments.requireGiven(value, "value");
    }
  }

  /**
   * The value that is bound to a parameter; it must be a decimal.
   *
   * @param parameter the parameter
   */
  record Placeholder(Parameter parameter) implements DecimalExpression {

    /**
     * Checks the parameter.
     *
     * @param parameter the parameter
     */
    public Placeholder {
      Arguments.requireGiven(parameter, "parameter");
    }
  }
}
