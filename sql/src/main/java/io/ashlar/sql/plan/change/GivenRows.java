package io.ashlar.sql.plan.change;

import io.ashlar.Table;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Derived;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.ValueRows;
import io.ashlar.sql.join.SharedRows;
import io.ashlar.sql.join.With;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.plan.QueryPlanner;
import io.ashlar.sql.plan.ResultColumn;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/** The rows that a statement gives to a table: those of VALUES, of a query, or one of defaults. */
final class GivenRows {

  private final Binding binding;
  private final Tables tables;
  private final Table table;
  private final boolean named;
  private final List<Source.SourceColumn> columns;
  private final IdentityRule identity;
  private final List<GivenRow> rows = new ArrayList<>();

  /** Where the rows come from; null where they stand in the statement. */
  private PlannedQuery query;

  /**
   * Of a statement.
   *
   * @param names the columns that are given; none means all
   * @param identity what is said of the identity column
   */
  GivenRows(
      Binding binding,
      Tables tables,
      Table table,
      List<Identifier> names,
      DataStatement.InsertSource source,
      IdentityRule identity) {
    this(binding, tables, table, names, source, identity, new Scope(binding));
  }

  /** The same where values may name columns. */
  GivenRows(
      Binding binding,
      Tables tables,
      Table table,
      List<Identifier> names,
      DataStatement.InsertSource source,
      IdentityRule identity,
      Scope scope) {
    this.binding = binding;
    this.tables = tables;
    this.table = table;
    this.named = !names.isEmpty();
    this.columns = new AssignedColumns(binding, table.name(), Tables.columns(table)).columns(names);
    this.identity = identity;
    if (source instanceof DataStatement.QueryRows given) {
      addQuery(given);
    } else if (source instanceof DataStatement.Rows given) {
      ExpressionBinder expressions = new ExpressionBinder(binding, scope);
      for (QueryBody.ValueRow row : given.rows()) {
        rows.add(row(row.values(), row.offset(), expressions));
      }
    } else {
      rows.add(new GivenRow(List.of(), List.of()));
    }
  }

  /** The columns that are named, or all. */
  List<Source.SourceColumn> columns() {
    return columns;
  }

  /** The query that gives the rows; null where they stand in the statement. */
  PlannedQuery query() {
    return query;
  }

  /** The rows as they stand in the statement; of a query one that stands for all. */
  List<GivenRow> rows() {
    return rows;
  }

  private GivenRow row(List<Expression> given, int offset, ExpressionBinder expressions) {
    requireWidth(given.size(), offset);
    List<Source.SourceColumn> set = new ArrayList<>();
    List<Scalar> values = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      Expression value = given.get(i);
      Source.SourceColumn column = columns.get(i);
      boolean isDefault = value instanceof Expression.DefaultValue;
      if (!isDefault && !identity.passesOver(column, value.offset())) {
        Scalar scalar = expressions.stored(value, column.type());
        set.add(column);
        values.add(stored(binding, scalar, column, value.offset()));
      }
    }
    return new GivenRow(set, values);
  }

  /** Fewer values than columns are allowed where the columns were not named. */
  private void requireWidth(int values, int offset) {
    boolean fits = named ? values == columns.size() : values <= columns.size();
    if (!fits) {
      throw binding.fault(
          SqlState.SYNTAX_ERROR,
          offset,
          "There are as many values as columns.",
          "values",
          values,
          "columns",
          columns.size());
    }
  }

  /** A value as its column holds it. */
  static Scalar stored(Binding binding, Scalar scalar, Source.SourceColumn column, int offset) {
    try {
      return Casts.assignment(scalar, column.type(), binding.context());
    } catch (SqlException fault) {
      throw fault.offset() >= 0
          ? fault
          : binding.fault(fault.sqlState(), offset, fault.sentence(), "column", column.name());
    }
  }

  private void addQuery(DataStatement.QueryRows given) {
    query = new QueryPlanner(binding, tables).plan(given.query());
    if (tables.readsAgain(table)) {
      query = complete(query);
    }
    requireWidth(query.columns().size(), given.offset());
    List<Source.SourceColumn> set = new ArrayList<>();
    List<Scalar> values = new ArrayList<>();
    for (int i = 0; i < query.columns().size(); i++) {
      Source.SourceColumn column = columns.get(i);
      if (!identity.passesOver(column, given.offset())) {
        Scalar value = ColumnReference.of(query.columns().get(i).type(), i);
        set.add(column);
        values.add(stored(binding, value, column, given.offset()));
      }
    }
    rows.add(new GivenRow(set, values));
  }

  /** All rows of a query before the first is shown, so that it reads none that it gave. */
  private PlannedQuery complete(PlannedQuery rows) {
    List<SqlType> types = rows.columns().stream().map(ResultColumn::type).toList();
    SharedRows kept =
        new SharedRows("all rows", rows.rows(), rows.frame(), types, binding.reading());
    kept.keep();
    Frame frame = new Frame(types.size());
    return new PlannedQuery(new With(kept.reader(frame), List.of(kept)), frame, rows.columns());
  }

  /** What puts the rows into a frame, with all their columns. */
  RowSource into(NewRows image, Frame frame) {
    if (query != null) {
      List<Scalar> values = image.complete(rows.get(0));
      return new Derived(query.rows(), query.frame(), values, image.slots(), List.of(), frame);
    }
    List<List<Scalar>> all = new ArrayList<>();
    rows.forEach(row -> all.add(image.complete(row)));
    return new ValueRows(all, frame, image.slots()[0], binding.reading());
  }

  Table table() {
    return table;
  }
}
