package io.ashlar.shell.statement;

import io.ashlar.transaction.CancellationToken;

/** The statement that runs, for those who want it to end. Shared by all threads. */
public final class RunningStatement {

  private volatile CancellationToken token = CancellationToken.create();
  private volatile boolean ending;

  /** None runs. */
  public RunningStatement() {}

  /** Another statement begins; what was cancelled before does not concern it. */
  CancellationToken begin() {
    CancellationToken next = CancellationToken.create();
    token = next;
    // Looked at behind the assignment: whoever sets it sees either, and cancels what runs.
    if (ending) {
      next.cancel();
    }
    return next;
  }

  /** Cancels the statement that runs; does nothing when none does. */
  public void cancel() {
    token.cancel();
  }

  /** Cancels the statement that runs and all that come after it. */
  void cancelAll() {
    ending = true;
    cancel();
  }
}
