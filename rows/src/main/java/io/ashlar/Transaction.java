package io.ashlar;

/**
 * A transaction that reads and writes. Ended by {@link #commit()} or {@link #rollback()}; closing
 * it without a commit rolls back. May be handed from thread to thread; overlapping use is an {@link
 * io.ashlar.error.IllegalUseException}.
 *
 * <p>After a {@link io.ashlar.error.RetryableException} the transaction is rolled back. After a
 * {@link io.ashlar.error.ConstraintException} it goes on without the statement that failed.
 */
public interface Transaction extends ReadTransaction {

  /**
   * Commits as durably as the database was opened for.
   *
   * @return the commit timestamp; that of the view when nothing was written
   * @throws io.ashlar.error.RetryableException when the transaction lost against another one
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
   * Marks a point to which the transaction can be taken back.
   *
   * @return the mark; void once an earlier one was rolled back to, and at the end
   */
  long savepoint();

  /**
   * Undoes all writes after a savepoint, rows and index entries alike. Locks stay.
   *
   * @param savepoint the mark
   * @throws io.ashlar.error.IllegalUseException when the mark is void
   */
  void rollbackTo(long savepoint);

  /**
   * The isolation level.
   *
   * @return the level
   */
  IsolationLevel isolation();
}
