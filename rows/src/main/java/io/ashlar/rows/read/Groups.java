package io.ashlar.rows.read;

import io.ashlar.rows.aggregate.AggregateValues;
import io.ashlar.rows.row.KeptRow;
import io.ashlar.rows.walk.Workspace;

/**
 * Leads from group to group of the rows of an open walk, inside of its transaction. At each group
 * the aggregates know what they know of it, and a copy of a row is at hand that shows its columns.
 */
interface Groups {

  /** Begins: the walk is open. */
  void begin(Workspace memory);

  /** Whether {@link #begin} has failed because the memory did not hold the groups. */
  default boolean outgrown() {
    return false;
  }

  /**
   * Moves to the next group.
   *
   * @param values the aggregates, which have forgotten what they knew
   * @param first receives a copy of a row, which shows the columns of the group
   */
  boolean next(AggregateValues values, KeptRow first);

  /** Lets memory go. The walk is closed by its owner. Idempotent. */
  void close();
}
