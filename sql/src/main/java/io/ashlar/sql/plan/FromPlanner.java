package io.ashlar.sql.plan;

import io.ashlar.Table;
import io.ashlar.query.Order;
import io.ashlar.schema.ViewSchema;
import io.ashlar.sql.access.ScanRequest;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.MergedColumns;
import io.ashlar.sql.bind.OuterRows;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.bind.View;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.Subquery;
import io.ashlar.sql.plan.join.FromItem;
import io.ashlar.sql.plan.join.JoinBuilder;
import io.ashlar.sql.plan.join.JoinNode;
import io.ashlar.sql.plan.join.JoinPlan;
import io.ashlar.sql.plan.join.JoinPlanner;
import io.ashlar.sql.plan.join.Term;
import io.ashlar.sql.plan.join.Terms;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Plans FROM and WHERE: which tables, what each of them judges, how they are joined. */
final class FromPlanner {

  private final Binding binding;
  private final Tables tables;
  private final ExpressionBinder expressions;
  private final FrameLayout layout;
  private final Terms terms;
  private final List<FromItem> items = new ArrayList<>();
  private final JoinNode.Group root = new JoinNode.Group(new ArrayList<>(), new ArrayList<>());
  private BitSet locked = new BitSet();
  private JoinPlan plan;

  /** A part of FROM, and what can be named of it. */
  private record Part(JoinNode node, View view) {}

  FromPlanner(Binding binding, Tables tables, ExpressionBinder expressions, FrameLayout layout) {
    this.binding = binding;
    this.tables = tables;
    this.expressions = expressions;
    this.layout = layout;
    this.terms = new Terms(expressions);
  }

  List<FromItem> items() {
    return items;
  }

  /** What names mean in the block. */
  Scope scope() {
    return expressions.scope();
  }

  /** Takes the items of FROM; those behind a comma are joined without a condition. */
  void from(List<TableReference> references) {
    View all = scope().view();
    for (TableReference reference : references) {
      Part part = add(reference);
      root.add(part.node);
      all = all.and(part.view);
      scope().use(all);
    }
  }

  /** Joins a table whose rows are locked, and no others, where its rows go with those before. */
  void changed(TableReference.Table table) {
    root.add(last(table).node);
  }

  /** The same, but that rows before it stay with which nothing goes. */
  void changed(TableReference.Table table, Expression condition) {
    Part part = last(table);
    List<JoinNode> before = new ArrayList<>(root.children());
    root.children().clear();
    JoinNode.Group left = new JoinNode.Group(before, new ArrayList<>());
    List<Term> joining = new ArrayList<>();
    terms.add(condition, joining);
    setOptional(part.node);
    root.add(new JoinNode.Outer(false, left, JoinNode.Group.of(part.node), joining));
  }

  /** A table, and no view, behind all that is there. */
  private Part last(TableReference.Table table) {
    tables.table(table.name(), binding);
    // The name of a query means no table that can be changed.
    Tables.Common known = tables.known();
    tables.know(null);
    Part part = addTable(table);
    tables.know(known);
    scope().use(scope().view().and(part.view));
    locked = part.node.sources();
    return part;
  }

  private Part add(TableReference reference) {
    if (reference instanceof TableReference.Table table) {
      return addTable(table);
    }
    if (reference instanceof TableReference.Join join) {
      View around = scope().view();
      Part part = add(join.first());
      for (TableReference.JoinStep step : join.steps()) {
        if (!(step.right() instanceof TableReference.Table)) {
          // A query with LATERAL sees what stands to its left, here and around.
          scope().use(around.and(part.view));
        }
        part = joined(part, step, add(step.right()));
      }
      return part;
    }
    if (reference instanceof TableReference.Derived derived) {
      return addQuery(derived);
    }
    throw binding.unsupported(reference.offset(), "a function in FROM");
  }

  private Part addQuery(TableReference.Derived reference) {
    OuterRows around = scope().outer();
    BitSet needed = new BitSet();
    if (reference.lateral()) {
      around = new OuterRows(expressions);
      needed = scope().watch(false);
    }
    QueryPlanner planner = new QueryPlanner(binding, tables, around);
    PlannedQuery query =
        reference.lateral() ? planner.plan(reference.query()) : planner.inFrom(reference.query());
    List<Subquery.Captured> captured =
        reference.lateral() ? SubqueryPlanner.captured(around) : List.of();
    needed = (BitSet) needed.clone();
    String name = "query " + (items.size() + 1);
    return add(query, reference.alias(), name, reference.offset(), needed, captured);
  }

