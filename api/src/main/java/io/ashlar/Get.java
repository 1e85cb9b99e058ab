package io.ashlar;

import io.ashlar.row.Assignments;
import io.ashlar.row.Row;
import io.ashlar.row.RowReader;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.util.Optional;

/**
 * Reads one row by its primary key, or by the key of a unique index. Made by {@link Table#get()}
 * and {@link Table#get(String)}; reusable: set the key columns, fetch, read the columns from this
 * object. Belongs to one thread at a time. {@link #fetch} allocates nothing in steady state.
 *
 * <p>The key columns are unset by each fetch; the row that was found can be read until the next
 * one. A key is compared by value: with an instant or time that has a part below microseconds, or
 * another value that its column cannot hold, it finds nothing.
 */
public interface Get extends Assignments<Get>, RowReader {

  /**
   * Reads the row as the transaction sees it.
   *
   * @param transaction the transaction
   * @return whether there is one
   * @throws io.ashlar.error.IllegalUseException when a column of the key has no value
   * @throws io.ashlar.error.ClosedException when the transaction has ended or the table was dropped
   */
  boolean fetch(ReadTransaction transaction);

  /**
   * Locks the row until the transaction ends, whether it exists or not, and reads it (SQL: {@code
   * SELECT ... FOR UPDATE}): under {@code READ_COMMITTED} its newest version, under the other
   * levels the one of the transaction's view.
   *
   * <p>By a unique index the index key is locked first, so that nobody can move it to another row,
   * then the row. An update of that row by its primary key takes the two locks the other way round;
   * where they meet one is told of a deadlock. A key that no row can have, because a column of it
   * is null or holds what it cannot, or it is longer than keys may be, finds nothing and locks
   * nothing. Allocates nothing in steady state.
   *
   * @param transaction the transaction
   * @return whether there is one
   * @throws io.ashlar.error.WriteConflictException but under {@code READ_COMMITTED}, when the row
   *     was changed after the view
   * @throws io.ashlar.error.LockTimeoutException when another transaction held it for longer than
   *     {@link Transaction#lockTimeout} allows, or the thread was interrupted
   * @throws io.ashlar.error.DeadlockException when waiting would close a cycle; the fact {@code
   *     cycle} names the transactions
   * @throws io.ashlar.error.IllegalUseException when the transaction is read-only
   */
  boolean fetchForUpdate(Transaction transaction);

  /**
   * The same, but does not wait (SQL: {@code NOWAIT}): when another transaction has a lock that is
   * needed, it fails at once. Only the wait for a schema change of the table remains, which {@link
   * Transaction#lockTimeout} bounds.
   *
   * @param transaction the transaction
   * @return whether there is a row
   * @throws io.ashlar.error.LockTimeoutException when the row or its index key is locked;
   *     retryable, so {@link Database#transact} would run its body again
   * @throws io.ashlar.error.WriteConflictException as {@link #fetchForUpdate}
   */
  boolean fetchForUpdateNoWait(Transaction transaction);

  /**
   * The same, but takes a row that another transaction has locked for none (SQL: {@code SKIP
   * LOCKED}), without waiting for it. Only the wait for a schema change of the table remains, which
   * {@link Transaction#lockTimeout} bounds. By a unique index the lock of the index key stays also
   * when the row is found to be locked. Under {@code SERIALIZABLE} the row counts as read in either
   * case.
   *
   * @param transaction the transaction
   * @return whether there is a row that it has locked now; false when another transaction has the
   *     row or its index key
   * @throws io.ashlar.error.WriteConflictException as {@link #fetchForUpdate}
   */
  boolean fetchForUpdateSkipLocked(Transaction transaction);

  /**
   * Reads the row in a read transaction of its own and copies it: allocates.
   *
   * @return the row
   */
  Optional<Row> find();

  /**
   * Reads the row and copies it: allocates.
   *
   * @param transaction the transaction
   * @return the row
   */
  Optional<Row> find(ReadTransaction transaction);
}
