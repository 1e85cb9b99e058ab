package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A query, with what surrounds its body.
 *
 * @param offset where it begins in the text
 * @param with queries that it names first
 * @param body what gives the rows
 * @param orderBy their order
 * @param limit how many, and which
 * @param locks which rows are locked
 */
public record Query(
    int offset,
    Optional<With> with,
    QueryBody body,
    List<SortItem> orderBy,
    Optional<RowLimit> limit,
    List<LockClause> locks)
    implements SyntaxNode {
  /**
   * {@code WITH}.
   *
   * @param offset where it begins in the text
   * @param recursive whether queries may refer to themselves
   * @param tables the queries, at least one
   */
  public record With(int offset, boolean recursive, List<CommonTable> tables)
      implements SyntaxNode {}

  /**
   * A query with a name.
   *
   * @param offset where it begins in the text
   * @param name the name
   * @param columns names of its columns
   * @param materialization whether it is run once
   * @param query the query
   */
  public record CommonTable(
      int offset,
      Identifier name,
      List<Identifier> columns,
      Materialization materialization,
      Query query)
      implements SyntaxNode {}

  /**
   * What rows are ordered by.
   *
   * @param offset where it begins in the text
   * @param key the value
   * @param descending whether great values come first
   * @param nulls where nulls come
   */
  public record SortItem(int offset, Expression key, boolean descending, NullOrder nulls)
      implements SyntaxNode {}

  /**
   * How many rows are given; one of the two is there.
   *
   * @param offset where it begins in the text
   * @param count how many
   * @param skipped how many are passed over before
   * @param withTies whether equals of the last row come too; only with a count
   */
  public record RowLimit(
      int offset, Optional<Expression> count, Optional<Expression> skipped, boolean withTies)
      implements SyntaxNode {}

  /**
   * {@code FOR UPDATE} and its kin.
   *
   * @param offset where it begins in the text
   * @param strength how strong
   * @param tables the tables; none means all
   * @param policy what happens to rows that others have locked
   * @param seconds how long is waited, where the policy is to wait a time
   */
  public record LockClause(
      int offset,
      LockStrength strength,
      List<QualifiedName> tables,
      LockPolicy policy,
      Optional<Expression> seconds)
      implements SyntaxNode {}

  /** Whether a named query is run once. */
  public enum Materialization {
    /** Nothing was said. */
    UNSAID,
    /** Once. */
    MATERIALIZED,
    /** Where it is used. */
    NOT_MATERIALIZED
  }

  /** Where nulls come. */
  public enum NullOrder {
    /** Nothing was said. */
    UNSAID,
    /** First. */
    FIRST,
    /** Last. */
    LAST
  }

  /** How strong a lock is. */
  public enum LockStrength {
    /** Nobody else may lock. */
    UPDATE,
    /** As strong, but for references. */
    NO_KEY_UPDATE,
    /** Others may share. */
    SHARE,
    /** As weak as possible. */
    KEY_SHARE
  }

  /** What happens to rows that others have locked. */
  public enum LockPolicy {
    /** They are waited for. */
    BLOCK,
    /** The statement fails. */
    NOWAIT,
    /** They are passed over. */
    SKIP_LOCKED,
    /** They are waited for, for a time. */
    WAIT
  }
}
