package io.ashlar.query;

import io.ashlar.argument.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * An expression over whole numbers: an {@link IntColumn}, a {@link LongColumn}, or arithmetic. It
 * is computed in 64 bits, exactly: a result beyond them ends the statement with {@link
 * io.ashlar.error.ConstraintException}, and so does a division by zero. Quotients are cut towards
 * zero; a remainder has the sign of the left side. Null where a part is null. Immutable.
 *
 * <p>Long because each operation has a method for each type of its other side.
 */
public sealed interface IntegerExpression extends NumericExpression
    permits IntColumn,
        LongColumn,
        IntegerExpression.Operation,
        IntegerExpression.Constant,
        IntegerExpression.Placeholder {

  /**
   * A constant.
   *
   * @param value the constant
   * @return the expression
   */
  static IntegerExpression of(long value) {
    return new Constant(value);
  }

  /**
   * The value that is bound to a parameter when the statement runs.
   *
   * @param parameter the parameter; an integer is bound to it, or null
   * @return the expression
   */
  static IntegerExpression of(Parameter parameter) {
    return new Placeholder(parameter);
  }

  /**
   * The number with its sign turned.
   *
   * @return zero minus this
   */
  default IntegerExpression negated() {
    return new IntegerExpression.Operation(Arithmetic.MINUS, new Constant(0), this);
  }

  /**
   * The sum with another whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression plus(IntegerExpression other) {
    return new IntegerExpression.Operation(Arithmetic.PLUS, this, other);
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
   * The sum with a decimal, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression plus(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.PLUS, this, other);
  }

  /**
   * The sum with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression plus(long other) {
    return new IntegerExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The sum with a constant, computed as a floating-point number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression plus(double other) {
    return new RealExpression.Operation(Arithmetic.PLUS, this, RealExpression.of(other));
  }

  /**
   * The sum with the integer bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression plus(Parameter other) {
    return new IntegerExpression.Operation(Arithmetic.PLUS, this, of(other));
  }

  /**
   * The difference with another whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression minus(IntegerExpression other) {
    return new IntegerExpression.Operation(Arithmetic.MINUS, this, other);
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
   * The difference with a decimal, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression minus(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.MINUS, this, other);
  }

  /**
   * The difference with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression minus(long other) {
    return new IntegerExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The difference with a constant, computed as a floating-point number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression minus(double other) {
    return new RealExpression.Operation(Arithmetic.MINUS, this, RealExpression.of(other));
  }

  /**
   * The difference with the integer bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression minus(Parameter other) {
    return new IntegerExpression.Operation(Arithmetic.MINUS, this, of(other));
  }

  /**
   * The product with another whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression times(IntegerExpression other) {
    return new IntegerExpression.Operation(Arithmetic.TIMES, this, other);
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
   * The product with a decimal, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression times(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.TIMES, this, other);
  }

  /**
   * The product with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression times(long other) {
    return new IntegerExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The product with a constant, computed as a floating-point number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression times(double other) {
    return new RealExpression.Operation(Arithmetic.TIMES, this, RealExpression.of(other));
  }

  /**
   * The product with the integer bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression times(Parameter other) {
    return new IntegerExpression.Operation(Arithmetic.TIMES, this, of(other));
  }

  /**
   * The quotient with another whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression dividedBy(IntegerExpression other) {
    return new IntegerExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
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
   * The quotient with a decimal, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression dividedBy(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.DIVIDED_BY, this, other);
  }

  /**
   * The quotient with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression dividedBy(long other) {
    return new IntegerExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The quotient with a constant, computed as a floating-point number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression dividedBy(double other) {
    return new RealExpression.Operation(Arithmetic.DIVIDED_BY, this, RealExpression.of(other));
  }

  /**
   * The quotient with the integer bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression dividedBy(Parameter other) {
    return new IntegerExpression.Operation(Arithmetic.DIVIDED_BY, this, of(other));
  }

  /**
   * The remainder of the division with another whole number.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression remainder(IntegerExpression other) {
    return new IntegerExpression.Operation(Arithmetic.REMAINDER, this, other);
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
   * The remainder of the division with a decimal, computed as one.
   *
   * @param other the right side
   * @return the expression
   */
  default DecimalExpression remainder(DecimalExpression other) {
    return new DecimalExpression.Operation(Arithmetic.REMAINDER, this, other);
  }

  /**
   * The remainder of the division with a constant.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression remainder(long other) {
    return new IntegerExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * The remainder of the division with a constant, computed as a floating-point number.
   *
   * @param other the right side
   * @return the expression
   */
  default RealExpression remainder(double other) {
    return new RealExpression.Operation(Arithmetic.REMAINDER, this, RealExpression.of(other));
  }

  /**
   * The remainder of the division with the integer bound to a parameter.
   *
   * @param other the right side
   * @return the expression
   */
  default IntegerExpression remainder(Parameter other) {
    return new IntegerExpression.Operation(Arithmetic.REMAINDER, this, of(other));
  }

  /**
   * True when the value is equal to one of the constants; unknown when it is null.
   *
   * @param values the constants; none make a predicate that is false for every row, nulls included
   * @return the predicate
   */
  default Predicate in(long... values) {
    List<Object> constants = new ArrayList<>(Arguments.given(values, "values").length);
    List<Predicate> terms = new ArrayList<>(values.length);
    for (long value : values) {
      constants.add(value);
      terms.add(eq(value));
    }
    return this instanceof Column column ? column.among(constants) : AmongNumbers.of(this, terms);
  }

  /** Two numbers and what is done with them; see {@link NumericOperation}. */
  final class Operation extends NumericOperation implements IntegerExpression {

    /**
     * Checks the parts.
     *
     * @param operator what is done
     * @param left the left side
     * @param right the right side
     * @throws io.ashlar.error.LimitExceededException when it has too many parts or is nested too
     *     deeply; see {@link NumericOperation}
     */
    public Operation(Arithmetic operator, IntegerExpression left, IntegerExpression right) {
      super(operator, left, right);
    }
  }

  /**
   * A constant.
   *
   * @param value the constant
   */
  record Constant(long value) implements IntegerExpression {}

  /**
   * The value that is bound to a parameter; it must be an integer.
   *
   * @param parameter the parameter
   */
  record Placeholder(Parameter parameter) implements IntegerExpression {

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
