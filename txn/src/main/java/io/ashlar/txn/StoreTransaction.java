package io.ashlar.txn;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.txn.cursor.TransactionCursor;
import org.agrona.DirectBuffer;

/**
 * One transaction at a time over the store: begin, read and write, commit or roll back, begin
 * again. Nothing is allocated in steady state.
 *
 * <p><b>Threads.</b> Used by one thread at a time; it may be handed to another between calls. Two
 * calls that overlap: the later one is {@link IllegalUseException}.
 *
 * <p><b>Ends.</b> Every {@link RetryableException} that a call throws has rolled the transaction
 * back and released its locks. After the end every call but {@link #begin}, {@link #beginRead},
 * {@link #rollback} and {@link #close} is {@link ClosedException}; cursors are released. Other
 * exceptions leave the transaction as it was, except those of {@link #commit()}, after which it has
 * ended in any case. All calls may throw {@link io.ashlar.error.StorePoisonedException} and {@link
 * io.ashlar.error.StoreIoException} of the store.
 *
 * <p><b>Locks.</b> Rows are locked by the hash of their key, exclusively, to the end; the commit
 * releases them as soon as it is ordered, before it is durable. A key that is put or deleted must
 * be covered by a lock on itself or, like an index entry that contains the primary key, on its row.
 */
public final class StoreTransaction extends DemarcatedTransaction implements AutoCloseable {

  StoreTransaction(Transactions owner, TransactionState state, boolean recycled) {
    super(owner, state, recycled);
  }

  /**
   * The timestamp of the current statement's view, which is pinned now if the statement has not
   * read yet.
   *
   * @return a commit timestamp
   */
  public long readTimestamp() {
    enter();
    try {
      state.requireActive();
      return state.views().statement().timestamp();
    } finally {
      exit();
    }
  }

  /**
   * Begins a statement. Under READ_COMMITTED its first read takes a new view; cursors of earlier
   * statements keep theirs. Under the other levels, and when read-only, nothing changes.
   */
  public void startStatement() {
    enter();
    try {
      requireGoing();
      if (state.isolation() == Isolation.READ_COMMITTED) {
        state.views().expireStatement();
      }
    } finally {
      exit();
    }
  }

