package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** Statements that change rows, and calls. */
public sealed interface DataStatement extends Statement {

  /**
   * What is given back of each row.
   *
   * @return none where the statement gives no rows
   */
  default List<QueryBody.SelectItem> returning() {
    return List.of();
  }

  /**
   * {@code INSERT}.
   *
   * @param offset where it begins in the text
   * @param with queries that it names first
   * @param mode what happens to rows that are there
   * @param table the table
   * @param alias what it is called
   * @param columns the columns; none means all
   * @param overriding whether identity columns are given
   * @param source the rows
   * @param conflict what happens on a conflict
   * @param returning what is given back
   */
  record Insert(
      int offset,
      Optional<Query.With> with,
      InsertMode mode,
      QualifiedName table,
      Optional<Identifier> alias,
      List<Identifier> columns,
      Overriding overriding,
      InsertSource source,
      Optional<ConflictClause> conflict,
      List<QueryBody.SelectItem> returning)
      implements DataStatement {}

  /**
   * {@code UPDATE}.
   *
   * @param offset where it begins in the text
   * @param with queries that it names first
   * @param table the table
   * @param alias what it is called
   * @param assignments at least one
   * @param from further tables
   * @param where which rows
   * @param orderBy which first
   * @param limit how many at most
   * @param returning what is given back
   */
  record Update(
      int offset,
      Optional<Query.With> with,
      QualifiedName table,
      Optional<Identifier> alias,
      List<Assignment> assignments,
      List<TableReference> from,
      Optional<Expression> where,
      List<Query.SortItem> orderBy,
      Optional<Expression> limit,
      List<QueryBody.SelectItem> returning)
      implements DataStatement {}

  /**
   * {@code DELETE}.
   *
   * @param offset where it begins in the text
   * @param with queries that it names first
   * @param table the table
   * @param alias what it is called
   * @param using further tables
   * @param where which rows
   * @param orderBy which first
   * @param limit how many at most
   * @param returning what is given back
   */
  record Delete(
      int offset,
      Optional<Query.With> with,
      QualifiedName table,
      Optional<Identifier> alias,
      List<TableReference> using,
      Optional<Expression> where,
      List<Query.SortItem> orderBy,
      Optional<Expression> limit,
      List<QueryBody.SelectItem> returning)
      implements DataStatement {}

  /**
   * {@code MERGE} with a source and a condition.
   *
   * @param offset where it begins in the text
   * @param with queries that it names first
   * @param table the table
   * @param alias what it is called
   * @param source what it is merged with
   * @param condition which rows belong together
   * @param branches at least one
   * @param returning what is given back
   */
  record Merge(
      int offset,
      Optional<Query.With> with,
      QualifiedName table,
      Optional<Identifier> alias,
      TableReference source,
      Expression condition,
      List<MergeBranch> branches,
      List<QueryBody.SelectItem> returning)
      implements DataStatement {}

  /**
   * {@code MERGE INTO table KEY}: rows that are there are changed, others inserted.
   *
   * @param offset where it begins in the text
   * @param table the table
   * @param columns the columns; none means all
   * @param key what makes rows the same; none means the primary key
   * @param source the rows
   */
  record MergeByKey(
      int offset,
      QualifiedName table,
      List<Identifier> columns,
      List<Identifier> key,
      InsertSource source)
      implements DataStatement {}

  /**
   * {@code TRUNCATE}.
   *
   * @param offset where it begins in the text
   * @param tables at least one
   * @param identity what happens to identity columns
   * @param behavior what happens to tables that refer to these
   */
  record Truncate(
      int offset,
      List<QualifiedName> tables,
      IdentityReset identity,
      DefinitionStatement.DropBehavior behavior)
      implements DataStatement {}

  /**
   * {@code CALL}.
   *
   * @param offset where it begins in the text
   * @param result the parameter that takes the result
   * @param name what is called
   * @param arguments the arguments
   */
  record ProcedureCall(
      int offset,
      Optional<Expression.Parameter> result,
      QualifiedName name,
      List<Expression> arguments)
      implements DataStatement {}

  /**
   * One {@code WHEN} of a merge.
   *
   * @param offset where it begins in the text
   * @param match for which rows
   * @param condition what else must hold
   * @param action what is done
   */
  record MergeBranch(
      int offset, MatchKind match, Optional<Expression> condition, MergeAction action)
      implements SyntaxNode {}

  /** Where the rows of an insert come from. */
  sealed interface InsertSource extends SyntaxNode {}

  /**
   * {@code DEFAULT VALUES}.
   *
   * @param offset where it begins in the text
   */
  record DefaultRow(int offset) implements InsertSource {}

