package io.ashlar.txn;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.store.VersionedStore;
import org.agrona.DirectBuffer;

/**
 * What a read-write transaction under way can lock, change and take back. Threads, ends and errors:
 * see {@link StoreTransaction}.
 *
 * <p>Rows are locked by the hash of their key, exclusively, to the end; the commit releases them as
 * soon as it is ordered, before it is durable. A key that is put or deleted must be covered by a
 * lock on itself or, like an index entry that contains the primary key, on its row.
 */
public interface StoreWriter {

  /** Instead of bytes of a value: another transaction has the lock, and the row is passed over. */
  int HELD = -3;

  /**
   * Locks a row, then reads it: the transaction's own write, else, under READ_COMMITTED, the newest
   * version, and under the other levels the version of the view, which is the newest too.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @return bytes of the value, or {@link VersionedStore#ABSENT}
   * @throws io.ashlar.error.WriteConflictException but under READ_COMMITTED, when the key changed
   *     after the view
   * @throws io.ashlar.error.LockTimeoutException when the lock was not granted in time, or the
   *     thread was interrupted (fact {@code interrupted=true}; the flag stays set)
   * @throws io.ashlar.error.DeadlockException when waiting would close a cycle
   * @throws io.ashlar.error.SnapshotTooOldException when the store cannot validate a view this old
   * @throws IllegalUseException when read-only
   */
  default int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into) {
    return getLocked(key, offset, length, into, WhenHeld.WAIT);
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
  default int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, boolean wait) {
    return getLocked(key, offset, length, into, wait ? WhenHeld.WAIT : WhenHeld.FAIL);
  }

  /**
   * As the other {@code getLocked}, but for a lock that another transaction has. A serializable
   * transaction records the key as read also when it passes over it; one that passes over rows and
   * fails with a conflict does not lock the key when it is begun again.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the value from index 0 on; grown when too small
   * @param held what to do then
   * @return bytes of the value, {@link VersionedStore#ABSENT}, or {@link #HELD}
   */
  int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, WhenHeld held);

  /**
   * Locks a row as {@link #getLocked} does, with its exceptions, without reading it.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   */
  void lock(DirectBuffer key, int offset, int length);

  /**
   * Shares a table lock to the end of the transaction. Reentrant; allocates nothing unless it
   * waits.
   *
   * @param resource any 64-bit id, usually the table's
   * @throws io.ashlar.error.LockTimeoutException as {@link #getLocked}
   * @throws io.ashlar.error.DeadlockException as {@link #getLocked}
   * @throws IllegalUseException when read-only
   */
  void lockShared(long resource);

  /**
   * Takes a table lock for this transaction alone, to its end. One that it shares already is
   * upgraded once it is the only sharer.
   *
   * @param resource any 64-bit id, usually the table's
   * @throws io.ashlar.error.LockTimeoutException as {@link #getLocked}
   * @throws io.ashlar.error.DeadlockException as {@link #getLocked}
   * @throws IllegalUseException when read-only
   */
  void lockExclusive(long resource);

  /**
   * Says how long this transaction waits for a lock from here on, to its end; the next one waits as
   * long as the options say again.
   *
   * @param timeoutNs how long at most; 0 for not at all
   * @throws IllegalUseException when negative
   */
  void lockTimeout(long timeoutNs);

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
  void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength);

  /**
   * Buffers the deletion of a key, which need not exist. The key is copied.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException as {@link #put}; likewise {@link IllegalUseException}
   */
  void delete(DirectBuffer key, int offset, int length);

  /**
   * Asks that a key be unchanged from the statement's view to the commit, which is refused
   * otherwise. The first check of a key counts; a key that was written is validated as a write.
   * Does nothing in a read-only transaction.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @throws LimitExceededException as {@link #put}
   */
  void check(DirectBuffer key, int offset, int length);

  /**
   * Whether something was put or deleted.
   *
   * @return true when a commit would write
   */
  boolean hasWrites();

  /**
   * Bytes counted against the write set limit.
   *
   * @return bytes of all buffered entries, replaced ones and headers included
   */
  long writeSetBytes();

  /**
   * Marks the present state of the buffered writes. Rewriting a key after a savepoint takes new
   * memory, so one that is not needed any more should be {@linkplain #releaseSavepoint released}.
   *
   * @return names the savepoint
   */
  long savepoint();

  /**
   * Undoes the buffered writes since a savepoint, which can be used again; locks stay. Releases the
   * cursors that were opened since and saw own writes.
   *
   * @param savepoint from {@link #savepoint} of this transaction
   * @throws IllegalUseException when the savepoint is not known
   */
  void rollbackTo(long savepoint);

  /**
   * Forgets a savepoint and those taken after it; the writes stay.
   *
   * @param savepoint from {@link #savepoint} of this transaction
   * @throws IllegalUseException when the savepoint is not known
   */
  void releaseSavepoint(long savepoint);
}
