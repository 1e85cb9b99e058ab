package io.ashlar.sql.plan;

import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.ParameterTypes;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.bind.View;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.plan.join.OpenQuery;
import io.ashlar.sql.plan.join.Term;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A query in FROM that is bound, and not yet planned to its end: terms of the query around it are
 * handed into its WHERE meanwhile.
 *
 * <p>A term is handed down when it compares columns of the query with each other, with literals,
 * parameters and columns of the rows around it all, and each of those columns is a plain column of
 * what the query reads. Such terms cannot fail, so that it does not matter for which rows they are
 * judged. In a query that groups a plain column is a key, whose groups stay or go as a whole.
 * Queries that limit, number or mix their rows take none, and neither do those that call volatile
 * functions or ask other queries in their expressions, since it can be seen for how many rows that
 * is done.
 */
final class OpenBlock extends OpenQuery {

  private final FromPlanner from;
  private final SelectList outputs;
  private final Supplier<RowSource> rest;
  private final List<Expression> handed = new ArrayList<>();
  private UnaryOperator<SqlException> refusal = refused -> refused;
  private RowSource rows;

  /** Of what is bound; the rest places it, with what was handed into it, and makes the rows. */
  OpenBlock(FromPlanner from, SelectList outputs, Supplier<RowSource> rest) {
    this.from = from;
    this.outputs = outputs;
    this.rest = rest;
  }

  /** Whether a query is one SELECT whose rows stay or go each by itself, or with its group. */
  static boolean isPlain(Query query) {
    return query.body() instanceof QueryBody.Select select
        && query.with().isEmpty()
        && query.limit().isEmpty()
        && query.locks().isEmpty()
        && select.distinct().isEmpty()
        && select.top().isEmpty()
        && select.windows().isEmpty()
        && select.groupBy().stream()
            .flatMap(clause -> clause.elements().stream())
            .allMatch(QueryBody.Grouping.class::isInstance);
  }

  /** Whether terms may be handed down, as far as all terms are concerned. */
  boolean isOpen() {
    return !from.scope().hasVolatile() && from.scope().queries() == 0;
  }

  /** Says what becomes of it when the rest of the query is refused. */
  void refusing(UnaryOperator<SqlException> as) {
    refusal = as;
  }

  @Override
  public void clear() {
    handed.clear();
  }

  @Override
  public boolean takes(Term term, Source source, int number, ExpressionBinder around) {
    View before = around.scope().use(term.view());
    try {
      Optional<Expression> condition =
          new Translation(source, number, around).condition(term.condition());
      condition.ifPresent(handed::add);
      return condition.isPresent();
    } finally {
      around.scope().use(before);
    }
  }

  @Override
  public RowSource planned() {
    if (rows == null) {
      try {
        handed.forEach(from::where);
        rows = rest.get();
      } catch (SqlException refused) {
        throw refusal.apply(refused);
      }
    }
    return rows;
  }

  /** Says with the names of the query what was said with those around it. */
  private final class Translation {

    private final Source source;
    private final int number;
    private final ExpressionBinder around;

    Translation(Source source, int number, ExpressionBinder around) {
      this.source = source;
      this.number = number;
      this.around = around;
    }

    Optional<Expression> condition(Expression condition) {
      if (condition instanceof Expression.Junction junction) {
        return all(junction.terms(), this::condition)
            .map(terms -> new Expression.Junction(junction.offset(), junction.kind(), terms));
      }
      if (condition instanceof Condition.NullTest test) {
        return column(test.operand())
            .map(column -> new Condition.NullTest(test.offset(), column, test.negated()));
      }
      if (condition instanceof Condition.Comparison comparison) {
        return comparison(comparison);
      }
      if (condition instanceof Condition.Between between) {
        return all(
                List.of(between.operand(), between.low(), between.high()),
                each -> operand(each, between.operand()))
            .map(
                all ->
                    new Condition.Between(
                        between.offset(),
                        all.get(0),
                        between.negated(),
                        between.symmetric(),
                        all.get(1),
                        all.get(2)));
      }
      if (condition instanceof Condition.InList in) {
        return column(in.operand())
            .flatMap(
                column ->
                    all(in.items(), item -> operand(item, in.operand()))
                        .map(
                            items ->
                                new Condition.InList(in.offset(), column, in.negated(), items)));
      }
      return Optional.empty();
    }

    private Optional<Expression> comparison(Condition.Comparison comparison) {
      Expression left = comparison.left();
      Expression right = comparison.right();
      Expression column = number(left) >= 0 ? left : right;
      return all(List.of(left, right), each -> operand(each, column))
          .map(
              sides ->
                  new Condition.Comparison(
                      comparison.offset(), comparison.operator(), sides.get(0), sides.get(1)));
    }

    private Optional<List<Expression>> all(
        List<Expression> parts, Function<Expression, Optional<Expression>> each) {
      List<Expression> translated = new ArrayList<>();
      for (Expression part : parts) {
        Optional<Expression> one = each.apply(part);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        translated.add(one.get());
      }
      return Optional.of(translated);
    }

    /** A column of the query, or a value that is compared with one. */
    private Optional<Expression> operand(Expression expression, Expression compared) {
      if (expression instanceof Literal
          || expression instanceof Expression.Parameter
          || around.scope().isFree(expression)) {
        int column = number(compared);
        if (column < 0) {
          return Optional.empty();
        }
        SqlType type = ParameterTypes.comparedWith(source.columns().get(column).type());
        Supplier<Scalar> bound = () -> around.bind(expression, type);
        return Optional.of(from.scope().given(expression.offset(), bound));
      }
      return column(expression);
    }

    /** What the query computes a column from, where that is a column of what it reads. */
    private Optional<Expression> column(Expression expression) {
      int column = number(expression);
      if (column < 0
          || !(outputs.written(column) instanceof Expression.ColumnReference inner)
          || !isRead(inner)) {
        return Optional.empty();
      }
      return Optional.of(inner);
    }

    private boolean isRead(Expression.ColumnReference inner) {
      return from.scope().columnOf(inner) != null;
    }

    /** The number of the column of the query that an expression is; -1 for none. */
    private int number(Expression expression) {
      View.Named column = around.scope().columnOf(expression);
      return column != null && column.source() == number ? column.column() : -1;
    }
  }

  @Override
  public void open(ReadTransaction transaction) {
    planned().open(transaction);
  }

  @Override
  public boolean next() {
    return planned().next();
  }

  @Override
  public void explain(PlanText plan) {
    planned().explain(plan);
  }

  @Override
  public void close() {
    planned().close();
  }

  @Override
  public void release() {
    if (rows != null) {
      rows.release();
    }
  }
}
