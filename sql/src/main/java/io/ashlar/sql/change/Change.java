package io.ashlar.sql.change;

import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.transaction.Transaction;

/**
 * A statement that changes rows, planned. It can be run again and again by one thread at a time.
 */
public abstract class Change {

  /** For changes. */
  Change() {}

  /**
   * Runs it. What it did before it failed is not undone here.
   *
   * @param transaction in which the rows are changed
   * @return how many rows were inserted, updated or deleted
   * @throws io.ashlar.error.AshlarException when the table refuses
   * @throws io.ashlar.sql.error.SqlException when a value cannot be computed
   */
  public abstract long run(Transaction transaction);

  /**
   * Whether a run that fails has changed nothing.
   *
   * @return false when whoever runs it must undo what it did
   */
  public boolean isAtomic() {
    return true;
  }

  /**
   * What it gives back of the rows that it has changed: as they are then, and as they were where
   * they were deleted. They can be read from the end of a run on, once, without a transaction.
   *
   * @return null when it gives nothing back
   */
  public PlannedQuery returned() {
    return null;
  }

  /** Gives up what is kept between runs. */
  public void release() {
    // Most keep nothing.
  }
}
