package io.ashlar.sql.bind;

import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.operator.Comparison;
import io.ashlar.sql.operator.ComparisonOperator;
import io.ashlar.sql.operator.Like;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.operator.Membership;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** Makes the scalars of conditions. */
final class ConditionBinder {

  private final Binding binding;
  private final ExpressionBinder expressions;
  private final EvaluationContext context;

  ConditionBinder(Binding binding, ExpressionBinder expressions) {
    this.binding = binding;
    this.expressions = expressions;
    this.context = binding.context();
  }

  Scalar bind(Condition condition) {
    if (condition instanceof Condition.Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof Condition.NullTest test) {
      return Logic.isNull(expressions.bind(test.operand()), test.negated());
    }
    if (condition instanceof Condition.Between between) {
      return between(between);
    }
    if (condition instanceof Condition.InList in) {
      return in(in);
    }
    if (condition instanceof Condition.Like like) {
      return like(like);
    }
    if (condition instanceof Condition.Distinction distinction) {
      Scalar[] sides = pair(distinction.left(), distinction.right());
      return Comparison.distinct(sides[0], sides[1], distinction.negated(), context);
    }
    if (condition instanceof Condition.TruthTest test) {
      return truth(test);
    }
    return subquery(condition);
  }

  private Scalar subquery(Condition condition) {
    Subqueries subqueries = expressions.subqueries(condition.offset());
    if (condition instanceof Condition.Exists exists) {
      return subqueries.exists(exists.query(), binding, expressions);
    }
    if (condition instanceof Condition.InQuery in) {
      List<Scalar> operands =
          (in.operand() instanceof Expression.RowValue row ? row.values() : List.of(in.operand()))
              .stream().map(expressions::bind).toList();
      return subqueries.in(operands, in.query(), in.negated(), binding, expressions);
    }
    Condition.Quantified quantified = (Condition.Quantified) condition;
    boolean any = quantified.quantifier() == Condition.Quantifier.ANY;
    Scalar operand = expressions.bind(quantified.left());
    Condition.ComparisonOperator operator = quantified.operator();
    boolean isIn = any && operator == Condition.ComparisonOperator.EQUAL;
    boolean isNotIn = !any && operator == Condition.ComparisonOperator.NOT_EQUAL;
    return isIn || isNotIn
        ? subqueries.in(List.of(operand), quantified.query(), isNotIn, binding, expressions)
        : subqueries.quantified(
            operator(operator), operand, quantified.query(), !any, binding, expressions);
  }

  private Scalar truth(Condition.TruthTest test) {
    Boolean asked =
        switch (test.value()) {
          case TRUE -> Boolean.TRUE;
          case FALSE -> Boolean.FALSE;
          default -> null;
        };
    return Logic.is(expressions.condition(test.operand()), asked, test.negated(), context);
  }

  private Scalar comparison(Condition.Comparison comparison) {
    if (comparison.left() instanceof Expression.RowValue left) {
      List<Expression> rights = row(comparison.right(), left.values().size());
      return rows(operator(comparison.operator()), left.values(), rights);
    }
    Scalar[] sides = pair(comparison.left(), comparison.right());
    return Comparison.of(operator(comparison.operator()), sides[0], sides[1], context);
  }

