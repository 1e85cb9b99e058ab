package io.ashlar.rows.walk;

import io.ashlar.page.StopReason;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.resume.ReadMeter;
import io.ashlar.rows.resume.ScanPosition;
import io.ashlar.rows.row.RowSource;
import io.ashlar.rows.session.TransactionHandle;

/**
 * Leads from row to row of those that a plan selects. Opened many times. Whoever opens it or goes
 * on with it is inside of the transaction, as {@link io.ashlar.txn.StoreTransaction#enterStatement}
 * and its kin say, and has found that it is still the one of the opening: no walk asks again.
 */
public interface RowWalk extends AutoCloseable {

  /**
   * What it walks.
   *
   * @return the plan
   */
  Plan plan();

  /**
   * Where {@link #next} has gone; may be another one after it.
   *
   * @return where the columns are found
   */
  RowSource source();

  /**
   * Opens the walk, in a statement that has begun. Parameters are bound.
   *
   * @param from where to go on, or null from the beginning
   * @param meter counts what may be read, or null for no bound
   * @param transaction the transaction
   * @param memory lent to the walk until it is closed
   */
  void open(TransactionHandle transaction, Workspace memory, ScanPosition from, ReadMeter meter);

  /**
   * Opens the walk from the beginning, without a bound.
   *
   * @param transaction the transaction
   * @param memory lent to the walk until it is closed
   */
  default void open(TransactionHandle transaction, Workspace memory) {
    open(transaction, memory, null, null);
  }

  /**
   * Whether the last opening has failed because the memory of a sort did not hold its rows: a key
   * that gives the order may lead to them all the same.
   *
   * @return true when so
   */
  default boolean outgrown() {
    return false;
  }

  /**
   * Moves to the next row that the predicate selects.
   *
   * @return false when there is none, for a reason that {@link #stopped} gives
   */
  boolean next();

  /**
   * Adds to the plan as text what the walk does beside it; complete: all parameters have values.
   *
   * @param text the plan so far
   * @param complete whether all parameters have values
   */
  default void explain(StringBuilder text, boolean complete) {}

  /**
   * Rows or entries moved over since the walk was opened.
   *
   * @return how many
   */
  long moved();

  /**
   * Rows that entries led to since then, or that were locked and read.
   *
   * @return how many
   */
  long fetches();

  /**
   * Whether what the walk shows was kept from an earlier one.
   *
   * @return true when so
   */
  default boolean cached() {
    return false;
  }

  /**
   * Why {@link #next} answered false, or {@link StopReason#RUNNING} when it has not.
   *
   * @return the reason
   */
  StopReason stopped();

  /**
   * The key of the last entry that was read, without its keyspace id: a copy, or null before the
   * first. Only while the walk is not exhausted.
   *
   * @return a copy of the key, or null
   */
  byte[] position();

  /**
   * Checks that the row which the source shows is still there, in a transaction that is under way.
   * Also for who is not inside of it; another thread may close the walk meanwhile.
   *
   * @throws io.ashlar.error.ClosedException when a rollback to a savepoint has undone the writes
   *     that the walk was opened over, or the walk is closed
   */
  void requirePosition();

  /** Ends the walk; it can be opened again. Idempotent; inside of the transaction or not. */
  @Override
  void close();
}
