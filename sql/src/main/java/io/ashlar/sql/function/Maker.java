package io.ashlar.sql.function;

import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import java.util.List;

/** Makes the scalar of a function whose type, or way of evaluation, depends on its arguments. */
@FunctionalInterface
public interface Maker {

  /**
   * Makes a scalar.
   *
   * @param arguments as many as the definition says; owned by the result from now on
   * @param context of the execution
   * @return the scalar
   * @throws io.ashlar.sql.error.SqlException when the types do not go together
   */
  Scalar make(List<Scalar> arguments, EvaluationContext context);
}
