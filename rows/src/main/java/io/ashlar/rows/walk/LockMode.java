package io.ashlar.rows.walk;

/** Whether a read locks the rows that it shows. */
public enum LockMode {
  /** It does not. */
  NONE,

  /** It waits for the lock, as long as the transaction waits for locks. */
  WAIT,

  /** It fails when somebody else has the lock. */
  NO_WAIT
}
