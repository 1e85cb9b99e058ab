package io.ashlar.sql.plan;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.OuterRows;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.plan.join.Term;
import io.ashlar.sql.plan.join.Terms;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A query in EXISTS that is tied to the rows around it by equalities alone, taken apart: the query
 * without them, and the values on their sides.
 *
 * @param query gives the values of its own sides of the equalities
 * @param outer the values on the other sides
 */
record SemiJoin(Query query, List<Expression> outer) {

  /**
   * Takes a query apart; null when it is tied otherwise, or is found by a key of a table for each
   * row.
   */
  static SemiJoin of(Query query, Binding binding, Tables tables, ExpressionBinder around) {
    if (!(query.body() instanceof QueryBody.Select select)
        || query.with().isPresent()
        || query.limit().isPresent()
        || !query.locks().isEmpty()
        || select.top().isPresent()
        || select.groupBy().isPresent()
        || select.having().isPresent()
        || select.from().isEmpty()
        || select.where().isEmpty()) {
      return null;
    }
    return new Analysis(binding, tables, around, select).taken(query);
  }

  /** Looks at the terms of WHERE, without planning anything. */
  private static final class Analysis {

    private final OuterRows outer;
    private final ExpressionBinder expressions;
    private final FromPlanner from;
    private final Terms terms;
    private final QueryBody.Select select;
    private final List<Expression> inner = new ArrayList<>();
    private final List<Expression> outside = new ArrayList<>();
    private final List<Expression> rest = new ArrayList<>();

    Analysis(Binding binding, Tables tables, ExpressionBinder around, QueryBody.Select select) {
      this.select = select;
      this.outer = new OuterRows(around);
      this.expressions = new ExpressionBinder(binding, new Scope(binding, outer));
      this.from = new FromPlanner(binding, tables, expressions, new FrameLayout());
      this.terms = new Terms(expressions);
    }

    SemiJoin taken(Query query) {
      from.from(select.from());
      if (outer.uses() > 0) {
        return null;
      }
      List<Term> all = new ArrayList<>();
      terms.add(select.where().orElseThrow(), all);
      for (Term term : all) {
        boolean isFree = uses(term.condition()) == 0;
        if (isFree && !term.isVolatile()) {
          rest.add(term.condition());
        } else if (term.isVolatile() || !isTie(term)) {
          return null;
        }
      }
      return inner.isEmpty() ? null : new SemiJoin(remaining(query), outside);
    }

    private int uses(Expression expression) {
      int before = outer.uses();
      expressions.scope().watch(true);
      expressions.bind(expression);
      expressions.scope().unwatch();
      return outer.uses() - before;
    }

    /** Whether a term is an equality of a value of the query with one of the rows around. */
    private boolean isTie(Term term) {
      if (!term.isEquality()) {
        return false;
      }
      Condition.Comparison comparison = (Condition.Comparison) term.condition();
      return isTie(comparison.left(), comparison.right(), term)
          || isTie(comparison.right(), comparison.left(), term);
    }

    private boolean isTie(Expression own, Expression other, Term term) {
      if (uses(own) > 0 || !asks(own) || uses(other) == 0 || asks(other) || isByKey(term)) {
        return false;
      }
      inner.add(own);
      outside.add(other);
      return true;
    }

    private boolean asks(Expression expression) {
      BitSet asked = expressions.scope().watch(true);
      expressions.bind(expression);
      expressions.scope().unwatch();
      return !asked.isEmpty();
    }

    private boolean isByKey(Term term) {
      return from.items().stream().anyMatch(item -> item.isByKey(term, terms, true));
    }

    private Query remaining(Query query) {
      List<QueryBody.SelectItem> items = new ArrayList<>();
      for (Expression value : inner) {
        items.add(new QueryBody.Column(value.offset(), value, Optional.empty()));
      }
      Optional<Expression> where =
          rest.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  rest.size() == 1
                      ? rest.get(0)
                      : new Expression.Junction(
                          select.offset(), Expression.JunctionKind.AND, List.copyOf(rest)));
      QueryBody.Select keyed =
          new QueryBody.Select(
              select.offset(),
              Optional.empty(),
              Optional.empty(),
              items,
              select.from(),
              where,
              Optional.empty(),
              Optional.empty(),
              List.of());
      return new Query(
          query.offset(), Optional.empty(), keyed, List.of(), Optional.empty(), List.of());
    }
  }
}
