package io.ashlar.txn;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.AshlarException;
import io.ashlar.error.RetryableException;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.DirectBuffer;

/**
 * Which transaction it is, and what one under way can read, and record as read. Threads, ends and
 * errors: see {@link StoreTransaction}. What it is may be asked by any thread, and is exact on the
 * one that uses it.
 */
public interface StoreReader {

  /**
   * Names the transaction in errors.
   *
   * @return a number that no other transaction since the start has
   */
  long id();

  /**
   * Whether a transaction is under way.
   *
   * @return true between begin and the end
   */
  boolean active();

  /**
   * Whether the transaction cannot write.
   *
   * @return true when it was begun to read
   */
  boolean readOnly();

  /**
   * The level that it was begun with.
   *
   * @return the level; SNAPSHOT for a read-only one
   */
  IsolationLevel isolation();

  /**
   * The retryable failure that has ended the transaction.
   *
   * @return the failure, or null when it did not end so
   */
  RetryableException failure();

  /**
   * What the transaction was stopped for by its limits.
   *
   * @return a deadline or a cancellation, or null when it did not end so
   */
  AshlarException stop();

  /**
   * Waits for locks that have ended, those of earlier transactions of the same object included.
   *
   * @return the number
   */
  long lockWaits();

  /**
   * How long they took.
   *
   * @return nanoseconds
   */
  long lockWaitNs();

  /**
   * The timestamp of the current statement's view, which is pinned now if the statement has not
   * read yet.
   *
   * @return a commit timestamp
   */
  long readTimestamp();

  /**
   * Begins a statement. Under READ_COMMITTED its first read takes a new view; cursors of earlier
   * statements keep theirs. Under the other levels, and when read-only, nothing changes.
   */
  void startStatement();

  /**
   * Reads the newest committed state from here on, whatever the level, with the own writes over it
   * and off the record of a serializable transaction; or what the level says again. Sound for what
   * a lock keeps from changing until the end of the transaction. In between nothing is written and
   * no row is locked.
   *
   * @param newest whether it is the newest state, pinned now
   */
  void readNewest(boolean newest);

  /**
   * Reads a key: the transaction's own write, else the statement's view.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   */
  int get(DirectBuffer key, int offset, int length, PooledBuffer into);

  /**
   * A new cursor for the transactions of this object, one after the other. Allocates.
   *
   * @return the cursor, owned by the caller; closed with this object
   */
  TransactionCursor newCursor();

  /**
   * Lends a cursor until it is {@linkplain TransactionCursor#giveBack given back}, at the latest to
   * the end of the transaction. Allocates only when more are lent at once than ever before. After
   * the end the cursor may be lent to somebody else: a borrower that could outlive the transaction
   * {@linkplain StoreTransaction#enterAgain enters by its id} before each use.
   *
   * @return the cursor, not open; the borrower gives it back instead of closing it
   */
  TransactionCursor borrowCursor();

  /**
   * Whether what is read is recorded, to be validated at the commit.
   *
   * @return true in a serializable transaction that may write
   */
  boolean recordsReads();

  /**
   * Records a range that the caller has read at the statement's view by other means, while {@link
   * #recordsReads}.
   *
   * @param lower holds the lower bound from index 0 on, inclusive
   * @param lowerLength its bytes, at least 4
   * @param upper holds the upper bound from index 0 on, exclusive
   * @param upperLength its bytes, at least 4
   */
  void recordRange(DirectBuffer lower, int lowerLength, DirectBuffer upper, int upperLength);

  /**
   * Records a key as read at the statement's view, which is pinned now if it was not, while {@link
   * #recordsReads}.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes, at least 4
   */
  void recordKey(DirectBuffer key, int offset, int length);
}
