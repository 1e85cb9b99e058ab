package io.ashlar.rows.scan;

import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.table.TransactionHandle;

/** Leads from row to row of those that a plan selects. Opened many times. */
interface RowWalk extends AutoCloseable {

  Plan plan();

  /** What {@link #next} moves. */
  RowSource source();

  /** Opens the walk, in a statement that has begun. Parameters are bound. */
  void open(TransactionHandle transaction, Workspace memory);

  /** Moves to the next row that the predicate selects. */
  boolean next();

  /** Rows or entries moved over since the walk was opened. */
  long moved();

  /** Rows that entries led to since then, or that were locked and read. */
  long fetches();

  /** Whether what the walk shows was kept from an earlier one. */
  default boolean cached() {
    return false;
  }

  /** Checks that the row which the source shows is still there. */
  void requirePosition();

  /** Ends the walk; it can be opened again. Idempotent. */
  @Override
  void close();
}