  /** The values of a row that is compared with one of some length. */
  private List<Expression> row(Expression expression, int width) {
    if (expression instanceof Expression.ScalarSubquery) {
      throw binding.unsupported(expression.offset(), "a row compared with a query");
    }
    if (!(expression instanceof Expression.RowValue other) || other.values().size() != width) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          expression.offset(),
          "A row is compared with a row of as many values.",
          "values",
          width);
    }
    return other.values();
  }

  /** Rows compare by the first values that differ. */
  private Scalar rows(ComparisonOperator operator, List<Expression> left, List<Expression> right) {
    if (operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL) {
      Scalar equal = equal(left, right);
      return operator == ComparisonOperator.EQUAL ? equal : Logic.not(equal, context);
    }
    boolean less =
        operator == ComparisonOperator.LESS || operator == ComparisonOperator.LESS_OR_EQUAL;
    ComparisonOperator strict = less ? ComparisonOperator.LESS : ComparisonOperator.GREATER;
    Scalar result = null;
    for (int i = left.size() - 1; i >= 0; i--) {
      boolean last = i == left.size() - 1;
      Scalar here = compared(last ? operator : strict, left.get(i), right.get(i));
      if (!last) {
        Scalar same = compared(ComparisonOperator.EQUAL, left.get(i), right.get(i));
        here = Logic.or(List.of(here, Logic.and(List.of(same, result), context)), context);
      }
      result = here;
    }
    return result;
  }

  private Scalar compared(ComparisonOperator operator, Expression left, Expression right) {
    Scalar[] sides = pair(left, right);
    return Comparison.of(operator, sides[0], sides[1], context);
  }

  private Scalar equal(List<Expression> left, List<Expression> right) {
    List<Scalar> equalities = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      equalities.add(compared(ComparisonOperator.EQUAL, left.get(i), right.get(i)));
    }
    return Logic.and(equalities, context);
  }

  static ComparisonOperator operator(Condition.ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> ComparisonOperator.EQUAL;
      case NOT_EQUAL -> ComparisonOperator.NOT_EQUAL;
      case LESS -> ComparisonOperator.LESS;
      case LESS_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
      case GREATER -> ComparisonOperator.GREATER;
      case GREATER_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
    };
  }

  /** Both sides, of which one that is a parameter has the type of the other. */
  private Scalar[] pair(Expression left, Expression right) {
    if (left instanceof Expression.Parameter) {
      Scalar second = expressions.bind(right);
      return new Scalar[] {expressions.bind(left, compared(second)), second};
    }
    Scalar first = expressions.bind(left);
    return new Scalar[] {first, expressions.bind(right, compared(first))};
  }

  private static SqlType compared(Scalar side) {
    return ParameterTypes.comparedWith(side.type());
  }

  private Scalar between(Condition.Between between) {
    Scalar operand;
    if (between.operand() instanceof Expression.Parameter) {
      operand = expressions.bind(between.operand(), compared(expressions.bind(between.low())));
    } else {
      operand = expressions.bind(between.operand());
    }
    SqlType bound = compared(operand);
    Scalar low = expressions.bind(between.low(), bound);
    Scalar high = expressions.bind(between.high(), bound);
    if (!between.symmetric()) {
      return Comparison.between(operand, low, high, between.negated(), context);
    }
    Scalar again = expressions.bind(between.operand(), bound);
    Scalar otherLow = expressions.bind(between.high(), bound);
    Scalar otherHigh = expressions.bind(between.low(), bound);
    Scalar either =
        Logic.or(
            List.of(
                Comparison.between(operand, low, high, false, context),
                Comparison.between(again, otherLow, otherHigh, false, context)),
            context);
    return between.negated() ? Logic.not(either, context) : either;
  }

  private Scalar in(Condition.InList in) {
    if (in.operand() instanceof Expression.RowValue) {
      return rowIn(in);
    }
    SqlType expected = SqlType.UNKNOWN;
    if (in.operand() instanceof Expression.Parameter && !in.items().isEmpty()) {
      expected = compared(expressions.bind(in.items().get(0)));
    }
    Scalar operand = expressions.bind(in.operand(), expected);
    List<Scalar> items = new ArrayList<>(in.items().size());
    for (Expression item : in.items()) {
      items.add(expressions.bind(item, compared(operand)));
    }
    return Membership.of(operand, items, in.negated(), context);
  }

  /** {@code (a, b) IN ((1, 2), (3, 4))} is a disjunction of conjunctions. */
  private Scalar rowIn(Condition.InList in) {
    Expression.RowValue row = (Expression.RowValue) in.operand();
    List<Scalar> rows = new ArrayList<>();
    for (Expression item : in.items()) {
      rows.add(equal(row.values(), row(item, row.values().size())));
    }
    Scalar any = Logic.or(rows, context);
    return in.negated() ? Logic.not(any, context) : any;
  }

  private Scalar like(Condition.Like like) {
    Scalar operand = expressions.bind(like.operand(), SqlType.TEXT);
    Scalar pattern = expressions.bind(like.pattern(), SqlType.TEXT);
    Scalar escape = null;
    if (like.escape().isPresent()) {
      escape = expressions.bind(like.escape().get(), SqlType.TEXT);
    }
    return Like.of(operand, pattern, escape, like.caseInsensitive(), like.negated(), context);
  }
}
