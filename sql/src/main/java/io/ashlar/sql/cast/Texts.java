package io.ashlar.sql.cast;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.TextBuilder;

/** The texts of values, for whoever puts several of them together. */
public final class Texts {

  private Texts() {}

  /**
   * Appends what a cast to text gives. Allocates for doubles and decimals of many digits alone.
   *
   * @param value evaluated, and not null
   * @param context of the execution
   * @param target where to append; not a builder that the value stands in
   */
  public static void append(Scalar value, EvaluationContext context, TextBuilder target) {
    TextCast.append(value, context, target);
  }
}
