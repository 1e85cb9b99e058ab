package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.util.List;

/**
 * When the rows of a table expire: some time after they were written last, or after the time in a
 * column of theirs. From that moment on no transaction that begins sees them: reads do not find
 * them, updates and deletes do not select them, and an insert of their key, or of a key that they
 * have in a unique index, replaces them. A transaction takes one time for all rows, that of its
 * first statement on such a table (under {@code READ_COMMITTED} of each statement), so a row does
 * not vanish under its reader. Their space is given back by {@code Database.startSweeper}.
 *
 * @param column a TIMESTAMP column, in which null stands for never; or null for the commit of the
 *     last write of the row
 * @param after how long after that time, from 0 (of a column) or 1 µs (of a write) to 100 years
 */
public record Expiration(String column, Duration after) {

  private static final Duration MAX = Duration.ofDays(36_525);

  /**
   * Checks the time.
   *
   * @param column a TIMESTAMP column, or null for the commit of the last write
   * @param after how long after that time
   * @throws SchemaException when it is out of range
   */
  public Expiration {
    Arguments.requireGiven(after, "after");
    boolean fits =
        !after.isNegative()
            && after.compareTo(MAX) <= 0
            && (column != null || after.toNanos() >= 1_000);
    if (!fits) {
      throw new SchemaException(
          "The time after which rows expire is out of range.", "after", after, "max", MAX);
    }
  }

  void check(String table, List<ColumnSchema> columns) {
    if (column != null
        && columns.stream()
            .noneMatch(c -> c.name().equals(column) && c.type().equals(ColumnType.TIMESTAMP))) {
      throw new SchemaException(
          "Rows expire by a column of type TIMESTAMP.", "table", table, "column", column);
    }
  }
}
