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
  SNAPSHOT
}
