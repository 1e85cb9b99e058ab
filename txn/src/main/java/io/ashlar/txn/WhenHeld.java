package io.ashlar.txn;

/** What becomes of a read for update whose lock another transaction has. */
public enum WhenHeld {
  /** It waits, as long as the transaction waits for locks. */
  WAIT,

  /** It fails at once, with {@link io.ashlar.error.LockTimeoutException}. */
  FAIL,

  /** It passes over the row, and answers {@link StoreWriter#HELD}. */
  PASS_OVER
}
