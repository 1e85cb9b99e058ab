package io.ashlar.transaction;

import java.time.Duration;
import java.time.Instant;

/**
 * What reads happen in: a read-only transaction, or the reading side of a {@link Transaction}.
 *
 * <p>A read-only transaction sees one state of the database from its beginning to its end, takes no
 * locks and never fails with a conflict. It may be handed from thread to thread; overlapping use is
 * an {@link io.ashlar.error.IllegalUseException}.
 */
public interface ReadTransaction extends AutoCloseable {

  /**
   * Whether the transaction has begun and not ended.
   *
   * @return true while it can be used
   */
  boolean active();

  /**
   * The commit timestamp of the state that the transaction reads.
   *
   * @return the timestamp; under {@code READ_COMMITTED} that of the last statement
   */
  long readTimestamp();

  /**
   * Gives the transaction a deadline. When the time is over, the call that finds out ends in {@link
   * io.ashlar.error.DeadlineExceededException}, with the transaction rolled back, its cursors
   * closed and its locks released; it is not retried. Within {@link io.ashlar.Database#transact}
   * this holds for the run of the body that says it, and the deadline of the whole call is not
   * exceeded either.
   *
   * <p>No thread watches the time; it is looked at by each statement, read, lock and commit, at
   * every 16th entry of a scan, and a wait for a lock ends when it is over. So a transaction that
   * nobody uses keeps its locks until somebody does or closes it. A commit that was handed to the
   * store is not given up: {@code commit} waits for its outcome, however long.
   *
   * @param time from now on; zero or less is over at once. A later call replaces an earlier one
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   * @throws io.ashlar.error.IllegalUseException when the argument is null
   */
  void timeout(Duration time);

  /**
   * The same with a time of the wall clock, which is compared once, now.
   *
   * @param time when the time is over
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   * @throws io.ashlar.error.IllegalUseException when the argument is null
   */
  void deadline(Instant time);

  /**
   * Lets a token end the transaction, as {@link #cancel} does. A later call replaces an earlier
   * one.
   *
   * @param token the token
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   * @throws io.ashlar.error.IllegalUseException when the argument is null
   */
  void cancelOn(CancellationToken token);

  /**
   * Ends the transaction from any thread, also while another one is inside a call. Returns at once:
   * a wait for a lock ends now, a scan within 16 entries, everything else with the next call; that
   * call throws {@link io.ashlar.error.CancelledException}, with the transaction rolled back, its
   * cursors closed and its locks released. Within {@link io.ashlar.Database#transact} the whole
   * call ends so. A transaction that has ended, and a commit that was handed to the store, are not
   * disturbed.
   */
  void cancel();

  /**
   * Ends the transaction; one that writes is rolled back. Idempotent, and for any thread: where
   * another one is inside a call, that call ends the transaction on its way out, a wait for a lock
   * ends in {@link io.ashlar.error.ClosedException}, and a commit under way finishes.
   */
  @Override
  void close();
}
