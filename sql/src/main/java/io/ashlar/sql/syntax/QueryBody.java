package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What gives the rows of a query. */
public sealed interface QueryBody extends SyntaxNode {

  /**
   * {@code SELECT}.
   *
   * @param offset where it begins in the text
   * @param distinct whether each row is given once
   * @param top how many rows
   * @param items the columns, at least one
   * @param from the tables
   * @param where which rows
   * @param groupBy the groups
   * @param having which groups
   * @param windows windows with names
   */
  record Select(
      int offset,
      Optional<Distinct> distinct,
      Optional<Top> top,
      List<SelectItem> items,
      List<TableReference> from,
      Optional<Expression> where,
      Optional<GroupBy> groupBy,
      Optional<Expression> having,
      List<NamedWindow> windows)
      implements QueryBody {}

  /**
   * {@code VALUES}.
   *
   * @param offset where it begins in the text
   * @param rows the rows, at least one
   */
  record Values(int offset, List<ValueRow> rows) implements QueryBody {}

  /**
   * One row of values.
   *
   * @param offset where it begins in the text
   * @param values its values, at least one
   */
  record ValueRow(int offset, List<Expression> values) implements SyntaxNode {}

  /**
   * {@code TABLE name}.
   *
   * @param offset where it begins in the text
   * @param name the table
   */
  record NamedTable(int offset, QualifiedName name) implements QueryBody {}

  /**
   * Rows of several queries: {@code UNION} and {@code EXCEPT} from left to right, or {@code
   * INTERSECT}.
   *
   * @param offset where it begins in the text
   * @param first the leftmost
   * @param branches what follows, at least one; all are intersections or none
   */
  record SetOperation(int offset, QueryBody first, List<Branch> branches) implements QueryBody {}

  /**
   * One set operation, with what stands to its right.
   *
   * @param offset where it begins in the text
   * @param kind which
   * @param all whether equal rows are kept
   * @param body its right side
   */
  record Branch(int offset, SetKind kind, boolean all, QueryBody body) implements SyntaxNode {}

  /**
   * A query in parentheses.
   *
   * @param offset where it begins in the text
   * @param query the query
   */
  record Nested(int offset, Query query) implements QueryBody {}

  /**
   * {@code DISTINCT}.
   *
   * @param offset where it begins in the text
   * @param on what makes rows equal; none means all columns
   */
  record Distinct(int offset, List<Expression> on) implements SyntaxNode {}

  /**
   * {@code TOP}.
   *
   * @param offset where it begins in the text
   * @param count how many rows
   * @param withTies whether equals of the last one come too
   */
  record Top(int offset, Expression count, boolean withTies) implements SyntaxNode {}

  /**
   * A window with a name.
   *
   * @param offset where it begins in the text
   * @param name the name
   * @param window the window
   */
  record NamedWindow(int offset, Identifier name, Window.Specification window)
      implements SyntaxNode {}

  /**
   * {@code GROUP BY}.
   *
   * @param offset where it begins in the text
   * @param distinct whether each grouping set is taken once
   * @param elements at least one
   */
  record GroupBy(int offset, boolean distinct, List<GroupingElement> elements)
      implements SyntaxNode {}

  /** A column of a select list, or several. */
  sealed interface SelectItem extends SyntaxNode {}

  /**
   * {@code *}.
   *
   * @param offset where it begins in the text
   */
  record AllColumns(int offset) implements SelectItem {}

  /**
   * {@code table.*}.
   *
   * @param offset where it begins in the text
   * @param table the table
   */
  record TableColumns(int offset, QualifiedName table) implements SelectItem {}

  /**
   * A value.
   *
   * @param offset where it begins in the text
   * @param value the value
   * @param alias its name
   */
  record Column(int offset, Expression value, Optional<Identifier> alias) implements SelectItem {}

  /** An element of {@code GROUP BY}. */
  sealed interface GroupingElement extends SyntaxNode {}

  /**
   * Values that rows of a group share.
   *
   * @param offset where it begins in the text
   * @param keys the values; none is one group of all rows
   */
  record Grouping(int offset, List<Expression> keys) implements GroupingElement {}

  /**
   * {@code ROLLUP}.
   *
   * @param offset where it begins in the text
   * @param groupings from the coarsest, at least one
   */
  record Rollup(int offset, List<Grouping> groupings) implements GroupingElement {}

  /**
   * {@code CUBE}.
   *
   * @param offset where it begins in the text
   * @param groupings at least one
   */
  record Cube(int offset, List<Grouping> groupings) implements GroupingElement {}

  /**
   * {@code GROUPING SETS}.
   *
   * @param offset where it begins in the text
   * @param elements at least one
   */
  record GroupingSets(int offset, List<GroupingElement> elements) implements GroupingElement {}

  /** Set operations. */
  enum SetKind {
    /** Rows of both. */
    UNION,
    /** Rows of the left alone. */
    EXCEPT,
    /** Rows that are in both. */
    INTERSECT
  }
}