  /**
   * {@code VALUES}.
   *
   * @param offset where it begins in the text
   * @param rows the rows, at least one
   */
  record Rows(int offset, List<QueryBody.ValueRow> rows) implements InsertSource {}

  /**
   * A query.
   *
   * @param offset where it begins in the text
   * @param query the query
   */
  record QueryRows(int offset, Query query) implements InsertSource {}

  /** What an insert does when a row is there. */
  sealed interface ConflictClause extends SyntaxNode {}

  /**
   * {@code ON CONFLICT}.
   *
   * @param offset where it begins in the text
   * @param target which conflict is meant
   * @param action what is done
   */
  record OnConflict(int offset, Optional<ConflictTarget> target, ConflictAction action)
      implements ConflictClause {}

  /**
   * {@code ON DUPLICATE KEY UPDATE}.
   *
   * @param offset where it begins in the text
   * @param assignments at least one
   */
  record OnDuplicateKey(int offset, List<Assignment> assignments) implements ConflictClause {}

  /** Which conflict is meant. */
  sealed interface ConflictTarget extends SyntaxNode {}

  /**
   * That of a unique index.
   *
   * @param offset where it begins in the text
   * @param columns its columns, at least one
   * @param where its predicate
   */
  record TargetColumns(int offset, List<Identifier> columns, Optional<Expression> where)
      implements ConflictTarget {}

  /**
   * That of a constraint.
   *
   * @param offset where it begins in the text
   * @param name its name
   */
  record TargetConstraint(int offset, Identifier name) implements ConflictTarget {}

  /** What is done on a conflict. */
  sealed interface ConflictAction extends SyntaxNode {}

  /**
   * The row is left out.
   *
   * @param offset where it begins in the text
   */
  record DoNothing(int offset) implements ConflictAction {}

  /**
   * The row that is there is changed.
   *
   * @param offset where it begins in the text
   * @param assignments at least one
   * @param where if this holds
   */
  record DoUpdate(int offset, List<Assignment> assignments, Optional<Expression> where)
      implements ConflictAction {}

  /** A new value of a column, or of several. */
  sealed interface Assignment extends SyntaxNode {}

  /**
   * {@code column = value}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param value the value
   */
  record SetColumn(int offset, QualifiedName column, Expression value) implements Assignment {}

  /**
   * {@code (a, b) = (x, y)}.
   *
   * @param offset where it begins in the text
   * @param columns the columns, at least one
   * @param values the values, at least one
   */
  record SetColumns(int offset, List<QualifiedName> columns, List<Expression> values)
      implements Assignment {}

  /**
   * {@code (a, b) = (query)}.
   *
   * @param offset where it begins in the text
   * @param columns the columns, at least one
   * @param query the query
   */
  record SetFromQuery(int offset, List<QualifiedName> columns, Query query) implements Assignment {}

  /** What a merge does with a row. */
  sealed interface MergeAction extends SyntaxNode {}

  /**
   * It is changed.
   *
   * @param offset where it begins in the text
   * @param assignments at least one
   */
  record MergeUpdate(int offset, List<Assignment> assignments) implements MergeAction {}

  /**
   * It is deleted.
   *
   * @param offset where it begins in the text
   */
  record MergeDelete(int offset) implements MergeAction {}

  /**
   * It is inserted.
   *
   * @param offset where it begins in the text
   * @param columns the columns; none means all
   * @param overriding whether identity columns are given
   * @param values the values; none means defaults alone
   */
  record MergeInsert(
      int offset, List<Identifier> columns, Overriding overriding, List<Expression> values)
      implements MergeAction {}

  /**
   * It is left as it is.
   *
   * @param offset where it begins in the text
   */
  record MergeNothing(int offset) implements MergeAction {}

  /** What an insert does when a row is there. */
  enum InsertMode {
    /** It is refused. */
    PLAIN,
    /** It is replaced. */
    OR_REPLACE,
    /** The new one is left out. */
    OR_IGNORE
  }

  /** Whether an insert gives identity columns. */
  enum Overriding {
    /** Nothing was said. */
    UNSAID,
    /** Given values are taken. */
    SYSTEM_VALUE,
    /** Given values are passed over. */
    USER_VALUE
  }

  /** What a truncation does to identity columns. */
  enum IdentityReset {
    /** Nothing was said. */
    UNSAID,
    /** They begin anew. */
    RESTART,
    /** They go on. */
    CONTINUE
  }

  /** For which rows a branch of a merge is. */
  enum MatchKind {
    /** Rows of both. */
    MATCHED,
    /** Rows of the source alone. */
    NOT_MATCHED,
    /** Rows of the table alone. */
    NOT_MATCHED_BY_SOURCE
  }
}
