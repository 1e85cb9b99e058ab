package io.ashlar.rows.walk;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.rows.plan.Plan;
import io.ashlar.rows.row.RowSource;
import io.ashlar.store.VersionedStore;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.StoreWriter;
import org.agrona.DirectBuffer;

/**
 * What every statement does with a row that it is about to change or to show for an update: lock
 * it, read it again, judge it again. Under {@code READ_COMMITTED} another transaction may have
 * changed the row since it was selected. Reusable; allocates nothing in steady state.
 */
public final class LockedRow {

  private final Plan plan;
  private final RowSource row;

  /**
   * For the rows of a plan.
   *
   * @param plan whose predicate judges
   */
  public LockedRow(Plan plan) {
    this.plan = plan;
    this.row = new RowSource(plan.path().table(), null);
  }

  /**
   * Shows the row after {@link #lock} has found it.
   *
   * @return the row under its lock
   */
  public RowSource source() {
    return row;
  }

  /**
   * Locks and reads.
   *
   * @param store the transaction
   * @param key holds the key, keyspace id included
   * @param keyOffset where it starts
   * @param keyLength its bytes
   * @param into receives the row
   * @param mode what becomes of a row that another transaction has locked
   * @return bytes of the row in {@code into}; {@link VersionedStore#ABSENT} when it was passed
   *     over, and when there is none that the predicate selects, which is locked all the same
   */
  public int lock(
      StoreTransaction store,
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      PooledBuffer into,
      LockMode mode) {
    int length = mode.getLocked(store, key, keyOffset, keyLength, into);
    if (length == VersionedStore.ABSENT || length == StoreWriter.HELD) {
      return VersionedStore.ABSENT;
    }
    row.wrap(key, keyOffset, keyLength, into.buffer(), length);
    return plan.predicate().whole().selects(row) ? length : VersionedStore.ABSENT;
  }
}
