package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import java.util.List;

/**
 * An aggregate function.
 *
 * @param names in lower case, the one that is shown first
 * @param signature what is shown: {@code sum(number) → bigint, numeric or double}
 * @param description one line
 * @param fewest the fewest arguments
 * @param most the most arguments
 * @param maker makes an accumulator
 */
public record AggregateDefinition(
    List<String> names, String signature, String description, int fewest, int most, Maker maker) {

  /** Makes accumulators. */
  @FunctionalInterface
  public interface Maker {

    /**
     * An accumulator without rows.
     *
     * @param arguments as many as the definition says; owned by the accumulator from now on
     * @param context of the execution
     * @return null when it takes no arguments of these types
     */
    Accumulator make(List<Scalar> arguments, EvaluationContext context);
  }
}
