package io.ashlar.sql.plan.join;

import io.ashlar.query.Column;
import io.ashlar.query.Predicate;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.View;
import io.ashlar.sql.lower.PredicateLowering;
import io.ashlar.sql.operator.Comparison;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** Binds conditions, each where it stands. */
public final class Terms {

  private final ExpressionBinder expressions;
  private boolean asked;

  /**
   * Two values that must be equal.
   *
   * @param one of the one side
   * @param other of the other, comparable with it
   */
  record Equality(Scalar one, Scalar other) {}

  /**
   * Of one query block.
   *
   * @param expressions binds them, and says what their names mean
   */
  public Terms(ExpressionBinder expressions) {
    this.expressions = expressions;
  }

  private Scope scope() {
    return expressions.scope();
  }

  private <T> T within(View view, Supplier<T> binding) {
    View before = scope().use(view);
    try {
      return binding.get();
    } finally {
      scope().use(before);
    }
  }

  /**
   * Adds the terms of a condition, whose names mean what can be seen now: one for each part that
   * AND connects.
   *
   * @param condition the condition
   * @param terms take them
   * @throws io.ashlar.sql.error.SqlException when it cannot be understood, with line and column
   */
  public void add(Expression condition, List<Term> terms) {
    if (condition instanceof Expression.Junction junction
        && junction.kind() == Expression.JunctionKind.AND) {
      junction.terms().forEach(term -> add(term, terms));
      return;
    }
    BitSet asked = scope().watch(true);
    expressions.condition(condition);
    scope().unwatch();
    View.Named left = null;
    View.Named right = null;
    if (condition instanceof Condition.Comparison comparison) {
      left = scope().columnOf(comparison.left());
      right = scope().columnOf(comparison.right());
    }
    boolean isVolatile = scope().wasVolatile();
    terms.add(new Term(condition, scope().view(), asked, isVolatile, left, right));
  }

  Scalar bind(Term term) {
    int before = scope().queries();
    Scalar bound = within(term.view(), () -> expressions.condition(term.condition()));
    asked |= scope().queries() > before;
    return bound;
  }

  /**
   * Whether a query is asked to judge a term that was bound.
   *
   * @return false as long as none was
   */
  public boolean haveAsked() {
    return asked;
  }

  List<Scalar> bindAll(List<Term> terms) {
    List<Scalar> bound = new ArrayList<>(terms.size());
    terms.forEach(term -> bound.add(bind(term)));
    return bound;
  }

  /** A conjunction; null for nothing. */
  Scalar and(List<Term> terms) {
    return terms.isEmpty() ? null : Logic.and(bindAll(terms), expressions.context());
  }

  /** What a table judges of a term; null when it cannot. */
  Predicate lower(Term term, PredicateLowering lowering) {
    return term.isVolatile() ? null : within(term.view(), () -> lowering.lower(term.condition()));
  }

  /** The equality that a term is, of a value of some sources and one of others; null for none. */
  Equality equality(Term term, BitSet one, BitSet other) {
    if (term.isVolatile()
        || !(term.condition() instanceof Condition.Comparison comparison)
        || comparison.operator() != Condition.ComparisonOperator.EQUAL) {
      return null;
    }
    return within(
        term.view(),
        () -> {
          BitSet left = asked(term.left(), comparison.left());
          BitSet right = asked(term.right(), comparison.right());
          if (isOf(left, one) && isOf(right, other)) {
            return equality(comparison.left(), comparison.right());
          }
          return isOf(left, other) && isOf(right, one)
              ? equality(comparison.right(), comparison.left())
              : null;
        });
  }

  private static boolean isOf(BitSet asked, BitSet some) {
    return !asked.isEmpty() && Term.isWithin(asked, some);
  }

  /** The sources that a side of a comparison names. */
  private BitSet asked(View.Named column, Expression expression) {
    if (column != null) {
      return scope().itself(column.source());
    }
    BitSet asked = scope().watch(true);
    expressions.bind(expression);
    scope().unwatch();
    return asked;
  }

  private Equality equality(Expression one, Expression other) {
    Scalar first = expressions.bind(one);
    Scalar second = expressions.bind(other);
    List<Scalar> sides = Comparison.comparable(first, second, expressions.context());
    return new Equality(sides.get(0), sides.get(1));
  }

  /**
   * The column of a source that a comparison compares with something else, and a table has; null
   * for none.
   *
   * @param equal whether only {@code =} counts
   */
  Column compared(Term term, int source, boolean equal) {
    if (!(term.condition() instanceof Condition.Comparison comparison)
        || comparison.operator() == Condition.ComparisonOperator.NOT_EQUAL
        || (equal && comparison.operator() != Condition.ComparisonOperator.EQUAL)) {
      return null;
    }
    Column left = column(term.left(), source);
    return left == null ? column(term.right(), source) : left;
  }

  private Column column(View.Named named, int source) {
    return named != null && named.source() == source
        ? scope().sources().get(source).columns().get(named.column()).column()
        : null;
  }

  /** Whether a term is never true of a row of nulls of a source that it names. */
  boolean rejectsNulls(Term term, BitSet sources) {
    Expression condition = term.condition();
    if (condition instanceof Condition.Comparison) {
      return isOf(term.left(), sources) || isOf(term.right(), sources);
    }
    if (condition instanceof Condition.NullTest test) {
      return test.negated() && isColumn(term, test.operand(), sources);
    }
    if (condition instanceof Condition.InList in) {
      return !in.items().isEmpty() && isColumn(term, in.operand(), sources);
    }
    if (condition instanceof Condition.Between between) {
      return !between.negated() && isColumn(term, between.operand(), sources);
    }
    return condition instanceof Condition.Like like && isColumn(term, like.operand(), sources);
  }

  private boolean isColumn(Term term, Expression expression, BitSet sources) {
    return within(term.view(), () -> isOf(scope().columnOf(expression), sources));
  }

  private static boolean isOf(View.Named column, BitSet sources) {
    return column != null && sources.get(column.source());
  }
}
