package io.ashlar.sql.scalar;

import io.ashlar.argument.Arguments;

/**
 * What depends on the session alone, its zone or the instant of the statement: computed once in
 * each statement.
 */
public final class PerStatement extends Scalar {

  private static final long NEVER = -1;

  private final Scalar source;
  private final EvaluationContext context;
  private long computedIn = NEVER;
  private boolean given;

  /**
   * Keeps what a scalar computes.
   *
   * @param source owned by this from now on; depends on neither row nor parameters
   * @param context of the execution
   */
  public PerStatement(Scalar source, EvaluationContext context) {
    super(source.type());
    Arguments.requireGiven(context, "context");
    this.source = source;
    this.context = context;
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (computedIn != context.statements()) {
      given = source.evaluate(frame);
      if (given) {
        take(source);
      }
      computedIn = context.statements();
    }
    return given;
  }
}
