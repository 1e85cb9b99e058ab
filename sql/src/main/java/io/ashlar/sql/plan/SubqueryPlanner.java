package io.ashlar.sql.plan;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.OuterRows;
import io.ashlar.sql.bind.Subqueries;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowSubquery;
import io.ashlar.sql.execute.Subquery;
import io.ashlar.sql.join.EqualityKeys;
import io.ashlar.sql.join.KeySet;
import io.ashlar.sql.join.Quantified;
import io.ashlar.sql.operator.Comparison;
import io.ashlar.sql.operator.ComparisonOperator;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** Plans queries that stand in expressions. Each statement has one of its own. */
public final class SubqueryPlanner implements Subqueries {

  /** As many columns as there are. */
  private static final int ANY = -1;

  private final Tables tables;
  private final List<RowSource> planned;

  /**
   * For one statement.
   *
   * @param tables what names of tables mean
   */
  public SubqueryPlanner(Tables tables) {
    this(tables, new ArrayList<>());
  }

  private SubqueryPlanner(Tables tables, List<RowSource> planned) {
    this.tables = tables;
    this.planned = planned;
  }

  /** Plans the queries of a view, where names mean something else; released with all others. */
  SubqueryPlanner within(Tables view) {
    return new SubqueryPlanner(view, planned);
  }

  /** Gives up what all queries that were planned here keep between runs. */
  public void release() {
    planned.forEach(RowSource::release);
  }

  @Override
  public Scalar value(Query query, Binding binding, ExpressionBinder outer) {
    Planned inner = plan(query, binding, outer, 1);
    return Subquery.value(inner.type(), inner.run);
  }

  @Override
  public List<Scalar> row(Query query, Binding binding, ExpressionBinder outer) {
    Planned inner = plan(query, binding, outer, ANY);
    return RowSubquery.of(inner.types, inner.run);
  }

  @Override
  public Scalar exists(Query query, Binding binding, ExpressionBinder outer) {
    Planned whole = plan(query, binding, outer, ANY);
    Scalar each = Subquery.exists(whole.run);
    if (whole.run.captured().isEmpty() || whole.isGrouped) {
      return each;
    }
    SemiJoin apart = SemiJoin.of(query, binding, tables, outer);
    if (apart == null) {
      return each;
    }
    List<Scalar> sought = apart.outer().stream().map(outer::bind).toList();
    Planned keyed = plan(apart.query(), binding, outer, ANY);
    return keyed.run.captured().isEmpty()
        ? kept(keyed, sought, KeySet.Asked.EXISTS, each, binding)
        : each;
  }

  /** Asks for values that are kept of a query which names nothing around it. */
  private static Scalar kept(
      Planned query, List<Scalar> sought, KeySet.Asked asked, Scalar each, Binding binding) {
    List<Scalar> probes = new ArrayList<>();
    List<Scalar> own = new ArrayList<>();
    for (int i = 0; i < sought.size(); i++) {
      Scalar column = ColumnReference.of(query.types.get(i), i);
      List<Scalar> sides = Comparison.comparable(sought.get(i), column, binding.context());
      probes.add(sides.get(0));
      own.add(sides.get(1));
    }
    return new KeySet(query.run, query.types, new EqualityKeys(probes, own), asked, each);
  }

  @Override
  public Scalar in(
      List<Scalar> operands,
      Query query,
      boolean negated,
      Binding binding,
      ExpressionBinder outer) {
    Planned inner = plan(query, binding, outer, operands.size());
    KeySet.Asked asked = negated ? KeySet.Asked.NOT_IN : KeySet.Asked.IN;
    return kept(inner, operands, asked, null, binding);
  }

  @Override
  public Scalar quantified(
      ComparisonOperator operator,
      Scalar operand,
      Query query,
      boolean all,
      Binding binding,
      ExpressionBinder outer) {
    Planned inner = plan(query, binding, outer, 1);
    return new Quantified(operator, operand, inner.type(), all, inner.run);
  }

  /** What a query names of the rows around it. */
  static List<Subquery.Captured> captured(OuterRows around) {
    return around.captured().stream()
        .map(value -> new Subquery.Captured(value.outer(), value.slot()))
        .toList();
  }

  /** A query and the types of its columns. */
  private record Planned(Subquery.Run run, List<SqlType> types, boolean isGrouped) {

    SqlType type() {
      return types.get(0);
    }
  }

  private Planned plan(Query query, Binding binding, ExpressionBinder outer, int width) {
    OuterRows around = new OuterRows(outer);
    QueryPlanner planner = new QueryPlanner(binding, tables, around);
    PlannedQuery inner = planner.plan(query);
    if (width != ANY && inner.columns().size() != width) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          query.offset(),
          "A query has other columns than it has values to stand for.",
          "columns",
          inner.columns().size(),
          "expected",
          width);
    }
    planned.add(inner.rows());
    List<Subquery.Captured> captured = captured(around);
    Subquery.Run run =
        new Subquery.Run(
            inner.rows(), inner.frame(), captured, binding.reading(), binding.context());
    return new Planned(
        run, inner.columns().stream().map(ResultColumn::type).toList(), planner.isGrouped());
  }
}
