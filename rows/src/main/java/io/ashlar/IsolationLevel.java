package io.ashlar;

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
  SNAPSHOT
}
