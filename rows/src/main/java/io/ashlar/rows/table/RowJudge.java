package io.ashlar.rows.table;

import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import org.agrona.DirectBuffer;

/**
 * Judges rows by the check constraints of their table, and by the predicates of its partial
 * indexes. They are compiled once for each definition; judging allocates nothing, except for
 * decimals. One owner at a time.
 */
public interface RowJudge {

  /** What {@link #violated} gives for a row that meets all checks. */
  int NONE = -1;

  /**
   * Takes the checks and partial indexes of a definition. Does nothing when it is the one taken
   * last.
   *
   * @param table the definition
   * @throws io.ashlar.error.SchemaException when a predicate does not fit its columns
   */
  void use(TableDefinition table);

  /**
   * Judges one row. Unknown passes, as in SQL.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table, from byte 0 on
   * @param rowLength its bytes
   * @return the first check that is false, as an index in the definition's checks, or {@link #NONE}
   */
  int violated(DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength);

  /**
   * Whether a row has expired, in a table whose rows can.
   *
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table, from byte 0 on
   * @param rowLength its bytes
   * @param now the time, in microseconds since 1970
   * @return true when it has
   */
  boolean isExpired(
      DirectBuffer key, int keyOffset, int keyLength, DirectBuffer row, int rowLength, long now);

  /**
   * Whether a row belongs into a partial index. Unknown does not, as in a query.
   *
   * @param index a partial index of the definition, published or not
   * @param key holds the row key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param row holds the row, in any layout of the table
   * @param rowOffset where it starts
   * @param rowLength its bytes
   * @return true when the predicate of the index is true for the row
   * @throws io.ashlar.error.ConstraintException when the predicate computes a number that
   *     overflows, or divides by zero
   */
  boolean isIndexed(
      IndexDefinition index,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer row,
      int rowOffset,
      int rowLength);
}
