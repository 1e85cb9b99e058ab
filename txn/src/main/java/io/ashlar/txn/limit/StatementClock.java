package io.ashlar.txn.limit;

import io.ashlar.codec.value.Durations;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.StatementLimits;

/**
 * The limits of one statement, and when its present run has to end. One owner at a time; its runs
 * allocate nothing.
 */
public final class StatementClock {

  private final String name;
  private final CancellationToken token;
  private final boolean timed;
  private final long timeoutNs;
  private long deadlineNs;
  private String table;

  /**
   * A clock that has not begun.
   *
   * @param limits the limits
   */
  public StatementClock(StatementLimits limits) {
    name = limits.name().orElse(null);
    token = limits.token().orElse(null);
    timed = limits.timeout().isPresent();
    timeoutNs = timed ? Durations.toNanos(limits.timeout().get()) : 0;
  }

  /**
   * A run begins.
   *
   * @param of the name of its table
   */
  public void begin(String of) {
    table = of;
    deadlineNs = timed ? ActiveLimits.deadlineIn(timeoutNs) : 0;
  }

  boolean timed() {
    return timed;
  }

  /** Null without one. */
  CancellationToken token() {
    return token;
  }

  boolean cancelled() {
    return token != null && token.isCancelled();
  }

  long remainingNs() {
    return timed ? deadlineNs - System.nanoTime() : Long.MAX_VALUE;
  }

  /**
   * What is over.
   *
   * @param transactionId names the transaction in errors
   * @param cause what a wait has failed with, or null
   * @return what to throw, or null when the run may go on
   */
  public AshlarException end(long transactionId, AshlarException cause) {
    if (cancelled()) {
      return new CancelledException(
          cause,
          "The statement was cancelled.",
          "transaction",
          transactionId,
          "statement",
          name == null ? table : name,
          "table",
          table);
    }
    long leftNs = remainingNs();
    if (leftNs > 0) {
      return null;
    }
    return new DeadlineExceededException(
        cause,
        "The time of the statement is over.",
        "transaction",
        transactionId,
        "statement",
        name == null ? table : name,
        "table",
        table,
        "lateMs",
        -leftNs / 1_000_000);
  }
}
