package io.ashlar.query;

/**
 * What can be compared with another value of the same row: every {@link Column} with one of its own
 * type, and every {@link NumericExpression} with any other. Numbers of different types are compared
 * as what arithmetic makes of them: as floating-point numbers when one of them is, else as decimals
 * when one of them is. Immutable.
 *
 * @param <E> what it can be compared with
 */
public sealed interface ComparableExpression<E extends ComparableExpression<?>>
    permits NumericExpression, BooleanColumn, StringColumn, ValueColumn {

  /**
   * True when the value is equal to the other of the same row; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate eq(E other) {
    return new Predicate.CompareExpressions(this, Comparison.EQUAL, other);
  }

  /**
   * True when the value differs from the other of the same row; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate notEq(E other) {
    return new Predicate.CompareExpressions(this, Comparison.NOT_EQUAL, other);
  }

  /**
   * True when the value is below the other of the same row; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate lessThan(E other) {
    return new Predicate.CompareExpressions(this, Comparison.LESS, other);
  }

  /**
   * True when the value is below or equal to the other of the same row; unknown when either is
   * null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atMost(E other) {
    return new Predicate.CompareExpressions(this, Comparison.AT_MOST, other);
  }

  /**
   * True when the value is above the other of the same row; unknown when either is null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate greaterThan(E other) {
    return new Predicate.CompareExpressions(this, Comparison.GREATER, other);
  }

  /**
   * True when the value is above or equal to the other of the same row; unknown when either is
   * null.
   *
   * @param other the right side
   * @return the predicate
   */
  default Predicate atLeast(E other) {
    return new Predicate.CompareExpressions(this, Comparison.AT_LEAST, other);
  }

  /**
   * True when the value lies between two others of the same row, both included.
   *
   * @param low the lower bound
   * @param high the upper bound
   * @return the predicate; never true for a row whose {@code low} is above its {@code high}
   */
  default Predicate between(E low, E high) {
    return atLeast(low).and(atMost(high));
  }
}
