package io.ashlar.query;

import io.ashlar.argument.Arguments;
import java.util.ArrayList;
import java.util.List;

/**
 * A number computed from one row: a column of a numeric type, a constant, a parameter, or
 * arithmetic with them. The type of the result is known when it is written down: {@link
 * IntegerExpression}, {@link RealExpression} or {@link DecimalExpression}. Immutable.
 *
 * <p>Used in predicates ({@code population.dividedBy(area).greaterThan(100)}), in updates ({@code
 * set(balance, balance.minus(parameter(0)))}) and in aggregates. A statement compiles it once;
 * evaluation allocates nothing but for decimals. It is null where a part of it is null. No order of
 * evaluation is promised between the terms of a predicate: one term does not protect another
 * against a division by zero.
 */
public sealed interface NumericExpression extends ComparableExpression<NumericExpression>
    permits IntegerExpression, RealExpression, DecimalExpression {

  /**
   * True when the value is null, because a part of it is.
   *
   * @return the predicate, never unknown
   */
  default Predicate isNull() {
    return new Predicate.IsNullExpression(this);
  }

  /**
   * True when the value is not null.
   *
   * @return the predicate, never unknown
   */
  default Predicate isNotNull() {
    return isNull().not();
  }

  /**
   * True when the value is equal to the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate eq(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.EQUAL, other, IntegerExpression.of(other));
  }

  /**
   * True when the value differs from the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate notEq(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.NOT_EQUAL, other, IntegerExpression.of(other));
  }

  /**
   * True when the value is below the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate lessThan(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.LESS, other, IntegerExpression.of(other));
  }

  /**
   * True when the value is below or equal to the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atMost(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.AT_MOST, other, IntegerExpression.of(other));
  }

  /**
   * True when the value is above the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate greaterThan(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.GREATER, other, IntegerExpression.of(other));
  }

  /**
   * True when the value is above or equal to the whole number; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atLeast(long other) {
    return Predicate.CompareExpressions.of(
        this, Comparison.AT_LEAST, other, IntegerExpression.of(other));
  }

  /**
   * True when the value lies between two whole numbers, both included; unknown when it is null.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate
   */
  default Predicate between(long low, long high) {
    return atLeast(low).and(atMost(high));
  }

  /**
   * True when the value is equal to the number bound to the parameter; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate eq(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.EQUAL, other);
  }

  /**
   * True when the value differs from the number bound to the parameter; unknown when either is
   * null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate notEq(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.NOT_EQUAL, other);
  }

  /**
   * True when the value is below the number bound to the parameter; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate lessThan(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.LESS, other);
  }

  /**
   * True when the value is below or equal to the number bound to the parameter; unknown when either
   * is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atMost(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_MOST, other);
  }

  /**
   * True when the value is above the number bound to the parameter; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate greaterThan(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.GREATER, other);
  }

  /**
   * True when the value is above or equal to the number bound to the parameter; unknown when either
   * is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atLeast(Parameter other) {
    return Predicate.CompareExpressions.of(this, Comparison.AT_LEAST, other);
  }

  /**
   * True when the value is equal to one of the numbers bound to the parameters; unknown when it is
   * null, or when it is equal to none and one of them is null.
   *
   * @param first a parameter, bound before each run
   * @param more further ones
   * @return the predicate
   */
  default Predicate in(Parameter first, Parameter... more) {
    Arguments.requireGiven(more, "more");
    List<Predicate> terms = new ArrayList<>(1 + more.length);
    terms.add(eq(first));
    for (Parameter parameter : more) {
      terms.add(eq(parameter));
    }
    return new Predicate.Or(terms);
  }

  /**
   * True when the value lies between the numbers bound to two parameters, both included.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate
   */
  default Predicate between(Parameter low, Parameter high) {
    return atLeast(low).and(atMost(high));
  }
}
