package io.ashlar.fuzz.script;

import io.ashlar.transaction.IsolationLevel;

/** What a session begins. */
public enum Level {
  /** A read-only transaction. */
  READ(null),
  /** A read-only transaction on what is durable. */
  READ_DURABLE(null),
  /** A transaction that writes. */
  READ_COMMITTED(IsolationLevel.READ_COMMITTED),
  /** A transaction that writes. */
  SNAPSHOT(IsolationLevel.SNAPSHOT),
  /** A transaction that writes. */
  SERIALIZABLE(IsolationLevel.SERIALIZABLE);

  private final IsolationLevel isolation;

  Level(IsolationLevel isolation) {
    this.isolation = isolation;
  }

  /**
   * The level of a transaction that writes.
   *
   * @return the level, or null for a transaction that only reads
   */
  public IsolationLevel isolation() {
    return isolation;
  }
}
