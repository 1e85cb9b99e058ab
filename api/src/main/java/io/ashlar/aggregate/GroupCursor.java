package io.ashlar.aggregate;

import io.ashlar.row.RowReader;

/**
 * The groups of rows, one after the other: shows the columns that the rows were grouped by, and the
 * aggregates over the group. What it shows holds until the next {@link #next()}. Groups come in the
 * order of the key that is walked, or in ascending order of their columns where they are gathered.
 * Belongs to one thread at a time.
 */
public interface GroupCursor extends RowReader, AggregateReader, AutoCloseable {

  /**
   * Reads the next group to its end.
   *
   * @return false when there is none; the cursor then stands on no group
   * @throws io.ashlar.error.ConstraintException when a number cannot be computed
   * @throws io.ashlar.error.ClosedException when the cursor, its transaction or the database is
   *     closed
   */
  boolean next();

  /** Ends the walk; the prepared statement may be opened again. Idempotent. */
  @Override
  void close();
}
