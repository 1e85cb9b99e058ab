package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableReference;
import java.util.List;

/** Writes queries and what stands in their clauses. */
final class QueryWriter {

  private final Output out;
  private final ExpressionWriter expressions;

  QueryWriter(Output out, ExpressionWriter expressions) {
    this.out = out;
    this.expressions = expressions;
  }

  void enclosed(Query query) {
    out.add("(");
    query(query);
    out.add(")");
  }

  void query(Query query) {
    query.with().ifPresent(this::with);
    body(query.body());
    if (!query.orderBy().isEmpty()) {
      out.add(" ");
      orderBy(query.orderBy());
    }
    query.limit().ifPresent(this::limit);
    query.locks().forEach(this::lock);
  }

  void with(Query.With with) {
    out.add("WITH ").addIf(with.recursive(), "RECURSIVE ");
    out.list(with.tables(), this::commonTable).add(" ");
  }

  private void commonTable(Query.CommonTable table) {
    out.name(table.name()).optionalNames(table.columns()).add(" AS ");
    if (table.materialization() != Query.Materialization.UNSAID) {
      out.words(table.materialization()).add(" ");
    }
    enclosed(table.query());
  }

  private void body(QueryBody body) {
    if (body instanceof QueryBody.Select select) {
      select(select);
    } else if (body instanceof QueryBody.Values values) {
      out.add("VALUES ").list(values.rows(), this::valueRow);
    } else if (body instanceof QueryBody.NamedTable table) {
      out.add("TABLE ").name(table.name());
    } else if (body instanceof QueryBody.Nested nested) {
      enclosed(nested.query());
    } else if (body instanceof QueryBody.SetOperation operation) {
      body(operation.first());
      for (QueryBody.Branch branch : operation.branches()) {
        out.add(" ").add(branch.kind().name()).addIf(branch.all(), " ALL").add(" ");
        body(branch.body());
      }
    }
  }

  void valueRow(QueryBody.ValueRow row) {
    out.add("(");
    expressions.expressions(row.values());
    out.add(")");
  }

  private void select(QueryBody.Select select) {
    out.add("SELECT ");
    select.distinct().ifPresent(this::distinct);
    select.top().ifPresent(this::top);
    items(select.items());
    if (!select.from().isEmpty()) {
      out.add(" FROM ");
      references(select.from());
    }
    expressions.after(" WHERE ", select.where());
    select.groupBy().ifPresent(this::groupBy);
    expressions.after(" HAVING ", select.having());
    if (!select.windows().isEmpty()) {
      out.add(" WINDOW ").list(select.windows(), this::window);
    }
  }

  private void distinct(QueryBody.Distinct distinct) {
    out.add("DISTINCT ");
    if (!distinct.on().isEmpty()) {
      out.add("ON (");
      expressions.expressions(distinct.on());
      out.add(") ");
    }
  }

  private void top(QueryBody.Top top) {
    boolean bare =
        top.count() instanceof Literal.Numeric || top.count() instanceof Expression.Parameter;
    out.add(bare ? "TOP " : "TOP (");
    expressions.expression(top.count());
    out.addIf(!bare, ")").addIf(top.withTies(), " WITH TIES").add(" ");
  }

  void items(List<QueryBody.SelectItem> items) {
    out.list(items, this::item);
  }

  private void item(QueryBody.SelectItem item) {
    if (item instanceof QueryBody.Column column) {
      expressions.expression(column.value());
      column.alias().ifPresent(alias -> out.add(" AS ").name(alias));
    } else if (item instanceof QueryBody.TableColumns columns) {
      out.name(columns.table()).add(".*");
    } else {
      out.add("*");
    }
  }

  private void window(QueryBody.NamedWindow window) {
    out.name(window.name()).add(" AS ");
    expressions.calls().specification(window.window());
  }

  private void groupBy(QueryBody.GroupBy groupBy) {
    out.add(" GROUP BY ").addIf(groupBy.distinct(), "DISTINCT ");
    out.list(groupBy.elements(), this::groupingElement);
  }

