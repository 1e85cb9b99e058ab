package io.ashlar.transaction;

/** What a transaction sees of others. */
public enum IsolationLevel {

  /**
   * Each statement sees what was committed when it began; a row that it changes is locked and read
   * again first.
   */
  READ_COMMITTED,

  /**
   * All statements see what was committed at the first one; changing a row that another transaction
   * has changed since is a {@link io.ashlar.error.WriteConflictException}. The default.
   */
  SNAPSHOT,

  /**
   * As {@link #SNAPSHOT}, and all that the transaction reads is recorded: rows and the absence of
   * rows, the range of a scan up to the row where it stopped, index entries too. The commit is
   * refused with {@link io.ashlar.error.SerializationConflictException}, which {@link
   * io.ashlar.Database#transact} retries, when another transaction has committed a change to any of
   * it in the meantime. So all serializable transactions together do what they would have done one
   * after the other, in the order of their commit timestamps: no phantoms, no write skew.
   *
   * <p>A transaction that has written nothing is not refused, nor is a read-only one, which records
   * nothing: what they have seen is the state between two commits.
   *
   * <p><b>Beside lower levels.</b> A change by a transaction of any level counts as a conflict, so
   * a serializable transaction always commits on what holds at its place in the order. What the
   * others have read is not validated: a transaction at {@link #SNAPSHOT} or {@link
   * #READ_COMMITTED} may decide by what a serializable one has just changed. A rule over several
   * rows is kept when all who write such rows are serializable.
   *
   * <p><b>Cost.</b> Each key read is copied and validated at the commit, each range against the
   * keys committed since the view. Beyond 65,536 keys, 4,096 separate ranges or 4 MiB of both, the
   * transaction is validated by one range for each table and index, from the least to the greatest
   * key read. A transaction that scans much and writes is refused as often as others write there;
   * one that is older than the store remembers ends in {@link
   * io.ashlar.error.SnapshotTooOldException}.
   */
  SERIALIZABLE
}
