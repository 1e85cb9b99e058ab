package io.ashlar.sql.plan;

import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.query.Order;
import io.ashlar.query.Parameter;
import io.ashlar.query.Predicate;
import io.ashlar.sql.access.FrameTarget;
import io.ashlar.sql.access.Operands;
import io.ashlar.sql.access.ScalarFilter;
import io.ashlar.sql.access.ScanRequest;
import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.FrameLayout;
import io.ashlar.sql.bind.Scope;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.Sort;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.plan.join.FromItem;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of one table that UPDATE and DELETE select. */
public final class TableSelection {

  private final FrameLayout layout = new FrameLayout();
  private final ExpressionBinder expressions;
  private final FromPlanner from;

  /**
   * Of a statement.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   * @param name the table
   * @param alias its name in the statement, if it has one
   * @param where the condition, if there is one
   * @throws io.ashlar.sql.error.SqlException when there is no such table, or the condition cannot
   *     be understood
   */
  public TableSelection(
      Binding binding,
      Tables tables,
      QualifiedName name,
      Optional<Identifier> alias,
      Optional<Expression> where) {
    this(binding, tables, List.of());
    from.changed(reference(name, alias));
    where.ifPresent(from::where);
    from.place();
  }

  private TableSelection(Binding binding, Tables tables, List<TableReference> others) {
    this.expressions = new ExpressionBinder(binding, new Scope(binding));
    this.from = new FromPlanner(binding, tables, expressions, layout);
    from.from(others);
  }

  private static TableReference.Table reference(QualifiedName name, Optional<Identifier> alias) {
    Optional<TableReference.Alias> named =
        alias.map(given -> new TableReference.Alias(given.offset(), given, List.of()));
    return new TableReference.Table(name.offset(), name, Optional.empty(), named);
  }

  /**
   * The rows that go with those of other tables: each as often as it goes with some. The others are
   * read first, so that of the table only rows are locked that go with them.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   * @param name the table
   * @param alias its name in the statement, if it has one
   * @param others what stands beside it, at least one
   * @param where the condition, if there is one
   * @return the selection
   * @throws io.ashlar.sql.error.SqlException as the constructor
   */
  public static TableSelection joined(
      Binding binding,
      Tables tables,
      QualifiedName name,
      Optional<Identifier> alias,
      List<TableReference> others,
      Optional<Expression> where) {
    TableSelection selection = new TableSelection(binding, tables, others);
    selection.from.changed(reference(name, alias));
    where.ifPresent(selection.from::where);
    selection.from.place();
    return selection;
  }

  /**
   * The rows that go with each row of a source, and the rows of the source with which none goes.
   *
   * @param binding of the statement
   * @param tables what names of tables mean
   * @param name the table
   * @param alias its name in the statement, if it has one
   * @param source the source
   * @param condition when rows go together
   * @return the selection
   * @throws io.ashlar.sql.error.SqlException as the constructor
   */
  public static TableSelection merged(
      Binding binding,
      Tables tables,
      QualifiedName name,
      Optional<Identifier> alias,
      TableReference source,
      Expression condition) {
    TableSelection selection = new TableSelection(binding, tables, List.of(source));
    selection.from.changed(reference(name, alias), condition);
    selection.from.place();
    return selection;
  }

  private FromItem item() {
    return from.items().get(from.items().size() - 1);
  }

  /**
   * The table in the statement.
   *
   * @return its name there, and its columns
   */
  public Source source() {
    return item().source();
  }

  /**
   * What stands beside the table.
   *
   * @return in order; empty for nothing
   */
  public List<Source> others() {
    List<FromItem> items = from.items();
    return items.subList(0, items.size() - 1).stream().map(FromItem::source).toList();
  }

  /**
   * What the slots of the frame are given out by.
   *
   * @return the layout
   */
  public FrameLayout layout() {
    return layout;
  }

  /**
   * Whether the table can judge all rows by its own statement. It cannot where that would run a
   * query for a row.
   *
   * @return true when {@link #predicate} and {@link #filter} say all
   */
  public boolean isJudgedByTable() {
    return from.items().size() == 1 && !from.asks();
  }

