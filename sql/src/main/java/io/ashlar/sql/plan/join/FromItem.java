package io.ashlar.sql.plan.join;

import io.ashlar.Table;
import io.ashlar.query.Column;
import io.ashlar.query.Predicate;
import io.ashlar.sql.bind.ExpressionBinder;
import io.ashlar.sql.bind.Source;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.Subquery;
import io.ashlar.sql.lower.PredicateLowering;
import io.ashlar.sql.lower.ProvingColumns;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** A table or query of FROM while its block is planned: what it judges itself, and what not. */
public final class FromItem {

  /** No items; not to be changed. */
  static final BitSet NONE = new BitSet();

  private final Table table;
  private RowSource rows;
  private final Frame frame;
  private final Source source;
  private final int number;
  private final BitSet needed;
  private final List<Subquery.Captured> captured;
  private final ExpressionBinder expressions;
  private final BitSet itself = new BitSet();
  private final List<Scalar> filters = new ArrayList<>();
  private final List<Predicate> predicates = new ArrayList<>();
  private Scalar asOf;
  private PredicateLowering lowering;

  /** The items whose rows are there when its own are read. */
  private BitSet available = NONE;

  private FromItem(
      Table table,
      RowSource rows,
      Frame frame,
      Source source,
      int number,
      BitSet needed,
      List<Subquery.Captured> captured,
      ExpressionBinder expressions) {
    this.table = table;
    this.rows = rows;
    this.frame = frame;
    this.source = source;
    this.number = number;
    this.itself.set(number);
    this.needed = needed;
    this.captured = captured;
    this.expressions = expressions;
  }

  /**
   * A table.
   *
   * @param table the table
   * @param source its columns
   * @param number its number among the items
   * @param expressions binds what it judges
   * @return a new item
   */
  public static FromItem ofTable(
      Table table, Source source, int number, ExpressionBinder expressions) {
    return new FromItem(table, null, null, source, number, NONE, List.of(), expressions);
  }

  /**
   * A query.
   *
   * @param rows gives its rows
   * @param frame where a row's columns are, by their numbers
   * @param source its columns
   * @param number its number among the items
   * @param needed which items it names, as one with LATERAL may
   * @param captured what it names of them
   * @param expressions binds conditions
   * @return a new item
   */
  public static FromItem ofQuery(
      RowSource rows,
      Frame frame,
      Source source,
      int number,
      BitSet needed,
      List<Subquery.Captured> captured,
      ExpressionBinder expressions) {
    return new FromItem(null, rows, frame, source, number, needed, captured, expressions);
  }

  /**
   * The table.
   *
   * @return null for a query
   */
  public Table table() {
    return table;
  }

  /** The rows of the query; null for a table. */
  RowSource rows() {
    return rows;
  }

  /** Where the columns of the query are, by their numbers; null for a table. */
  Frame frame() {
    return frame;
  }

  /**
   * Its columns.
   *
   * @return those that it has by their names, and which of them are used
   */
  public Source source() {
    return source;
  }

  /**
   * Its number among the items.
   *
   * @return from 0 on, as they are written
   */
  public int number() {
    return number;
  }

  /** The set of its number alone, not to be changed. */
  BitSet itself() {
    return itself;
  }

  /**
   * Which items it names, as a query with LATERAL may.
   *
   * @return their numbers, not to be changed
   */
  public BitSet needed() {
    return needed;
  }

  /** What it names of other items. */
  List<Subquery.Captured> captured() {
    return captured;
  }

  /**
   * At which time its rows are read.
   *
   * @return null for that of the statement
   */
  public Scalar asOf() {
    return asOf;
  }

  /**
   * Says at which time its rows are read.
   *
   * @param time reads no row
   */
  public void setAsOf(Scalar time) {
    asOf = time;
  }

  /**
   * What its own rows must fulfil, and it does not judge.
   *
   * @return as it was placed last, not to be changed
   */
  public List<Scalar> filters() {
    return filters;
  }

  /** Begins anew, with the rows of some items there when its own are read; they do not change. */
  void place(BitSet there) {
    lowering = null;
    available = there;
    predicates.clear();
    filters.clear();
    if (rows instanceof OpenQuery open) {
      open.clear();
    }
  }

  /** Plans the query to its end, when it is known what it judges; nothing for a table. */
  public void close() {
    if (rows instanceof OpenQuery open) {
      rows = open.planned();
    }
  }

  /** Hands a term down to the table or query; false when it cannot judge it. */
  boolean judges(Term term, Terms terms) {
    if (table == null) {
      return rows instanceof OpenQuery open && open.takes(term, source, number, expressions);
    }
    Predicate predicate = terms.lower(term, lowering());
    if (predicate != null) {
      predicates.add(predicate);
    }
    return predicate != null;
  }

  /** Says that a condition is judged above the table or query. */
  void filter(Scalar condition) {
    filters.add(condition);
  }

  /**
   * What the table judges.
   *
   * @return null for nothing
   */
  public Predicate predicate() {
    if (predicates.isEmpty()) {
      return null;
    }
    return predicates.size() == 1 ? predicates.get(0) : new Predicate.And(predicates);
  }

  /**
   * Whether a key of the table begins with a column that a term compares with something else.
   *
   * @param term the term
   * @param terms bind it
   * @param equal whether only {@code =} counts
   * @return false for a query
   */
  public boolean isByKey(Term term, Terms terms, boolean equal) {
    Column column = table == null ? null : terms.compared(term, number, equal);
    return column != null && new JoinEstimate.Keys(table.schema()).isFirst(column.name());
  }

  /**
   * What hands conditions down to the table.
   *
   * @return the same until the item is placed anew
   */
  public PredicateLowering lowering() {
    if (lowering == null) {
      lowering =
          new PredicateLowering(
              expressions,
              number,
              available,
              table == null ? Set.of() : ProvingColumns.of(table.schema()));
    }
    return lowering;
  }
}
