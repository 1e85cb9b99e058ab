package io.ashlar;

import io.ashlar.page.Continuation;
import io.ashlar.row.Bindings;
import io.ashlar.statistics.ScanReport;
import io.ashlar.transaction.ReadTransaction;

/**
 * A planned scan with its buffers. Bind parameters, open, read, close; then again. One cursor of it
 * can be open at a time. Belongs to one thread at a time. Opening and reading allocate nothing in
 * steady state.
 */
public interface PreparedScan extends Bindings<PreparedScan>, AutoCloseable {

  /**
   * Lets the next {@link #open} go on where an earlier run of the same statement stopped, behind
   * the last entry that it read. Holds for that call alone, whatever its outcome. Whether the token
   * fits is checked then, so parameters may be bound before or after this. The scan goes on along
   * the key that was begun with, or sorts as it did, whatever it would choose by now.
   *
   * <pre>{@code
   * try (RowCursor rows = scan.resume(token).open(tx)) {
   *   while (rows.next()) { ... }
   *   token = rows.continuation().orElse(null);
   * }
   * }</pre>
   *
   * @param token from {@link RowCursor#continuation} of a cursor of the same statement, by this
   *     prepared scan or another one
   * @return this
   */
  PreparedScan resume(Continuation token);

  /**
   * Runs the scan. The cursor sees the transaction's own writes made before this call, and none
   * made after it.
   *
   * @param transaction the transaction, which must outlive the cursor
   * @return the cursor, before its first row; the same object each time
   * @throws io.ashlar.error.IllegalUseException when a parameter was never bound or the last cursor
   *     is still open, or the scan is for update and the transaction read-only
   * @throws io.ashlar.error.LimitExceededException when rows must be sorted and do not fit
   * @throws io.ashlar.error.ContinuationException when the token given to {@link #resume} was taken
   *     from another statement, or is pinned to a state that the transaction does not read
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  RowCursor open(ReadTransaction transaction);

  /**
   * The plan: one step a line. While a cursor is open its plan; otherwise the plan that the next
   * {@link #open} will use, with a token that was given to {@link #resume}, for the newest schema
   * and statistics and a transaction of the kind that the last one was, which reads the past or
   * not. Where the table was analyzed, the last line tells how many entries and rows are expected,
   * and the cost in moves to a neighbouring entry.
   *
   * @return the text; allocates
   * @throws io.ashlar.error.SchemaException when a schema change has made the scan impossible
   */
  String explain();

  /**
   * Runs the scan to its end and tells what that has cost, beside the plan. A scan for update locks
   * its rows. Costs nothing while it is not called.
   *
   * @param transaction the transaction
   * @return what was read, skipped, waited for and allocated; allocates
   * @throws io.ashlar.error.IllegalUseException as {@link #open}
   * @throws io.ashlar.error.ClosedException as {@link #open}
   */
  ScanReport explainAnalyze(ReadTransaction transaction);

  /**
   * The plan, and below it what else there was to choose from: a line for each key, with what the
   * planner expects of it where the table was {@linkplain Maintenance#analyze(String) analyzed}.
   *
   * @return the text; allocates
   * @throws io.ashlar.error.SchemaException as {@link #explain}
   */
  String explainChoice();

  /** Closes an open cursor and lets the buffers go. Idempotent. */
  @Override
  void close();
}