  private Part addCommon(TableReference.Table reference, Tables.Common common) {
    PlannedQuery query;
    if (common.rows() == null) {
      Tables.Common known = tables.known();
      tables.know(common.before());
      query = new QueryPlanner(binding, tables, common.outer()).plan(common.query());
      tables.know(known);
    } else {
      if (scope().outer() != common.outer()) {
        // Read within a query that may run for each of many rows.
        common.rows().keep();
      }
      Frame frame = new Frame(common.columns().size());
      query = new PlannedQuery(common.rows().reader(frame), frame, common.columns());
    }
    String name = common.name().text();
    query = new PlannedQuery(query.rows(), query.frame(), common.columns());
    return add(query, reference.alias(), name, reference.offset(), new BitSet(), List.of());
  }

  private Part add(
      PlannedQuery query,
      Optional<TableReference.Alias> alias,
      String unnamed,
      int offset,
      BitSet needed,
      List<Subquery.Captured> captured) {
    List<Identifier> names = alias.map(TableReference.Alias::columns).orElse(List.of());
    List<Source.SourceColumn> columns = new ArrayList<>();
    for (ResultColumn column : query.columns()) {
      columns.add(new Source.SourceColumn(column.name(), column.type(), null));
    }
    String name = alias.map(given -> given.name().text()).orElse(unnamed);
    Source source = new Source(name, Tables.renamed(columns, names, binding), layout);
    tables.read("");
    View view = scope().declare(source, offset);
    FromItem item =
        FromItem.ofQuery(
            query.rows(), query.frame(), source, items.size(), needed, captured, expressions);
    items.add(item);
    return new Part(new JoinNode.Leaf(item), view);
  }

  private Part addTable(TableReference.Table reference) {
    Tables.Common common = tables.common(reference.name());
    if (common != null) {
      if (reference.asOf().isPresent()) {
        throw binding.unsupported(reference.asOf().get().offset(), "AS OF of a query");
      }
      return addCommon(reference, common);
    }
    Optional<PlannedQuery> query = tables.query(reference.name(), binding);
    if (query.isPresent()) {
      if (reference.asOf().isPresent()) {
        throw binding.unsupported(reference.asOf().get().offset(), "AS OF of a view");
      }
      return addNamed(reference, query.get());
    }
    Table table = tables.table(reference.name(), binding);
    Optional<TableReference.Alias> alias = reference.alias();
    String name = alias.isPresent() ? alias.get().name().text() : table.name();
    List<Identifier> names = alias.isPresent() ? alias.get().columns() : List.of();
    List<Source.SourceColumn> columns =
        tables.seen(table.name(), Tables.columns(table), Source.SourceColumn::name);
    Source source = new Source(name, Tables.renamed(columns, names, binding), layout);
    tables.read(table.name());
    tables.note(table.name(), () -> names(columns), source);
    View view = scope().declare(source, reference.offset());
    FromItem item = FromItem.ofTable(table, source, items.size(), expressions);
    if (reference.asOf().isPresent()) {
      item.setAsOf(time(reference.asOf().get()));
    }
    items.add(item);
    return new Part(new JoinNode.Leaf(item), view);
  }

  /** A view, or a table of the catalog. */
  private Part addNamed(TableReference.Table reference, PlannedQuery query) {
    List<Identifier> parts = reference.name().parts();
    String name = parts.get(parts.size() - 1).text();
    Optional<String> view = tables.findView(reference.name()).map(ViewSchema::name);
    PlannedQuery seen = view.isEmpty() ? query : Views.seen(view.get(), query, tables);
    Part part =
        add(
            seen,
            reference.alias(),
            view.orElse(name),
            reference.offset(),
            new BitSet(),
            List.of());
    Source source = items.get(items.size() - 1).source();
    view.ifPresent(
        noted ->
            tables.note(
                noted, () -> seen.columns().stream().map(ResultColumn::name).toList(), source));
    return part;
  }

  private static List<String> names(List<Source.SourceColumn> columns) {
    return columns.stream().map(Source.SourceColumn::name).toList();
  }

  /** A time that reads no row: a commit timestamp where it is a whole number. */
  private Scalar time(Expression expression) {
    Scalar time =
        new ExpressionBinder(binding, new Scope(binding))
            .bind(expression, SqlType.of(SqlKind.TIMESTAMP_TZ));
    SqlType type = time.type().kind().isWhole() ? SqlType.BIGINT : SqlType.of(SqlKind.TIMESTAMP_TZ);
    try {
      return Casts.implicit(time, type, binding.context());
    } catch (SqlException fault) {
      throw binding.placed(fault, expression.offset());
    }
  }