  /**
   * Reads a key: the transaction's own write, else the statement's view.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   */
  public int get(DirectBuffer key, int offset, int length, PooledBuffer into) {
    enter();
    try {
      requireGoing();
      return state.get(key, offset, length, into);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Locks a row, then reads it: the transaction's own write, else, under READ_COMMITTED, the newest
   * version, and under the other levels the version of the view, which is the newest too.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   * @throws WriteConflictException but under READ_COMMITTED, when the key changed after the view
   * @throws io.ashlar.error.LockTimeoutException when the lock was not granted in time, or the
   *     thread was interrupted (fact {@code interrupted=true}; the flag stays set)
   * @throws io.ashlar.error.DeadlockException when waiting would close a cycle
   * @throws io.ashlar.error.SnapshotTooOldException when the store cannot judge a view this old
   * @throws IllegalUseException when read-only
   */
  public int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into) {
    return getLocked(key, offset, length, into, true);
  }

  /**
   * As the other {@code getLocked}, but fails at once when the lock is held, if asked to.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @param wait false for {@link io.ashlar.error.LockTimeoutException} instead of any wait
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   */
  public int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, boolean wait) {
    enter();
    try {
      state.requireWritable();
      requireGoing();
      return state.getLocked(key, offset, length, into, wait);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Locks a row as {@link #getLocked} does, with its exceptions, without reading it.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   */
  public void lock(DirectBuffer key, int offset, int length) {
    enter();
    try {
      state.requireWritable();
      requireGoing();
      state.lock(key, offset, length);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Shares a table lock to the end of the transaction. Reentrant; allocates nothing unless it
   * waits.
   *
   * @param resource any 64-bit id, usually the table's
   * @throws io.ashlar.error.LockTimeoutException as {@link #getLocked}
   * @throws io.ashlar.error.DeadlockException as {@link #getLocked}
   * @throws IllegalUseException when read-only
   */
  public void lockShared(long resource) {
    enter();
    try {
      state.requireWritable();
      requireGoing();
      state.lockTable(resource, false);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Takes a table lock for this transaction alone, to its end. One that it shares already is
   * upgraded once it is the only sharer.
   *
   * @param resource any 64-bit id, usually the table's
   * @throws io.ashlar.error.LockTimeoutException as {@link #getLocked}
   * @throws io.ashlar.error.DeadlockException as {@link #getLocked}
   * @throws IllegalUseException when read-only
   */
  public void lockExclusive(long resource) {
    enter();
    try {
      state.requireWritable();
      requireGoing();
      state.lockTable(resource, true);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Buffers a value for a key. Both are copied.
   *
   * @param key holds the key
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param value holds the value, which starts with a format byte and an eight-byte stamp slot
   * @param valueOffset where it starts
   * @param valueLength its bytes, at least 9
   * @throws LimitExceededException when key, value or write set are too large; nothing was buffered
   *     and the transaction goes on
   * @throws IllegalUseException when read-only, or the value is too short to be stamped
   */
  public void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    enter();
    try {
      state.requireWritable();
      state.put(key, keyOffset, keyLength, value, valueOffset, valueLength);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Buffers the deletion of a key, which need not exist. The key is copied.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException as {@link #put}; likewise {@link IllegalUseException}
   */
  public void delete(DirectBuffer key, int offset, int length) {
    enter();
    try {
      state.requireWritable();
      state.delete(key, offset, length);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Asks that a key be unchanged from the statement's view to the commit, which is refused
   * otherwise. The first check of a key counts; a key that was written is judged as a write. Does
   * nothing in a read-only transaction.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException as {@link #put}
   */
  public void check(DirectBuffer key, int offset, int length) {
    enter();
    try {
      state.requireActive();
      if (!state.readOnly()) {
        state.check(key, offset, length);
      }
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      exit();
    }
  }

  /**
   * Whether what is read is recorded, to be judged at the commit.
   *
   * @return true in a serializable transaction that may write
   */
  public boolean recordsReads() {
    return state.reads().recording();
  }

  /**
   * Records a range that the caller has read at the statement's view by other means, while {@link
   * #recordsReads}.
   *
   * @param lower holds the lower bound from index 0 on, inclusive
   * @param lowerLength its bytes, at least 4
   * @param upper holds the upper bound from index 0 on, exclusive
   * @param upperLength its bytes, at least 4
   */
  public void recordRange(
      DirectBuffer lower, int lowerLength, DirectBuffer upper, int upperLength) {
    enter();
    try {
      state.requireActive();
      state.reads().addRange(lower, 0, lowerLength, upper, 0, upperLength);
    } finally {
      exit();
    }
  }

  /**
   * Records a key as read at the statement's view, which is pinned now if it was not, while {@link
   * #recordsReads}.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes, at least 4
   */
  public void recordKey(DirectBuffer key, int offset, int length) {
    enter();
    try {
      state.requireActive();
      state.recordRead(key, offset, length);
    } finally {
      exit();
    }
  }

  /**
   * A new cursor for the transactions of this object, one after the other. Allocates.
   *
   * @return the cursor, owned by the caller; closed with this object
   */
  public TransactionCursor newCursor() {
    enter();
    try {
      return state.cursors().make(gate);
    } finally {
      exit();
    }
  }

  /**
   * Lends a cursor until it is {@linkplain TransactionCursor#giveBack given back}, at the latest to
   * the end of the transaction. Allocates only when more are lent at once than ever before. After
   * the end the cursor may be lent to somebody else: a borrower that could outlive the transaction
   * compares {@link #id()} before each use.
   *
   * @return the cursor, not open; the borrower gives it back instead of closing it
   */
  public TransactionCursor borrowCursor() {
    enter();
    try {
      state.requireActive();
      return state.cursors().lend(gate);
    } finally {
      exit();
    }
  }

  /**
   * Ends this object for good, from any thread; rolls back if active, and gives back all memory,
   * views and cursors. A call that another thread has inside does that on its way out: if it waits
   * for a lock it ends in {@link io.ashlar.error.ClosedException}, and a commit under way finishes.
   * Idempotent; refuses nobody, so that what one thread tries cannot keep the owner from closing.
   */
  @Override
  public void close() {
    terminate();
    owner.forget(this);
  }
}