  private void groupingElement(QueryBody.GroupingElement element) {
    if (element instanceof QueryBody.Grouping grouping) {
      grouping(grouping);
    } else if (element instanceof QueryBody.Rollup rollup) {
      out.add("ROLLUP (").list(rollup.groupings(), this::grouping).add(")");
    } else if (element instanceof QueryBody.Cube cube) {
      out.add("CUBE (").list(cube.groupings(), this::grouping).add(")");
    } else if (element instanceof QueryBody.GroupingSets sets) {
      out.add("GROUPING SETS (").list(sets.elements(), this::groupingElement).add(")");
    }
  }

  private void grouping(QueryBody.Grouping grouping) {
    boolean single = grouping.keys().size() == 1;
    out.addIf(!single, "(");
    expressions.expressions(grouping.keys());
    out.addIf(!single, ")");
  }

  void orderBy(List<Query.SortItem> items) {
    out.add("ORDER BY ").list(items, this::sortItem);
  }

  private void sortItem(Query.SortItem item) {
    expressions.expression(item.key());
    direction(item.descending(), item.nulls());
  }

  void direction(boolean descending, Query.NullOrder nulls) {
    out.addIf(descending, " DESC");
    if (nulls != Query.NullOrder.UNSAID) {
      out.add(" NULLS ").add(nulls.name());
    }
  }

  private void limit(Query.RowLimit limit) {
    if (limit.withTies()) {
      if (limit.skipped().isPresent()) {
        out.add(" OFFSET ");
        expressions.expression(limit.skipped().get());
        out.add(" ROWS");
      }
      out.add(" FETCH FIRST ");
      limit.count().ifPresent(count -> expressions.operand(count, Ranks.UNARY));
      out.add(" ROWS WITH TIES");
    } else {
      expressions.after(" LIMIT ", limit.count());
      expressions.after(" OFFSET ", limit.skipped());
    }
  }

  private void lock(Query.LockClause lock) {
    out.add(" FOR ").words(lock.strength());
    if (!lock.tables().isEmpty()) {
      out.add(" OF ").qualifiedNames(lock.tables());
    }
    if (lock.policy() != Query.LockPolicy.BLOCK) {
      out.add(" ").words(lock.policy());
    }
    if (lock.seconds().isPresent()) {
      out.add(" ");
      expressions.operand(lock.seconds().get(), Ranks.UNARY);
    }
  }

  void references(List<TableReference> references) {
    out.list(references, this::reference);
  }

  private void reference(TableReference reference) {
    if (reference instanceof TableReference.Join join) {
      factor(join.first());
      join.steps().forEach(this::join);
    } else {
      factor(reference);
    }
  }

  void factor(TableReference reference) {
    if (reference instanceof TableReference.Table table) {
      out.name(table.name());
      if (table.asOf().isPresent()) {
        out.add(" FOR SYSTEM_TIME AS OF ");
        expressions.operand(table.asOf().get(), Ranks.ADDITIVE);
      }
      table.alias().ifPresent(this::alias);
    } else if (reference instanceof TableReference.Derived derived) {
      out.addIf(derived.lateral(), "LATERAL ");
      enclosed(derived.query());
      derived.alias().ifPresent(this::alias);
    } else if (reference instanceof TableReference.Function function) {
      out.addIf(function.lateral(), "LATERAL ");
      expressions.calls().function(function.call());
      function.alias().ifPresent(this::alias);
    } else {
      out.add("(");
      reference(reference);
      out.add(")");
    }
  }

  private void join(TableReference.JoinStep step) {
    TableReference.JoinCondition condition = step.condition();
    out.addIf(condition instanceof TableReference.Natural, " NATURAL");
    out.add(step.kind() == TableReference.JoinKind.INNER ? "" : " " + step.kind().name());
    out.add(" JOIN ");
    factor(step.right());
    if (condition instanceof TableReference.On on) {
      out.add(" ON ");
      expressions.expression(on.condition());
    } else if (condition instanceof TableReference.Using using) {
      out.add(" USING ").names(using.columns());
    }
  }

  private void alias(TableReference.Alias alias) {
    out.add(" AS ").name(alias.name()).optionalNames(alias.columns());
  }
}
