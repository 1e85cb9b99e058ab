package io.ashlar.sql.plan;

import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ParameterSlots;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.parse.SqlParser;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Views as queries in FROM. Stateless. */
public final class Views {

  /** How many views a statement may lead to, each counted as often as it is named. */
  private static final int MAX_EXPANSIONS = 1_000;

  /** How deep views may stand upon views. */
  private static final int MAX_DEPTH = 50;

  private Views() {}

  /**
   * Plans what a view stands for, in which only the columns are seen that were there when it was
   * made.
   *
   * @param name the view, as it was written
   * @param binding of the statement
   * @param tables what names mean
   * @return empty when no view has the name
   * @throws SqlException when the query of the view is refused: with the SQLSTATE that it has by
   *     itself, and the place of the name
   */
  static Optional<PlannedQuery> find(QualifiedName name, Binding binding, Tables tables) {
    return tables.findView(name).map(view -> plan(view, name.offset(), binding, tables));
  }

  private static PlannedQuery plan(ViewSchema view, int offset, Binding binding, Tables tables) {
    Tables within = tables.within(view);
    if (within.depth() > MAX_DEPTH || within.expansions() > MAX_EXPANSIONS) {
      throw binding.fault(
          SqlState.TOO_COMPLEX, offset, "Too many views stand upon views.", "view", view.name());
    }
    try {
      PlannedQuery query = query(view, binding, within);
      if (query.rows() instanceof OpenBlock open) {
        open.refusing(refused -> refusal(refused, view, offset, binding));
      }
      return columns(view, query);
    } catch (SqlException refused) {
      throw refusal(refused, view, offset, binding);
    }
  }

  private static SqlException refusal(
      SqlException refused, ViewSchema view, int offset, Binding binding) {
    return refused.sqlState().equals(SqlState.TOO_COMPLEX)
        ? refused
        : SqlException.at(
            refused.sqlState(),
            binding.text(),
            offset,
            "The query of the view is refused.",
            "view",
            view.name(),
            "reason",
            refused.getMessage());
  }

  private static PlannedQuery query(ViewSchema view, Binding binding, Tables within) {
    Statement statement = new SqlParser().parse(view.query()).statement();
    if (!(statement instanceof Statement.QueryStatement text)) {
      throw SqlException.nowhere(SqlState.SYNTAX_ERROR, "The text of the view is no query.");
    }
    SubqueryPlanner subqueries =
        binding.subqueries() instanceof SubqueryPlanner planner ? planner.within(within) : null;
    Binding inner =
        new Binding(
            view.query(),
            new ParameterSlots(0),
            binding.context(),
            binding.functions(),
            binding.reading(),
            subqueries);
    return new QueryPlanner(inner, within).inFrom(text.query());
  }

  /** The query with the names of the view. */
  private static PlannedQuery columns(ViewSchema view, PlannedQuery query) {
    if (query.columns().size() != view.columns().size()) {
      throw SqlException.nowhere(
          SqlState.INVALID_TABLE_DEFINITION,
          "The query of the view has another number of columns than the view.",
          "columns",
          query.columns().size());
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < view.columns().size(); i++) {
      ResultColumn column = query.columns().get(i);
      columns.add(new ResultColumn(view.columns().get(i), column.type(), null, null));
    }
    return new PlannedQuery(query.rows(), query.frame(), columns);
  }

  /** A view as it is seen, without columns that it has got since. */
  static PlannedQuery seen(String view, PlannedQuery query, Tables tables) {
    List<ResultColumn> columns = tables.seen(view, query.columns(), ResultColumn::name);
    if (columns.equals(query.columns())) {
      return query;
    }
    List<Scalar> read = new ArrayList<>();
    for (ResultColumn column : columns) {
      read.add(ColumnReference.of(column.type(), query.columns().indexOf(column)));
    }
    Frame frame = new Frame(columns.size());
    RowSource rows = query.rows() instanceof OpenBlock open ? open.planned() : query.rows();
    return new PlannedQuery(new Project(rows, read, query.frame(), frame), frame, columns);
  }

  /**
   * The columns of a view, for those who describe it.
   *
   * @param view the view
   * @param binding of a statement
   * @param tables what names mean
   * @return in order; empty when the query of the view is refused
   */
  public static List<ResultColumn> columns(ViewSchema view, Binding binding, Tables tables) {
    try {
      PlannedQuery planned = plan(view, 0, binding, tables);
      planned.rows().release();
      return planned.columns();
    } catch (SqlException refused) {
      return List.of();
    }
  }
}
