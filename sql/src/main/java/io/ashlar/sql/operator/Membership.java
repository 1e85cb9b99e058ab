package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a value is in a list. Constants and parameters are looked up by hash, in a table that is
 * made once, or once in each statement where there are parameters; what else there is is compared
 * one by one. Null when nothing is equal and the value or an element is null.
 *
 * <p>Evaluation allocates for decimals of many digits alone; tables of parameters are made anew in
 * memory that is kept.
 */
public final class Membership extends Scalar {

  private static final long NEVER = -1;

  private final Scalar value;
  private final ValueTable table;
  private final Scalar[] others;
  private final Ordering[] orderings;
  private final boolean negated;
  private final boolean fixed;
  private final EvaluationContext context;
  private long madeIn = NEVER;

  private Membership(
      Scalar value,
      List<Slot> slots,
      List<Scalar> others,
      boolean negated,
      EvaluationContext context) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.table = new ValueTable(value.type(), slots);
    this.others = others.toArray(new Scalar[0]);
    this.orderings = new Ordering[this.others.length];
    for (int i = 0; i < orderings.length; i++) {
      orderings[i] = Ordering.of(value.type(), this.others[i].type());
    }
    this.negated = negated;
    this.context = context;
    this.fixed = slots.stream().allMatch(Slot::isFixed);
    if (fixed) {
      table.fill();
    }
  }

  /**
   * A test of membership.
   *
   * @param value owned by the result from now on
   * @param elements owned by the result from now on
   * @param negated whether it is asked that it is in none
   * @param context of the execution
   * @return true, false or null; false for a list without elements, whatever the value
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public static Scalar of(
      Scalar value, List<Scalar> elements, boolean negated, EvaluationContext context) {
    Arguments.requireGiven(value, "value");
    Arguments.requireGiven(elements, "elements");
    if (elements.isEmpty()) {
      return Slot.of(negated);
    }
    List<Scalar> all = new ArrayList<>(elements.size() + 1);
    all.add(value);
    for (Scalar element : elements) {
      if (TypeTable.common(value.type().kind(), element.type().kind()).isEmpty()) {
        throw Operands.undefined("in", value, element);
      }
      all.add(element);
    }
    List<Scalar> parts = Operands.comparable("in", all, context);
    List<Slot> slots = new ArrayList<>();
    List<Scalar> others = new ArrayList<>();
    for (Scalar element : parts.subList(1, parts.size())) {
      if (element instanceof Slot slot && !slot.isVarying()) {
        slots.add(slot);
      } else {
        others.add(element);
      }
    }
    return Folding.of(new Membership(parts.get(0), slots, others, negated, context), parts);
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!value.evaluate(frame)) {
      return false;
    }
    if (!fixed && madeIn != context.statements()) {
      table.fill();
      madeIn = context.statements();
    }
    if (table.contains(value)) {
      return truth(!negated);
    }
    boolean known = !table.hasNull();
    for (int i = 0; i < others.length; i++) {
      if (!others[i].evaluate(frame)) {
        known = false;
      } else if (orderings[i].equal(value, others[i])) {
        return truth(!negated);
      }
    }
    return known && truth(negated);
  }
}