  private Part joined(Part left, TableReference.JoinStep step, Part right) {
    TableReference.JoinKind kind = step.kind();
    MergedColumns merged = new MergedColumns(binding, scope());
    View view = merged.of(left.view, step, right.view);
    View both = merged.equalities().isEmpty() ? view : left.view.and(right.view);
    List<Term> joining = new ArrayList<>();
    scope().use(both);
    for (Expression equality : merged.equalities()) {
      terms.add(equality, joining);
    }
    if (step.condition() instanceof TableReference.On on) {
      terms.add(on.condition(), joining);
    }
    if (kind == TableReference.JoinKind.INNER || kind == TableReference.JoinKind.CROSS) {
      JoinNode.Group group = JoinNode.Group.of(left.node);
      group.add(right.node);
      group.terms().addAll(joining);
      return new Part(group, view);
    }
    boolean swapped = kind == TableReference.JoinKind.RIGHT;
    JoinNode.Group outer = JoinNode.Group.of(swapped ? right.node : left.node);
    JoinNode.Group inner = JoinNode.Group.of(swapped ? left.node : right.node);
    boolean alone = kind == TableReference.JoinKind.LEFT && inner.children().size() == 1;
    checkNeeded(outer, outer.sources(), step);
    checkNeeded(inner, alone ? both.sources() : inner.sources(), step);
    boolean full = kind == TableReference.JoinKind.FULL;
    setOptional(inner);
    if (full) {
      setOptional(outer);
    }
    return new Part(new JoinNode.Outer(full, outer, inner, joining), view);
  }

  private void setOptional(JoinNode side) {
    side.sources().stream().forEach(number -> items.get(number).source().setOptional());
  }

  /** Refuses queries with LATERAL that name what is not there when their side is read. */
  private void checkNeeded(JoinNode.Group side, BitSet there, TableReference.JoinStep step) {
    for (JoinNode child : side.children()) {
      if (child instanceof JoinNode.Leaf leaf && !Term.isWithin(leaf.item().needed(), there)) {
        throw binding.unsupported(step.offset(), "LATERAL on this side of an outer join");
      }
    }
  }

  /** Takes WHERE, when all items are there. */
  void where(Expression condition) {
    terms.add(condition, root.terms());
  }

  /** Says which items are locked as they are read, and where that is said. */
  void lock(BitSet numbers, int offset) {
    for (FromItem item : items) {
      if (item.asOf() != null && numbers.get(item.number())) {
        throw binding.unsupported(offset, "FOR UPDATE of an earlier time");
      }
    }
    locked = numbers;
  }

  /** Whether rows of a query are to be locked, which are not those of a table. */
  boolean locksQuery() {
    for (int i = locked.nextSetBit(0); i >= 0; i = locked.nextSetBit(i + 1)) {
      if (items.get(i).table() == null) {
        return true;
      }
    }
    return false;
  }

  /** The number of the item of a name. */
  int item(Identifier name) {
    return scope().source(name);
  }

  /** Decides how rows are found; all conditions are bound then. */
  void place() {
    JoinNode.settle(root, terms);
    plan = new JoinPlanner(terms, locked).plan(root);
    for (FromItem item : items) {
      item.close();
    }
  }

  /**
   * The rows, of one table in an order and within a limit that it sees to itself.
   *
   * @param order empty for any
   * @param lock how rows are locked
   * @param count LIMIT; null when it is judged above
   * @param skipped OFFSET, the same
   */
  RowSource rows(
      Frame frame, List<Order> order, ScanRequest.Lock lock, Scalar count, Scalar skipped) {
    JoinBuilder.ScanWishes wishes = new JoinBuilder.ScanWishes(order, count, skipped, lock, locked);
    return new JoinBuilder(items, frame, binding, tables.database(), wishes).build(plan);
  }

  /** What of the one table's conditions is judged above it. */
  List<Scalar> unjudged() {
    List<Scalar> all = new ArrayList<>(items.get(0).filters());
    if (plan instanceof JoinPlan.Filtered filtered) {
      all.add(filtered.condition());
    }
    return all;
  }

  /** Whether a query is asked to judge what is {@link #unjudged}. */
  boolean asks() {
    return terms.haveAsked();
  }

  /** Whether the one table judges everything, so that it can also limit. */
  boolean isOneScan() {
    return plan instanceof JoinPlan.Read read
        && read.item().table() != null
        && read.item().filters().isEmpty();
  }

  /** The one table; empty for a join or a query. */
  Optional<FromItem> oneTable() {
    return items.size() == 1 && items.get(0).table() != null
        ? Optional.of(items.get(0))
        : Optional.empty();
  }
}
