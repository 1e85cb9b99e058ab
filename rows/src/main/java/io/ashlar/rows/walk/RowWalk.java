package io.ashlar.rows.walk;

import io.ashlar.page.StopReason;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;

/** Leads from row to row of those that a plan selects. Opened many times. */
public interface RowWalk extends AutoCloseable {

  Plan plan();

  /** Where {@link #next} has gone; may be another one after it. */
  RowSource source();

  /**
   * Opens the walk, in a statement that has begun. Parameters are bound.
   *
   * @param from where to go on, or null from the beginning
   * @param meter counts what may be read, or null for no bound
   */
  void open(TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter meter);

  /**
   * Whether the last opening has failed because the memory of a sort did not hold its rows: a key
   * that gives the order may lead to them all the same.
   */
  default boolean outgrown() {
    return false;
  }

  /** Moves to the next row that the predicate selects. */
  boolean next();

  /**
   * Adds to the plan as text what the walk does beside it; complete: all parameters have values.
   */
  default void explain(StringBuilder text, boolean complete) {}

  /** Rows or entries moved over since the walk was opened. */
  long moved();

  /** Rows that entries led to since then, or that were locked and read. */
  long fetches();

  /** Whether what the walk shows was kept from an earlier one. */
  default boolean cached() {
    return false;
  }

  /** Why {@link #next} answered false, or {@link StopReason#RUNNING} when it has not. */
  StopReason stopped();

  /**
   * The key of the last entry that was read, without its keyspace id: a copy, or null before the
   * first. Only while the walk is not exhausted.
   */
  byte[] position();

  /** Checks that the row which the source shows is still there. */
  void requirePosition();

  /**
   * Checks that the walk has not lost its ground, wherever it stands: that neither the transaction
   * has ended nor a rollback to a savepoint has undone the writes that it was opened over.
   */
  default void requireGround() {
    requirePosition();
  }

  /** Ends the walk; it can be opened again. Idempotent. */
  @Override
  void close();
}
