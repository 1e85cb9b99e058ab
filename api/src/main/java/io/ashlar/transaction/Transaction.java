package io.ashlar.transaction;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A transaction that reads and writes. Ended by {@link #commit()} or {@link #rollback()}; closing
 * it without a commit rolls back. May be handed from thread to thread; overlapping use is an {@link
 * io.ashlar.error.IllegalUseException}.
 *
 * <p>After a {@link io.ashlar.error.RetryableException}, {@link
 * io.ashlar.error.DeadlineExceededException} or {@link io.ashlar.error.CancelledException} the
 * transaction is rolled back. After a {@link io.ashlar.error.ConstraintException}, {@link
 * io.ashlar.error.VersionMismatchException} or {@link io.ashlar.error.LimitExceededException} it
 * goes on without the statement that failed.
 */
public interface Transaction extends ReadTransaction {

  /**
   * Commits as durably as the database was opened for.
   *
   * @return the commit timestamp; that of the view when nothing was written
   * @throws io.ashlar.error.RetryableException when the transaction lost against another one
   * @throws io.ashlar.error.DeadlineExceededException when the deadline was over before the commit
   *     was handed to the store; nothing was written
   * @throws io.ashlar.error.CancelledException when it was cancelled before; nothing was written
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed during the commit
   * @throws io.ashlar.error.StorePoisonedException when the log failed before; nothing was written
   * @throws io.ashlar.error.OutOfSpaceException when the disk is full; nothing was written
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   */
  long commit();

  /**
   * Commits with a durability of its own.
   *
   * @param durability when to return
   * @return the commit timestamp
   */
  long commit(Durability durability);

  /**
   * Commits as durably as the database was opened for, without waiting for it; see {@link
   * #commitAsync(Durability, Executor)}. What depends on the result runs in the common pool.
   *
   * @return the commit timestamp, once acknowledged
   */
  CompletionStage<Long> commitAsync();

  /**
   * Commits without waiting for the disk. When this returns, the commit has its place in commit
   * order, its locks are released, other transactions that write see it, and this object can be
   * {@linkplain #begin() begun} again. What fails until then is thrown as by {@link #commit()}.
   *
   * <p>The result completes when {@code commit} would have returned: as durable as asked for, and
   * visible to {@link io.ashlar.Database#beginRead()}. Until then a power cut may take the commit,
   * together with all that were ordered after it. If the log fails, the result completes
   * exceptionally with {@link io.ashlar.error.CommitOutcomeUnknownException}. It always completes,
   * also when the database is closed. {@link io.ashlar.Database#flush} makes everything durable
   * that was ordered before. {@link Durability#ALWAYS} shares its fsync here.
   *
   * <p>Allocates the result and its way to the executor, below 300 bytes. There is no bound on the
   * commits that are outstanding but memory.
   *
   * @param durability when the result completes
   * @param executor completes the result and runs what depends on it without an executor of its
   *     own. It is called by the thread that syncs the log for everybody, so it must neither block
   *     nor run its tasks on the calling thread; when it refuses, the common pool takes over, and
   *     where there is no memory for that pool's task or thread, the calling thread runs all of it
   *     after all: late commits are better than a result that never completes. What is acknowledged
   *     at once does not pass it.
   * @return the commit timestamp, once acknowledged; that of the view when nothing was written
   */
  CompletionStage<Long> commitAsync(Durability durability, Executor executor);

  /** Undoes everything and ends the transaction. Does nothing on one that has ended. */
  void rollback();

  /**
   * Begins again with the same isolation level. Only after the end; the object keeps its buffers,
   * so a loop that reuses it allocates nothing.
   *
   * <p>When the last run of this object ended in a {@link io.ashlar.error.RetryableException} over
   * a key, this takes it for a retry: it first locks that key and, if they were not more than 32,
   * the rows that the last run had locked before, in the same order, waiting for whoever holds
   * them. So the view of the new run is taken under the locks and cannot lose against another
   * change of the same rows. The locks are held to the end of the run, like any others, also when
   * the run does something else; a transaction that is not to be retried is therefore better begun
   * on an object of its own.
   *
   * @throws io.ashlar.error.LockTimeoutException when one of these locks was not granted in time,
   *     or the thread was interrupted; the transaction is not active, and may be begun again
   * @throws io.ashlar.error.DeadlockException when the wait for one of them would close a cycle;
   *     the same
   * @throws io.ashlar.error.IllegalUseException when the transaction is active
   * @throws io.ashlar.error.ClosedException when it, or the database, is closed for good
   */
  void begin();

  /**
   * Marks a point to which the transaction can be taken back. Savepoints nest.
   *
   * @return the mark; void once an earlier one was rolled back to, it or an earlier one was
   *     released, and at the end
   */
  long savepoint();

  /**
   * Undoes all writes after a savepoint, rows and index entries alike; the savepoint can be used
   * again, and the memory of what was undone too. Locks stay. A cursor that was opened since and
   * saw own writes is closed.
   *
   * @param savepoint the mark
   * @throws io.ashlar.error.IllegalUseException when the mark is void
   */
  void rollbackTo(long savepoint);

  /**
   * Forgets a savepoint and those taken after it; the writes stay. Rewriting a row after a
   * savepoint takes new memory of the {@linkplain io.ashlar.Options.Builder#writeSetLimitBytes
   * write set}, so one that is not needed any more should be released.
   *
   * @param savepoint the mark, which is void from here on
   * @throws io.ashlar.error.IllegalUseException when the mark is void
   */
  void release(long savepoint);

  /**
   * Says how long this transaction waits for a lock of a row or table from here on, to its end. The
   * next one of this object, and the next run by {@link io.ashlar.Database#transact}, wait as long
   * as {@link io.ashlar.Options.Builder#lockTimeout} says again.
   *
   * @param timeout the time, in nanoseconds at most {@link Long#MAX_VALUE}; zero for not at all
   *     (SQL: {@code NOWAIT})
   * @throws io.ashlar.error.IllegalUseException when negative or too long
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   */
  void lockTimeout(Duration timeout);

  /**
   * The time that the transaction takes for that of all it does: the same at each call until it
   * ends. It is what defaults such as {@link io.ashlar.schema.DefaultValue#currentTimestamp} write.
   *
   * @return the time at which it was first asked for, by a call or by an insert, exact to a
   *     millisecond; never before that of a transaction that had ended by then
   * @throws io.ashlar.error.ClosedException when the transaction has ended
   */
  Instant currentTime();

  /**
   * The isolation level.
   *
   * @return the level
   */
  IsolationLevel isolation();
}
