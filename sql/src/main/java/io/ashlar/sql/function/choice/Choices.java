package io.ashlar.sql.function.choice;

import io.ashlar.sql.operator.Conditional;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Makes choices from the arguments of calls. */
public final class Choices {

  private Choices() {}

  static Scalar nullIf(List<Scalar> arguments, EvaluationContext context) {
    return Conditional.nullIf(arguments.get(0), arguments.get(1), context);
  }

  static Scalar greatest(List<Scalar> arguments, EvaluationContext context) {
    return Conditional.extreme(arguments, true, context);
  }

  static Scalar least(List<Scalar> arguments, EvaluationContext context) {
    return Conditional.extreme(arguments, false, context);
  }

  static Scalar nvl2(List<Scalar> arguments, EvaluationContext context) {
    Scalar given = Logic.isNull(arguments.get(0), true);
    return Conditional.searched(
        List.of(given), List.of(arguments.get(1)), arguments.get(2), context);
  }

  static Scalar choose(List<Scalar> arguments, EvaluationContext context) {
    Scalar otherwise = arguments.size() > 2 ? arguments.get(2) : null;
    return Conditional.searched(
        List.of(arguments.get(0)), List.of(arguments.get(1)), otherwise, context);
  }

  /**
   * The result behind the first value that the first argument is equal to, as Oracle has it: null
   * is equal to null.
   *
   * @param arguments the operand, then values and results by turns, and a result for none at last
   *     if their number is even
   * @param context of the execution
   * @return the choice
   */
  public static Scalar decode(List<Scalar> arguments, EvaluationContext context) {
    List<Scalar> values = new ArrayList<>();
    List<Scalar> results = new ArrayList<>();
    int at = 1;
    for (; at + 1 < arguments.size(); at += 2) {
      values.add(arguments.get(at));
      results.add(arguments.get(at + 1));
    }
    Scalar otherwise = at < arguments.size() ? arguments.get(at) : null;
    return Conditional.decode(arguments.get(0), values, results, otherwise, context);
  }
}
