package io.ashlar.sql.plan;

import io.ashlar.query.Order;
import io.ashlar.sql.access.ScanRequest;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.OuterRows;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.Project;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.Sort;
import io.ashlar.sql.execute.ValueRows;
import io.ashlar.sql.join.FirstOfEach;
import io.ashlar.sql.join.SharedRows;
import io.ashlar.sql.join.TiedLimit;
import io.ashlar.sql.join.With;
import io.ashlar.sql.plan.join.FromItem;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeTable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans a query.
 *
 * <p>Long because the clauses of a query are put together in one place, in whichever order they are
 * bound.
 */
public final class QueryPlanner {

  private final Binding binding;
  private final Tables tables;
  private final OuterRows outer;

  /** Whether what was planned makes rows of groups. */
  private boolean grouped;

  /**
   * For one statement.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   */
  public QueryPlanner(Binding binding, Tables tables) {
    this(binding, tables, null);
  }

  /** For a query in an expression: {@code outer} are the rows around it. */
  QueryPlanner(Binding binding, Tables tables, OuterRows outer) {
    this.binding = binding;
    this.tables = tables;
    this.outer = outer;
  }

  /**
   * Plans a query.
   *
   * @param query its syntax
   * @return what runs it
   * @throws io.ashlar.sql.error.SqlException when it cannot be planned, with line and column
   */
  public PlannedQuery plan(Query query) {
    return plan(query, false);
  }

  /**
   * Plans a query; where it is open, literals stay what they are until it is known what they meet.
   */
  private PlannedQuery plan(Query query, boolean open) {
    if (query.with().isEmpty()) {
      return body(query, open);
    }
    Tables.Common known = tables.known();
    try {
      List<SharedRows> shared = with(query.with().get());
      PlannedQuery planned = body(query, open);
      return new PlannedQuery(new With(planned.rows(), shared), planned.frame(), planned.columns());
    } finally {
      tables.know(known);
    }
  }

  /** Whether what was planned makes rows of groups, of which there may be one without any row. */
  boolean isGrouped() {
    return grouped;
  }

