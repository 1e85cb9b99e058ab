package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What is said of a table behind its columns. */
public sealed interface TableClause extends SyntaxNode {

  /**
   * {@code PARTITION BY RANGE}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param width a number, or an interval
   * @param retention how long a partition is kept
   */
  record RangePartitions(
      int offset, Identifier column, Expression width, Optional<Expression> retention)
      implements TableClause {}

  /**
   * {@code PARTITION BY LIST}.
   *
   * @param offset where it begins in the text
   * @param column the column
   * @param lists the values of each partition; none where each value has its own
   */
  record ListPartitions(int offset, Identifier column, List<QueryBody.ValueRow> lists)
      implements TableClause {}

  /**
   * {@code PARTITION BY HASH}.
   *
   * @param offset where it begins in the text
   * @param columns the columns, at least one
   * @param count how many partitions
   */
  record HashPartitions(int offset, List<Identifier> columns, int count) implements TableClause {}

  /**
   * {@code EXPIRE column AFTER interval}.
   *
   * @param offset where it begins in the text
   * @param column the column with the time; none is the last write
   * @param after how long after it
   */
  record Expiry(int offset, Optional<Identifier> column, Expression after) implements TableClause {}

  /**
   * {@code KEEP HISTORY FOR interval}.
   *
   * @param offset where it begins in the text
   * @param retention for how long
   */
  record History(int offset, Expression retention) implements TableClause {}
}
