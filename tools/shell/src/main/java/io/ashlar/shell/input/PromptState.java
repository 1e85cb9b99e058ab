package io.ashlar.shell.input;

/** What a prompt shows of the transaction that is under way. */
public enum PromptState {
  /** There is none. */
  IDLE,
  /** There is one. */
  IN_TRANSACTION,
  /** A failure has rolled it back, and all is refused until that is acknowledged. */
  FAILED
}
