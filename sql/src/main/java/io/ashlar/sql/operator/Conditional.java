package io.ashlar.sql.operator;

import io.ashlar.argument.Arguments;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Folding;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * Choices: CASE, COALESCE, NULLIF, GREATEST, LEAST. What is chosen among is brought to the type
 * that it has in common; what is not chosen is not evaluated.
 */
public final class Conditional {

  private Conditional() {}

  /**
   * CASE with conditions.
   *
   * @param conditions booleans; the first that is true decides
   * @param results one for each condition
   * @param otherwise the result when none is true; null for null
   * @param context of the execution
   * @return the choice
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar searched(
      List<Scalar> conditions, List<Scalar> results, Scalar otherwise, EvaluationContext context) {
    List<Scalar> truths = new ArrayList<>(conditions.size());
    for (Scalar condition : conditions) {
      truths.add(Operands.truth("case when", condition, context));
    }
    List<Scalar> choices = choices(results, otherwise, context);
    List<Scalar> parts = new ArrayList<>(truths);
    parts.addAll(choices);
    return Folding.of(new Searched(truths, choices), parts);
  }

  /**
   * CASE with an operand.
   *
   * @param operand evaluated once; null is equal to nothing
   * @param values the first that is equal decides
   * @param results one for each value
   * @param otherwise the result when none is equal; null for null
   * @param context of the execution
   * @return the choice
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar simple(
      Scalar operand,
      List<Scalar> values,
      List<Scalar> results,
      Scalar otherwise,
      EvaluationContext context) {
    return simple(operand, values, results, otherwise, false, context);
  }

  /**
   * The same, as DECODE of Oracle has it: null is equal to null.
   *
   * @param operand evaluated once
   * @param values the first that is equal decides
   * @param results one for each value
   * @param otherwise the result when none is equal; null for null
   * @param context of the execution
   * @return the choice
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar decode(
      Scalar operand,
      List<Scalar> values,
      List<Scalar> results,
      Scalar otherwise,
      EvaluationContext context) {
    return simple(operand, values, results, otherwise, true, context);
  }

  private static Scalar simple(
      Scalar operand,
      List<Scalar> values,
      List<Scalar> results,
      Scalar otherwise,
      boolean nullsMatch,
      EvaluationContext context) {
    List<Scalar> compared = new ArrayList<>(values.size() + 1);
    compared.add(operand);
    compared.addAll(values);
    compared = Operands.comparable("case", compared, context);
    List<Scalar> choices = choices(results, otherwise, context);
    List<Scalar> parts = new ArrayList<>(compared);
    parts.addAll(choices);
    return Folding.of(new Simple(compared, choices, nullsMatch), parts);
  }

  private static List<Scalar> choices(
      List<Scalar> results, Scalar otherwise, EvaluationContext context) {
    List<Scalar> choices = new ArrayList<>(results);
    choices.add(otherwise == null ? Slot.nullOf(SqlType.UNKNOWN) : otherwise);
    return Operands.unified(choices, Operands.common("case", choices), context);
  }

  /**
   * The first value that is not null.
   *
   * @param values at least one
   * @param context of the execution
   * @return null when all are
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar coalesce(List<Scalar> values, EvaluationContext context) {
    Arguments.requireGiven(values, "values");
    SqlType common = Operands.common("coalesce", values);
    List<Scalar> parts = Operands.unified(values, common, context);
    return parts.size() == 1
        ? parts.get(0)
        : Folding.of(new Coalesce(common, parts.toArray(new Scalar[0])), parts);
  }

  /**
   * A value, but null when it is equal to another.
   *
   * @param value gives the type
   * @param other what it is compared with
   * @param context of the execution
   * @return the value or null
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar nullIf(Scalar value, Scalar other, EvaluationContext context) {
    List<Scalar> sides = Operands.comparable("nullif", List.of(value, other), context);
    return Folding.of(new NullIf(sides.get(0), sides.get(1)), sides);
  }

  /**
   * The greatest or least of values; those that are null do not count.
   *
   * @param values at least one
   * @param greatest which of both
   * @param context of the execution
   * @return null when all are
   * @throws io.ashlar.sql.error.SqlException 42804 when types do not go together
   */
  public static Scalar extreme(List<Scalar> values, boolean greatest, EvaluationContext context) {
    String name = greatest ? "greatest" : "least";
    SqlType common = Operands.common(name, values);
    List<Scalar> parts = Operands.unified(values, common, context);
    return Folding.of(new Extreme(common, parts.toArray(new Scalar[0]), greatest), parts);
  }