  /**
   * Whether {@link #predicate} alone says which rows are selected.
   *
   * @return true when a scan can limit them
   */
  public boolean isOneScan() {
    return from.isOneScan();
  }

  /**
   * An order as the table can give it.
   *
   * @param items as they are written
   * @return empty when it cannot, and for no order
   */
  public List<Order> order(List<Query.SortItem> items) {
    List<Order> order = new ArrayList<>();
    for (Query.SortItem item : items) {
      Column column = columnOf(item.key());
      if (column == null || OrderPlanner.nullsFirst(item) == item.descending()) {
        return List.of();
      }
      order.add(item.descending() ? column.descending() : column.ascending());
    }
    return order;
  }

  /**
   * A number of rows.
   *
   * @param binding of the statement
   * @param expression names no column
   * @return a BIGINT that reads no frame
   */
  public static Scalar number(Binding binding, Expression expression) {
    return QueryPlanner.number(binding, expression);
  }

  /**
   * A key of a sort.
   *
   * @param column its number in the frame that is sorted
   * @param item as it is written
   * @return the key
   */
  public static Sort.Key sortKey(int column, Query.SortItem item) {
    return new Sort.Key(column, item.descending(), OrderPlanner.nullsFirst(item));
  }

  /**
   * The table.
   *
   * @return the table
   */
  public Table table() {
    return item().table();
  }

  /**
   * The columns of the table.
   *
   * @return in order
   */
  public List<Source.SourceColumn> columns() {
    return item().source().columns();
  }

  /**
   * What binds expressions over a row of the table.
   *
   * @return the binder
   */
  public ExpressionBinder expressions() {
    return expressions;
  }

  /**
   * What the table judges with the help of scalars.
   *
   * @param frame as {@link #frame} gave it
   * @return null for nothing
   */
  public ScalarFilter filter(Frame frame) {
    List<Scalar> conditions = from.unjudged();
    return conditions.isEmpty()
        ? null
        : new ScalarFilter(
            Logic.and(conditions, expressions.context()),
            FrameTarget.of(item().source(), frame),
            frame);
  }

  /**
   * The columns that are read from the frame.
   *
   * @return in the order of the table
   */
  public Column[] read() {
    return item().source().used().stream()
        .map(used -> used.column().column())
        .toArray(Column[]::new);
  }

  /**
   * What the table judges.
   *
   * @return null for all rows
   */
  public Predicate predicate() {
    return item().predicate();
  }

  /**
   * One more parameter of the table's statement.
   *
   * @param scalar gives its value; depends on no row
   * @return the parameter
   */
  public Parameter operand(Scalar scalar) {
    return item().lowering().operand(scalar);
  }

  /**
   * All parameters of the table's statement.
   *
   * @return in order
   */
  public Operands operands() {
    return new Operands(item().lowering().operands());
  }

  /**
   * A column of the selected row.
   *
   * @param column as the table has it, also one that no name leads to
   * @return what reads it from the frame
   */
  public Scalar column(Source.SourceColumn column) {
    return ColumnReference.of(column.type(), item().source().slot(column));
  }

  /**
   * The column of the table that an expression is.
   *
   * @param expression any
   * @return null when it is none
   */
  public Column columnOf(Expression expression) {
    return item().lowering().columnOf(expression);
  }

  /**
   * The frame of the rows, when all is bound.
   *
   * @return a new one
   */
  public Frame frame() {
    return layout.frame();
  }

  /**
   * The rows, each locked before it is shown.
   *
   * @param frame as {@link #frame} gave it
   * @return a new source
   */
  public RowSource lockedRows(Frame frame) {
    return lockedRows(frame, List.of(), null);
  }

  /**
   * The same of the one table, in an order and no more than some.
   *
   * @param frame as {@link #frame} gave it
   * @param order as {@link #order} gave it
   * @param count a BIGINT that reads no frame; null for all. Only where {@link #isOneScan}
   * @return a new source
   */
  public RowSource lockedRows(Frame frame, List<Order> order, Scalar count) {
    return from.rows(frame, order, ScanRequest.Lock.WAIT, count, null);
  }
}