  /**
   * Plans the queries with names before a statement, where these are known from now on.
   *
   * @param with their syntax
   * @return their rows, which are forgotten when a run of the statement begins
   * @throws io.ashlar.sql.error.SqlException when one cannot be planned, with line and column
   */
  public List<SharedRows> with(Query.With with) {
    refuse(with.recursive(), with.offset(), "WITH RECURSIVE");
    List<SharedRows> shared = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Query.CommonTable table : with.tables()) {
      if (!names.add(table.name().text())) {
        throw binding.fault(
            SqlState.DUPLICATE_ALIAS,
            table.name().offset(),
            "Two queries of WITH have one name.",
            "name",
            table.name().text());
      }
      PlannedQuery planned = plan(table.query());
      List<ResultColumn> columns = renamed(planned.columns(), table.columns());
      SharedRows rows = null;
      if (table.materialization() != Query.Materialization.NOT_MATERIALIZED) {
        List<SqlType> types = columns.stream().map(ResultColumn::type).toList();
        rows =
            new SharedRows(
                table.name().text(), planned.rows(), planned.frame(), types, binding.reading());
        shared.add(rows);
        if (table.materialization() == Query.Materialization.MATERIALIZED) {
          rows.keep();
        }
      }
      tables.know(
          new Tables.Common(table.name(), table.query(), columns, rows, outer, tables.known()));
    }
    return shared;
  }

  private List<ResultColumn> renamed(List<ResultColumn> columns, List<Identifier> names) {
    if (names.size() > columns.size()) {
      throw binding.fault(
          SqlState.INVALID_COLUMN_REFERENCE,
          names.get(columns.size()).offset(),
          "There are more names than columns.",
          "names",
          names.size(),
          "columns",
          columns.size());
    }
    List<ResultColumn> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ResultColumn column = columns.get(i);
      String name = i < names.size() ? names.get(i).text() : column.name();
      all.add(new ResultColumn(name, column.type(), column.table(), column.column()));
    }
    return all;
  }

  private PlannedQuery body(Query query, boolean open) {
    QueryBody body = query.body();
    if (body instanceof QueryBody.Select select) {
      return select(query, select, open);
    }
    query.locks().forEach(lock -> refuse(true, lock.offset(), "FOR UPDATE of this query"));
    if (!query.orderBy().isEmpty() || query.limit().isPresent()) {
      return surrounded(query);
    }
    if (body instanceof QueryBody.Nested nested) {
      return plan(nested.query(), open);
    }
    if (body instanceof QueryBody.Values values) {
      return values(values);
    }
    if (body instanceof QueryBody.NamedTable table) {
      TableReference all =
          new TableReference.Table(
              table.offset(), table.name(), Optional.empty(), Optional.empty());
      return plan(every(query, table.offset(), all));
    }
    QueryBody.SetOperation operation = (QueryBody.SetOperation) body;
    List<PlannedQuery> sides = new ArrayList<>();
    sides.add(side(operation.first()));
    operation.branches().forEach(branch -> sides.add(side(branch.body())));
    return new SetPlanner(binding, operation, sides).plan();
  }

  private PlannedQuery side(QueryBody body) {
    Query query =
        new Query(body.offset(), Optional.empty(), body, List.of(), Optional.empty(), List.of());
    return plan(query, true);
  }

  /** What is ordered or limited and is no SELECT: all rows of a query in FROM. */
  private PlannedQuery surrounded(Query query) {
    int offset = query.body().offset();
    Query bare =
        new Query(offset, Optional.empty(), query.body(), List.of(), Optional.empty(), List.of());
    TableReference derived = new TableReference.Derived(offset, false, bare, Optional.empty());
    return plan(every(query, offset, derived));
  }

  private static Query every(Query query, int offset, TableReference from) {
    QueryBody.Select select =
        new QueryBody.Select(
            offset,
            Optional.empty(),
            Optional.empty(),
            List.of(new QueryBody.AllColumns(offset)),
            List.of(from),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    return new Query(
        query.offset(), Optional.empty(), select, query.orderBy(), query.limit(), List.of());
  }

  private PlannedQuery values(QueryBody.Values values) {
    ExpressionBinder expressions = new ExpressionBinder(binding, new Scope(binding, outer));
    int width = values.rows().get(0).values().size();
    List<List<Scalar>> rows = new ArrayList<>();
    for (QueryBody.ValueRow row : values.rows()) {
      if (row.values().size() != width) {
        throw binding.fault(
            SqlState.SYNTAX_ERROR,
            row.offset(),
            "All rows of VALUES have as many values.",
            "values",
            row.values().size(),
            "expected",
            width);
      }
      List<Scalar> scalars = new ArrayList<>();
      row.values().forEach(value -> scalars.add(expressions.bind(value)));
      rows.add(scalars);
    }
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int column = i;
      SqlType type =
          TypeTable.common("VALUES", rows.stream().map(row -> row.get(column).type()).toList());
      columns.add(new ResultColumn("column" + (i + 1), type, null, null));
      rows.forEach(
          row -> row.set(column, Casts.implicit(row.get(column), type, binding.context())));
    }
    Frame frame = new Frame(width);
    RowSource source = new ValueRows(rows, frame, 0, binding.reading());
    return new PlannedQuery(source, frame, columns);
  }

  private void refuse(boolean unsupported, int offset, String what) {
    if (unsupported) {
      throw binding.unsupported(offset, what);
    }
  }

  private PlannedQuery select(Query query, QueryBody.Select select, boolean open) {
    return assembled(query, select, bound(query, select, open, true), null);
  }

  /**
   * Plans a query in FROM; where it is a plain one, so that terms of the query around it can be
   * handed into it before it is planned to its end.
   */
  PlannedQuery inFrom(Query query) {
    if (!OpenBlock.isPlain(query)) {
      return plan(query);
    }
    QueryBody.Select select = (QueryBody.Select) query.body();
    Block block = bound(query, select, false, false);
    List<ResultColumn> columns = block.outputs.columns();
    // Columns that it is ordered by may come behind those of the result.
    Frame frame = new Frame(columns.size() + query.orderBy().size());
    OpenBlock rows =
        new OpenBlock(
            block.from,
            block.outputs,
            () -> {
              block.from.place();
              return assembled(query, select, block, frame).rows();
            });
    return new PlannedQuery(rows.isOpen() ? rows : rows.planned(), frame, columns);
  }

  /** Binds a query block, and decides how rows are found, unless that is done later. */
  private Block bound(Query query, QueryBody.Select select, boolean open, boolean places) {
    refuse(!select.windows().isEmpty(), select.offset(), "WINDOW");
    refuse(select.top().isPresent() && query.limit().isPresent(), select.offset(), "two limits");
    FrameLayout layout = new FrameLayout();
    Scope scope = new Scope(binding, outer);
    ExpressionBinder rows = new ExpressionBinder(binding, scope);
    FromPlanner from = new FromPlanner(binding, tables, rows, layout);
    from.from(select.from());
    if (select.where().isPresent()) {
      from.where(select.where().get());
    }
    int lockOffset = query.locks().isEmpty() ? query.offset() : query.locks().get(0).offset();
    from.lock(locked(query, from), lockOffset);
    if (places) {
      from.place();
    }
    GroupPlanner groups = new GroupPlanner(binding, rows, select);
    SelectList outputs = new SelectList(binding, groups.expressions(), open);
    outputs.add(select.items());
    OrderPlanner order = new OrderPlanner(binding, groups.expressions(), outputs);
    order.add(query.orderBy());
    return new Block(layout, from, groups, outputs, order);
  }

  /** A query block whose parts are bound. */
  private record Block(
      FrameLayout layout,
      FromPlanner from,
      GroupPlanner groups,
      SelectList outputs,
      OrderPlanner order) {}

  /** Makes sources of a block; its rows are put into a frame, or into a new one if it is null. */
  private PlannedQuery assembled(Query query, QueryBody.Select select, Block block, Frame given) {
    boolean distinct = select.distinct().isPresent();
    List<Expression> on = distinct ? select.distinct().get().on() : List.of();
    List<Scalar> computed = new ArrayList<>(block.outputs.scalars());
    boolean plain = !block.groups.isGrouped() && !distinct;
    boolean ties = withTies(query, select);
    Optional<FromItem> one = plain && !ties ? block.from.oneTable() : Optional.empty();
    List<Order> scanOrder = one.isPresent() ? block.order.scanOrder(one.get()) : List.of();
    boolean sorts = !query.orderBy().isEmpty() && scanOrder.isEmpty();
    List<Sort.Key> keys = sorts ? block.order.sortKeys(computed) : new ArrayList<>();
    List<Integer> first = on.isEmpty() ? List.of() : block.order.first(on, computed, keys);
    if (distinct && on.isEmpty() && computed.size() > block.outputs.columns().size()) {
      throw binding.fault(
          SqlState.INVALID_COLUMN_REFERENCE,
          query.orderBy().get(0).offset(),
          "What DISTINCT rows are ordered by is a column of the result.");
    }
    Scalar count = count(query, select);
    Scalar skipped = query.limit().isPresent() ? number(query.limit().get().skipped()) : null;
    ScanRequest.Lock lock = lock(query);
    refuse(block.from.locksQuery(), query.offset(), "FOR UPDATE of a query in FROM");
    refuse(!plain && lock != ScanRequest.Lock.NONE, query.offset(), "FOR UPDATE of groups");
    Frame frame = block.layout.frame();
    boolean scanLimits = plain && block.from.isOneScan() && !sorts;
    RowSource rows =
        block.from.rows(
            frame, scanOrder, lock, scanLimits ? count : null, scanLimits ? skipped : null);
    Frame read = frame;
    if (block.groups.isGrouped()) {
      grouped = true;
      GroupPlanner.Groups made = block.groups.over(rows, frame);
      rows = made.rows();
      read = made.frame();
    }
    Frame result = given == null ? new Frame(computed.size()) : given;
    rows = Project.of(rows, computed, read, result);
    if (distinct && on.isEmpty()) {
      GroupPlanner.Groups once =
          GroupPlanner.distinct(rows, types(computed), result, binding.reading());
      rows = once.rows();
      result = once.frame();
    }
    if (!keys.isEmpty()) {
      rows = new Sort(rows, keys, types(computed), result, binding.reading());
    }
    if (!first.isEmpty()) {
      rows = new FirstOfEach(rows, first, types(computed), result);
    }
    if (!scanLimits && (count != null || skipped != null)) {
      rows = new Limit(rows, ties ? null : count, skipped);
    }
    if (ties) {
      List<Integer> equal = keys.stream().map(Sort.Key::column).toList();
      rows = new TiedLimit(rows, count, equal, types(computed), result);
    }
    return new PlannedQuery(rows, result, block.outputs.columns());
  }

  private static List<SqlType> types(List<Scalar> computed) {
    return computed.stream().map(Scalar::type).toList();
  }

  /** Whether equals of the last row come too, for which rows must be in an order. */
  private boolean withTies(Query query, QueryBody.Select select) {
    boolean ties =
        (query.limit().isPresent() && query.limit().get().withTies())
            || (select.top().isPresent() && select.top().get().withTies());
    if (ties && query.orderBy().isEmpty()) {
      int offset = query.limit().map(Query.RowLimit::offset).orElse(select.offset());
      throw binding.fault(
          SqlState.SYNTAX_ERROR, offset, "WITH TIES stands only where rows are ordered.");
    }
    return ties;
  }

  private Scalar count(Query query, QueryBody.Select select) {
    if (select.top().isPresent()) {
      return number(select.top().get().count());
    }
    return query.limit().isPresent() ? number(query.limit().get().count()) : null;
  }

  private Scalar number(Optional<Expression> expression) {
    return expression.isPresent() ? number(expression.get()) : null;
  }

  /** A number of rows: a BIGINT that reads no row. */
  private Scalar number(Expression expression) {
    return number(binding, expression);
  }

  static Scalar number(Binding binding, Expression expression) {
    ExpressionBinder free = new ExpressionBinder(binding, new Scope(binding));
    Scalar scalar = free.bind(expression, SqlType.BIGINT);
    return Casts.assignment(scalar, SqlType.BIGINT, binding.context());
  }

  /** Which items of FROM are locked: those that OF names, or else all. */
  private static BitSet locked(Query query, FromPlanner from) {
    BitSet locked = new BitSet();
    for (Query.LockClause clause : query.locks()) {
      if (clause.tables().isEmpty()) {
        locked.set(0, from.items().size());
      }
      for (QualifiedName table : clause.tables()) {
        locked.set(from.item(table.parts().get(table.parts().size() - 1)));
      }
    }
    return locked;
  }

  private ScanRequest.Lock lock(Query query) {
    if (query.locks().isEmpty()) {
      return ScanRequest.Lock.NONE;
    }
    Query.LockClause clause = query.locks().get(0);
    boolean update =
        clause.strength() == Query.LockStrength.UPDATE
            || clause.strength() == Query.LockStrength.NO_KEY_UPDATE;
    refuse(!update || query.locks().size() > 1, clause.offset(), "this lock");
    return switch (clause.policy()) {
      case BLOCK -> ScanRequest.Lock.WAIT;
      case NOWAIT -> ScanRequest.Lock.NO_WAIT;
      case SKIP_LOCKED -> ScanRequest.Lock.SKIP;
      default -> throw binding.unsupported(clause.offset(), clause.policy().name());
    };
  }
}
