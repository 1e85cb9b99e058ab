package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.List;

/** Comparisons. Those of equal forms of a word have a node of their own, since most are. */
public final class Comparison {

  private Comparison() {}

  /**
   * A comparison, null when a side is; a side that is the constant null leaves the other alone.
   *
   * @param operator which
   * @param left owned by the result from now on
   * @param right owned by the result from now on
   * @param context of the execution
   * @return true, false or null
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public static Scalar of(
      ComparisonOperator operator, Scalar left, Scalar right, EvaluationContext context) {
    Arguments.requireGiven(operator, "operator");
    List<Scalar> sides = sides(operator.symbol(), left, right, context);
    Scalar first = sides.get(0);
    Scalar second = sides.get(1);
    boolean words =
        first.form() == ScalarForm.WORD
            && second.form() == ScalarForm.WORD
            && first.type().scale() == second.type().scale();
    Scalar made = words ? new Words(operator, first, second) : new General(operator, first, second);
    return Folding.strict(made, first, second);
  }

  /**
   * Whether two values differ, where null differs from every value and not from null.
   *
   * @param left owned by the result from now on
   * @param right owned by the result from now on
   * @param negated whether it is asked that they do not
   * @param context of the execution
   * @return true or false
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public static Scalar distinct(
      Scalar left, Scalar right, boolean negated, EvaluationContext context) {
    List<Scalar> sides = sides("is distinct from", left, right, context);
    return Folding.of(new Distinct(sides.get(0), sides.get(1), negated), sides);
  }

  /**
   * Whether a value is between two others, which may be equal to it.
   *
   * @param value owned by the result from now on; evaluated once
   * @param least owned by the result from now on
   * @param greatest owned by the result from now on
   * @param negated whether it is asked that it is not
   * @param context of the execution
   * @return true, false or null, as of two comparisons
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public static Scalar between(
      Scalar value, Scalar least, Scalar greatest, boolean negated, EvaluationContext context) {
    sides("between", value, least, context);
    sides("between", value, greatest, context);
    List<Scalar> parts = Operands.comparable("between", List.of(value, least, greatest), context);
    Scalar made = new Between(parts.get(0), parts.get(1), parts.get(2), negated);
    // One bound that is null leaves the other to decide.
    boolean boundless = Slot.isNull(parts.get(1)) && Slot.isNull(parts.get(2));
    return boundless || Slot.isNull(parts.get(0))
        ? Slot.nullOf(made.type())
        : Folding.of(made, parts);
  }

  /**
   * Two values as {@code =} compares them: of one type, or exact numbers.
   *
   * @param left owned by the result from now on
   * @param right owned by the result from now on
   * @param context of the execution
   * @return both, in order
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public static List<Scalar> comparable(Scalar left, Scalar right, EvaluationContext context) {
    return sides(ComparisonOperator.EQUAL.symbol(), left, right, context);
  }

  private static List<Scalar> sides(
      String operator, Scalar left, Scalar right, EvaluationContext context) {
    Arguments.requireGiven(left, "left");
    Arguments.requireGiven(right, "right");
    if (TypeTable.common(left.type().kind(), right.type().kind()).isEmpty()) {
      throw Operands.undefined(operator, left, right);
    }
    return Operands.comparable(operator, List.of(left, right), context);
  }

  private static final class Words extends Scalar {

    private final ComparisonOperator operator;
    private final Scalar left;
    private final Scalar right;

    Words(ComparisonOperator operator, Scalar left, Scalar right) {
      super(SqlType.BOOLEAN);
      this.operator = operator;
      this.left = left;
      this.right = right;
    }

    @Override
    public boolean evaluate(Frame frame) {
      return left.evaluate(frame)
          && right.evaluate(frame)
          && truth(operator.holds(Long.compare(left.word(), right.word())));
    }
  }

  private static final class General extends Scalar {

    private final ComparisonOperator operator;
    private final Scalar left;
    private final Scalar right;
    private final Ordering ordering;

    General(ComparisonOperator operator, Scalar left, Scalar right) {
      super(SqlType.BOOLEAN);
      this.operator = operator;
      this.left = left;
      this.right = right;
      this.ordering = Ordering.of(left.type(), right.type());
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!left.evaluate(frame) || !right.evaluate(frame)) {
        return false;
      }
      return switch (operator) {
        case EQUAL -> truth(ordering.equal(left, right));
        case NOT_EQUAL -> truth(!ordering.equal(left, right));
        default -> truth(operator.holds(ordering.compare(left, right)));
      };
    }
  }

  private static final class Distinct extends Scalar {

    private final Scalar left;
    private final Scalar right;
    private final boolean negated;
    private final Ordering ordering;

    Distinct(Scalar left, Scalar right, boolean negated) {
      super(SqlType.BOOLEAN);
      this.left = left;
      this.right = right;
      this.negated = negated;
      this.ordering = Ordering.of(left.type(), right.type());
    }

    @Override
    public boolean evaluate(Frame frame) {
      boolean hasLeft = left.evaluate(frame);
      boolean hasRight = right.evaluate(frame);
      boolean differ = (hasLeft && hasRight) ? !ordering.equal(left, right) : hasLeft != hasRight;
      return truth(differ != negated);
    }
  }

  private static final class Between extends Scalar {

    private final Scalar value;
    private final Scalar least;
    private final Scalar greatest;
    private final boolean negated;
    private final Ordering lower;
    private final Ordering upper;

    Between(Scalar value, Scalar least, Scalar greatest, boolean negated) {
      super(SqlType.BOOLEAN);
      this.value = value;
      this.least = least;
      this.greatest = greatest;
      this.negated = negated;
      this.lower = Ordering.of(value.type(), least.type());
      this.upper = Ordering.of(value.type(), greatest.type());
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!value.evaluate(frame)) {
        return false;
      }
      boolean hasLeast = least.evaluate(frame);
      if (hasLeast && lower.compare(value, least) < 0) {
        return truth(negated);
      }
      boolean hasGreatest = greatest.evaluate(frame);
      if (hasGreatest && upper.compare(value, greatest) > 0) {
        return truth(negated);
      }
      return hasLeast && hasGreatest && truth(!negated);
    }
  }
}
