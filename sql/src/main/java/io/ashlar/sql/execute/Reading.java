package io.ashlar.sql.execute;

import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What the statement that is running reads through, and when it gives up. */
public final class Reading {

  private static final long UNTIMED = -1;

  /** About a hundred years, which is as good as no timeout. */
  private static final Duration ENDLESS = Duration.ofDays(36_500);

  private ReadTransaction transaction;
  private StatementLimits limits = StatementLimits.none();

  /** That of the limits; null for none. */
  private CancellationToken token;

  /** The timeout of the limits; negative for none. */
  private long timeoutNs = UNTIMED;

  /** When the time of the statement is over, where it is timed. */
  private long deadlineNs;

  /** Of one session. */
  public Reading() {}

  /**
   * Sets what is read through from now on.
   *
   * @param value the transaction
   */
  public void set(ReadTransaction value) {
    // Asked first, for each row: a collector notes what is written, be it the same.
    if (transaction != value) {
      transaction = value;
    }
  }

  /**
   * Sets when the statement gives up that is run from now on, whose time begins. Allocates only
   * where they are other limits than before.
   *
   * @param value the limits
   */
  public void setLimits(StatementLimits value) {
    take(value);
    if (timeoutNs != UNTIMED) {
      deadlineNs = System.nanoTime() + timeoutNs;
    }
  }

  /**
   * Goes on with a statement that was begun before another.
   *
   * @param through what it reads through
   * @param value its limits
   * @param deadline as {@link #deadlineNs} told it
   */
  public void goOn(ReadTransaction through, StatementLimits value, long deadline) {
    set(through);
    take(value);
    deadlineNs = deadline;
  }

  private void take(StatementLimits value) {
    if (value == limits) {
      return;
    }
    limits = value;
    token = value.token().orElse(null);
    timeoutNs = value.timeout().isPresent() ? nanos(value.timeout().get()) : UNTIMED;
  }

  private static long nanos(Duration timeout) {
    if (timeout.compareTo(ENDLESS) > 0) {
      return UNTIMED;
    }
    return timeout.isNegative() ? 0 : timeout.toNanos();
  }

  /**
   * When the time of the statement is over, as {@link System#nanoTime} counts.
   *
   * @return of no meaning where the limits have no timeout
   */
  public long deadlineNs() {
    return deadlineNs;
  }

  /**
   * When the statement gives up.
   *
   * @return as last set
   */
  public StatementLimits limits() {
    return limits;
  }

  /**
   * What is read through.
   *
   * @return as last set
   */
  public ReadTransaction transaction() {
    return transaction;
  }

  /**
   * Refuses to go on when the statement was cancelled or its time is over: for what goes on for
   * long without reading a table, which would ask by itself. Allocates nothing.
   *
   * @throws CancelledException when it was cancelled
   * @throws DeadlineExceededException when its time is over
   */
  public void checkLimits() {
    if (token != null && token.isCancelled()) {
      throw new CancelledException("The statement was cancelled.", "statement", name());
    }
    if (timeoutNs != UNTIMED) {
      long lateNs = System.nanoTime() - deadlineNs;
      if (lateNs >= 0) {
        throw new DeadlineExceededException(
            "The time of the statement is over.",
            "statement",
            name(),
            "lateMs",
            TimeUnit.NANOSECONDS.toMillis(lateNs));
      }
    }
  }

  private String name() {
    return limits.name().orElse("query");
  }
}
