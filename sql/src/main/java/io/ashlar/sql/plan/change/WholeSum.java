package io.ashlar.sql.plan.change;

import io.ashlar.query.Column;
import io.ashlar.query.IntegerExpression;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.plan.TableSelection;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlType;
import java.util.BitSet;

/**
 * Sums and differences of whole numbers, which the table computes of the row as it is when it is
 * locked: {@code balance + ?}.
 */
final class WholeSum {

  private final TableSelection selection;

  WholeSum(TableSelection selection) {
    this.selection = selection;
  }

  /** The expression as the table computes it; null when it is something else. */
  IntegerExpression lower(Expression expression) {
    if (expression instanceof Expression.Chain chain) {
      return chain(chain);
    }
    if (expression instanceof Expression.ColumnReference reference) {
      Column column = selection.columnOf(reference);
      return column instanceof IntegerExpression number ? number : null;
    }
    return operand(expression);
  }

  private IntegerExpression chain(Expression.Chain chain) {
    IntegerExpression sum = lower(chain.first());
    for (Expression.Step step : chain.steps()) {
      IntegerExpression next = sum == null ? null : lower(step.operand());
      if (next == null) {
        return null;
      }
      switch (step.operator()) {
        case ADD -> sum = sum.plus(next);
        case SUBTRACT -> sum = sum.minus(next);
        default -> {
          return null;
        }
      }
    }
    return sum;
  }

  /** What depends on no row, as a parameter. */
  private IntegerExpression operand(Expression expression) {
    ExpressionBinder expressions = selection.expressions();
    BitSet asked = expressions.scope().watch(true);
    SqlType type = expressions.bind(expression, SqlType.BIGINT).type();
    boolean isFree = asked.isEmpty() && type.kind().isWhole() && !expressions.scope().wasVolatile();
    expressions.scope().unwatch();
    if (!isFree) {
      return null;
    }
    Scalar value = expressions.bind(expression, SqlType.BIGINT);
    return IntegerExpression.of(
        selection.operand(Casts.implicit(value, SqlType.BIGINT, expressions.context())));
  }
}
