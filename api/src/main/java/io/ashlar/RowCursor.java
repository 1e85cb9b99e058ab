package io.ashlar;

import io.ashlar.page.Continuation;
import io.ashlar.page.StopReason;
import io.ashlar.row.RowReader;
import java.util.Optional;

/**
 * The rows of a scan, one after the other. A flyweight that moves: what it shows holds until the
 * next {@link #next()}. Belongs to one thread at a time.
 */
public interface RowCursor extends RowReader, AutoCloseable {

  /**
   * Moves to the next row.
   *
   * @return false when there is none; the cursor then stands on no row
   * @throws io.ashlar.error.DeadlineExceededException when the deadline of the transaction is over,
   *     or the time of the {@linkplain PreparedScan#limitedBy scan}
   * @throws io.ashlar.error.CancelledException when one of them was cancelled
   * @throws io.ashlar.error.RetryableException by a scan {@linkplain Scan#forUpdate() for update},
   *     as {@link Get#fetchForUpdate}
   * @throws io.ashlar.error.ClosedException when the cursor, its transaction or the database is
   *     closed
   */
  boolean next();

  /**
   * Why {@link #next} answered false.
   *
   * @return {@link StopReason#RUNNING} while it has not
   */
  StopReason stopped();

  /**
   * Where the scan can go on, in this transaction or another, in this process or a later one:
   * behind the last row that was shown, or, where a budget has ended the run, the last entry that
   * was read. May be asked for at any time before {@link #close}; allocates.
   *
   * @return the token for {@link PreparedScan#resume}; empty when the scan is {@linkplain
   *     StopReason#EXHAUSTED exhausted}
   * @throws io.ashlar.error.IllegalUseException when parameters were bound since the cursor was
   *     opened
   * @throws io.ashlar.error.ClosedException when the cursor, its transaction or the database is
   *     closed
   */
  Optional<Continuation> continuation();

  /**
   * The same, pinned to the state that the transaction reads: going on is refused in a transaction
   * that reads another one. So pages that do not fit together are an error, not a surprise. Where
   * the table {@linkplain Schema#keepHistory keeps its history} and the scan walks its primary key
   * or sorts, {@link Database#beginReadAsOf(long)} with {@link Continuation#timestamp} reads that
   * state again, later or after a restart.
   *
   * @return the token; empty when the scan is exhausted
   * @throws io.ashlar.error.IllegalUseException as {@link #continuation}; also when the transaction
   *     has written, because nobody else sees what it reads
   * @throws io.ashlar.error.ClosedException as {@link #continuation}
   */
  Optional<Continuation> pinnedContinuation();

  /** Ends the scan; the prepared scan may be opened again. Idempotent. */
  @Override
  void close();
}
