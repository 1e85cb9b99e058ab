package io.ashlar.rows.walk;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.StoreWriter;
import io.ashlar.txn.WhenHeld;
import org.agrona.DirectBuffer;

/** Whether a read locks the rows that it shows. */
public enum LockMode {
  /** It does not. */
  NONE(null),

  /** It waits for the lock, as long as the transaction waits for locks. */
  WAIT(WhenHeld.WAIT),

  /** It fails when somebody else has the lock. */
  NO_WAIT(WhenHeld.FAIL),

  /** It passes over rows of which somebody else has the lock. */
  SKIP_LOCKED(WhenHeld.PASS_OVER);

  private final WhenHeld held;

  LockMode(WhenHeld held) {
    this.held = held;
  }

  /**
   * Locks a row and reads it.
   *
   * @param store the transaction
   * @param key holds the key, keyspace id included
   * @param offset where it starts
   * @param length its bytes
   * @param into receives the row
   * @return bytes of the row; {@link io.ashlar.store.VersionedStore#ABSENT} when there is none,
   *     {@link StoreWriter#HELD} when it is passed over
   */
  public int getLocked(
      StoreTransaction store, DirectBuffer key, int offset, int length, PooledBuffer into) {
    return store.getLocked(key, offset, length, into, held);
  }
}
