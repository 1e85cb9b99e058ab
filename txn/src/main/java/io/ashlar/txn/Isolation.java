package io.ashlar.txn;

/** What a read-write transaction sees, and what it may not overwrite. */
public enum Isolation {

  /**
   * Every statement sees what was committed when it began to read. A locked read waits for the row
   * lock and sees the newest version. Commits are never refused over written keys.
   */
  READ_COMMITTED,

  /**
   * All statements see one view, taken by the first read or write, or right after its row lock if
   * that comes first. Changing a key that was committed after the view is a {@link
   * io.ashlar.error.WriteConflictException} (first updater wins).
   */
  SNAPSHOT,

  /**
   * As {@link #SNAPSHOT}, and every key and range that the transaction reads is recorded: absent
   * keys and empty ranges too, a scan that stops early up to the key where it stopped. The commit
   * is refused with {@link io.ashlar.error.SerializationConflictException} when a commit after the
   * view, of whatever level, has written or deleted something in there. So whoever commits could
   * have run alone at his place in commit order, and that order is a serial one for all
   * serializable transactions.
   *
   * <p>A transaction that has written nothing commits without validation, and one begun by {@link
   * StoreTransaction#beginRead} records nothing and is never refused: its view is a state between
   * two commits, which is a place in the order as well.
   *
   * <p>When others run at lower levels, a serializable transaction still commits only if all that
   * it read holds at its place in commit order. What the others have read is not validated: they
   * may write on account of something that it has changed meanwhile, and then the anomalies of
   * their level show.
   */
  SERIALIZABLE
}