  /** A choice whose registers are those of one of its parts. */
  private abstract static class Choice extends Scalar {

    Choice(SqlType type) {
      super(type);
    }

    final boolean choose(Scalar chosen, Frame frame) {
      if (!chosen.evaluate(frame)) {
        return false;
      }
      take(chosen);
      return true;
    }
  }

  private static final class Searched extends Choice {

    private final Scalar[] conditions;
    private final Scalar[] results;

    Searched(List<Scalar> conditions, List<Scalar> results) {
      super(Operands.common("case", results));
      this.conditions = conditions.toArray(new Scalar[0]);
      this.results = results.toArray(new Scalar[0]);
    }

    @Override
    public boolean evaluate(Frame frame) {
      int chosen = 0;
      while (chosen < conditions.length && !Logic.holds(conditions[chosen], frame)) {
        chosen++;
      }
      return choose(results[chosen], frame);
    }
  }

  private static final class Simple extends Choice {

    private final Scalar[] compared;
    private final Ordering[] orderings;
    private final Scalar[] results;
    private final boolean nullsMatch;

    Simple(List<Scalar> compared, List<Scalar> results, boolean nullsMatch) {
      super(Operands.common("case", results));
      this.compared = compared.toArray(new Scalar[0]);
      this.results = results.toArray(new Scalar[0]);
      this.nullsMatch = nullsMatch;
      this.orderings = new Ordering[this.compared.length];
      for (int i = 1; i < orderings.length; i++) {
        orderings[i] = Ordering.of(this.compared[0].type(), this.compared[i].type());
      }
    }

    @Override
    public boolean evaluate(Frame frame) {
      int last = results.length - 1;
      boolean given = compared[0].evaluate(frame);
      for (int i = 0; i < last && (given || nullsMatch); i++) {
        if (matches(i + 1, given, frame)) {
          return choose(results[i], frame);
        }
      }
      return choose(results[last], frame);
    }

    private boolean matches(int value, boolean given, Frame frame) {
      if (!compared[value].evaluate(frame)) {
        return nullsMatch && !given;
      }
      return given && orderings[value].equal(compared[0], compared[value]);
    }
  }

  private static final class Coalesce extends Choice {

    private final Scalar[] values;

    Coalesce(SqlType type, Scalar[] values) {
      super(type);
      this.values = values;
    }

    @Override
    public boolean evaluate(Frame frame) {
      for (Scalar value : values) {
        if (choose(value, frame)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class NullIf extends Choice {

    private final Scalar value;
    private final Scalar other;
    private final Ordering ordering;

    NullIf(Scalar value, Scalar other) {
      super(value.type());
      this.value = value;
      this.other = other;
      this.ordering = Ordering.of(value.type(), other.type());
    }

    @Override
    public boolean evaluate(Frame frame) {
      return choose(value, frame) && !(other.evaluate(frame) && ordering.equal(value, other));
    }
  }

  private static final class Extreme extends Choice {

    private final Scalar[] values;
    private final boolean greatest;
    private final Ordering ordering;

    Extreme(SqlType type, Scalar[] values, boolean greatest) {
      super(type);
      this.values = values;
      this.greatest = greatest;
      this.ordering = Ordering.of(type, type);
    }

    @Override
    public boolean evaluate(Frame frame) {
      boolean found = false;
      for (Scalar value : values) {
        if (!value.evaluate(frame)) {
          continue;
        }
        int order = found ? ordering.compare(value, this) : 0;
        if (!found || (greatest ? order > 0 : order < 0)) {
          take(value);
          found = true;
        }
      }
      return found;
    }
  }
}
