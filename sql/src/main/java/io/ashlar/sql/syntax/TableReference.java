package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What stands in {@code FROM}. */
public sealed interface TableReference extends SyntaxNode {

  /**
   * A table or view.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param asOf the time at which it is read
   * @param alias what it is called
   */
  record Table(int offset, QualifiedName name, Optional<Expression> asOf, Optional<Alias> alias)
      implements TableReference {}

  /**
   * A query as a table.
   *
   * @param offset where it begins in the text
   * @param lateral whether it sees the tables before it
   * @param query the query
   * @param alias what it is called
   */
  record Derived(int offset, boolean lateral, Query query, Optional<Alias> alias)
      implements TableReference {}

  /**
   * A function as a table.
   *
   * @param offset where it begins in the text
   * @param lateral whether it sees the tables before it
   * @param call the call
   * @param alias what it is called
   */
  record Function(int offset, boolean lateral, Call.FunctionCall call, Optional<Alias> alias)
      implements TableReference {}

  /**
   * Tables joined from left to right.
   *
   * @param offset where it begins in the text
   * @param first the leftmost
   * @param steps what follows, at least one
   */
  record Join(int offset, TableReference first, List<JoinStep> steps) implements TableReference {}

  /**
   * One join, with the table to its right.
   *
   * @param offset where it begins in the text
   * @param kind which
   * @param right the right side
   * @param condition which rows belong together
   */
  record JoinStep(int offset, JoinKind kind, TableReference right, JoinCondition condition)
      implements SyntaxNode {}

  /**
   * What a table is called in a query.
   *
   * @param offset where it begins in the text
   * @param name its name
   * @param columns names of its columns; none where they keep theirs
   */
  record Alias(int offset, Identifier name, List<Identifier> columns) implements SyntaxNode {}

  /** Which rows of two tables belong together. */
  sealed interface JoinCondition extends SyntaxNode {}

  /**
   * {@code ON}.
   *
   * @param offset where it begins in the text
   * @param condition the condition
   */
  record On(int offset, Expression condition) implements JoinCondition {}

  /**
   * {@code USING}.
   *
   * @param offset where it begins in the text
   * @param columns the columns, at least one
   */
  record Using(int offset, List<Identifier> columns) implements JoinCondition {}

  /**
   * {@code NATURAL}: equal columns of equal names.
   *
   * @param offset where it begins in the text
   */
  record Natural(int offset) implements JoinCondition {}

  /**
   * No condition: each row with each; of cross joins alone.
   *
   * @param offset where it begins in the text
   */
  record Every(int offset) implements JoinCondition {}

  /** Kinds of joins. */
  enum JoinKind {
    /** Each row with each. */
    CROSS,
    /** Rows that belong together. */
    INNER,
    /** And rows of the left that are alone. */
    LEFT,
    /** And rows of the right that are alone. */
    RIGHT,
    /** And rows of both that are alone. */
    FULL
  }
}
