package io.ashlar.query;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression over floating-point numbers: a {@link FloatColumn}, a {@link DoubleColumn}, or
 * arithmetic in which one takes part. It is computed as Java computes with {@code double}, so that
 * a division by zero is an infinity or NaN; but a result of finite numbers that is beyond the range
 * of a double ends the statement with {@link io.ashlar.error.ConstraintException} instead of being
 * an infinity. NaN is equal to itself and above all other numbers, and zero has no sign. Null where
 * a part is null. Immutable.
 */
public sealed interface RealExpression extends NumericExpression
    permits FloatColumn,
        DoubleColumn,
        RealExpression.Operation,
        RealExpression.Constant,
        RealExpression.Placeholder {

  /**
   * A constant.
   *
   * @param value the constant
   * @return the expression
   */
  static RealExpression of(double value) {
    return new Constant(value);
  }

  /**
   * The value that is bound to a parameter when the statement runs.
   *
   * @param parameter the parameter; a number is bound to it, or null
   * @return the expression
   */
  static RealExpression of(Parameter parameter) {
    return new Placeholder(parameter);
  }

  /**
   * The number with its sign turned.
   *
   * @return zero minus this
   */
  default RealExpression negated() {
    return new RealExpression.Operation(Arithmetic.MINUS, new Constant(0), this);
  }

  /**
   * The sum with any number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression plus(NumericExpression other) {
    return new RealExpression.Operation(Arithmetic.PLUS, this, other);
  }

  /**
   * The sum with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression plus(double other) {
    return new RealExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The sum with the number bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression plus(Parameter other) {
    return new RealExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The difference with any number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression minus(NumericExpression other) {
    return new RealExpression.Operation(Arithmetic.MINUS, this, other);
  }

  /**
   * The difference with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression minus(double other) {
    return new RealExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The difference with the number bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression minus(Parameter other) {
    return new RealExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The product with any number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression times(NumericExpression other) {
    return new RealExpression.Operation(Arithmetic.TIMES, this, other);
  }

  /**
   * The product with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression times(double other) {
    return new RealExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The product with the number bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression times(Parameter other) {
    return new RealExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The quotient with any number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression dividedBy(NumericExpression other) {
    return new RealExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
  }

  /**
   * The quotient with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression dividedBy(double other) {
    return new RealExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The quotient with the number bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression dividedBy(Parameter other) {
    return new RealExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The remainder of the division with any number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression remainder(NumericExpression other) {
    return new RealExpression.Operation(Arithmetic.REMAINDER, this, other);
  }

  /**
   * The remainder of the division with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression remainder(double other) {
    return new RealExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * The remainder of the division with the number bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression remainder(Parameter other) {
    return new RealExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * True when the value is equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate eq(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.EQUAL, other, of(other));
  }

  /**
   * True when the value differs from the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate notEq(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.NOT_EQUAL, other, of(other));
  }

  /**
   * True when the value is below the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate lessThan(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.LESS, other, of(other));
  }

  /**
   * True when the value is below or equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atMost(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_MOST, other, of(other));
  }

  /**
   * True when the value is above the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate greaterThan(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.GREATER, other, of(other));
  }

  /**
   * True when the value is above or equal to the constant; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atLeast(double other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_LEAST, other, of(other));
  }

  /**
   * True when the value lies between two constants, both included; unknown when it is null.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate
   */
  default Predicate between(double low, double high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the value is equal to one of the constants; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  default Predicate in(double... values) {
    List<Object> constants = new ArrayList<>(Arguments.given(values, "values").length);
    List<Predicate> terms = new ArrayList<>(values.length);
    for (double value : values) {
      constants.add(value);
      terms.add(eq(value));
    }
    return this instanceof Column column ? column.among(constants) : AmongNumbers.of(this, terms);
  }

  /** Two numbers and what is done with them; see {@link NumericOperation}. */
  final class Operation extends NumericOperation implements RealExpression {

    /**
     * Checks the parts.
     *
     * @param operator what is done
     * @param left the left side
     * @param right the right side
     * @throws IllegalUseException when no side is a floating-point number
     * @throws io.ashlar.error.LimitExceededException when it has too many parts or is nested too
     *     deeply; see {@link NumericOperation}
     */
    public Operation(Arithmetic operator, NumericExpression left, NumericExpression right) {
      super(operator, left, right);
      if (!(left instanceof RealExpression || right instanceof RealExpression)) {
        throw new IllegalUseException("No side is a floating-point number.");
      }
    }
  }

  /**
   * A constant.
   *
   * @param value the constant
   */
  record Constant(double value) implements RealExpression {}

  /**
   * The value that is bound to a parameter; it must be a number.
   *
   * @param parameter the parameter
   */
  record Placeholder(Parameter parameter) implements RealExpression {

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
