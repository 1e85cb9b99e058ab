package io.ashlar.query;

import io.ashlar.argument.Arguments;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Two numbers and what is done with them. What is put together term by term, {@code
 * a.plus(b).minus(c)}, leans to the left and may be as long as {@link Predicate#MAX_TERMS} allows;
 * right sides nest, {@code a.plus(b.times(c.plus(d)))}, at most {@link Predicate#MAX_NESTING} deep.
 * Immutable.
 */
public abstract sealed class NumericOperation
    permits IntegerExpression.Operation, RealExpression.Operation, DecimalExpression.Operation {

  private final Arithmetic operator;
  private final NumericExpression left;
  private final NumericExpression right;
  private final Extent extent;

  /** Kept, as to compute it anew would lead down to the leftmost side. */
  private final int hash;

  NumericOperation(Arithmetic operator, NumericExpression left, NumericExpression right) {
    this.operator = Arguments.given(operator, "operator");
    this.left = Arguments.given(left, "left");
    this.right = Arguments.given(right, "right");
    this.extent = Extent.ofOperation(left, right);
    this.hash = 31 * (31 * operator.hashCode() + left.hashCode()) + right.hashCode();
  }

  /**
   * What is done.
   *
   * @return the operator
   */
  public final Arithmetic operator() {
    return operator;
  }

  /**
   * The left side.
   *
   * @return the number
   */
  public final NumericExpression left() {
    return left;
  }

  /**
   * The right side.
   *
   * @return the number
   */
  public final NumericExpression right() {
    return right;
  }

  /**
   * The operations that lead to this one, in the order in which they are computed. Whoever walks an
   * expression goes along them, since recursion on left sides is as deep as there are terms.
   *
   * @return the operations, at least one: the left side of the first is none, that of each other is
   *     the one before it, and the last is this; allocates
   */
  public final List<NumericOperation> steps() {
    Deque<NumericOperation> steps = new ArrayDeque<>();
    NumericOperation step = this;
    steps.addFirst(step);
    while (step.left instanceof NumericOperation inner) {
      step = inner;
      steps.addFirst(step);
    }
    return new ArrayList<>(steps);
  }

  final Extent extent() {
    return extent;
  }

  /**
   * Equal when operators and numbers are.
   *
   * @param other the other
   * @return whether they are equal
   */
  @Override
  public final boolean equals(Object other) {
    if (!(other instanceof NumericOperation that) || hash != that.hash) {
      return false;
    }
    NumericOperation mine = this;
    NumericOperation its = that;
    while (mine != its) {
      if (mine.getClass() != its.getClass()
          || mine.operator != its.operator
          || !mine.right.equals(its.right)) {
        return false;
      }
      if (!(mine.left instanceof NumericOperation next
          && its.left instanceof NumericOperation following)) {
        return mine.left.equals(its.left);
      }
      mine = next;
      its = following;
    }
    return true;
  }

  /**
   * Fits {@link #equals}.
   *
   * @return the hash
   */
  @Override
  public final int hashCode() {
    return hash;
  }

  /**
   * The operation with parentheses.
   *
   * @return such as {@code ((a + b) - c)}
   */
  @Override
  public final String toString() {
    List<NumericOperation> steps = steps();
    StringBuilder text = new StringBuilder("(".repeat(steps.size()));
    text.append(steps.get(0).left);
    for (NumericOperation step : steps) {
      text.append(' ').append(step.operator.symbol()).append(' ').append(step.right).append(')');
    }
    return text.toString();
  }
}
