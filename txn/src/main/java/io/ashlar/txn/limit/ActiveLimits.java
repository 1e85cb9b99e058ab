package io.ashlar.txn.limit;

import io.ashlar.codec.value.Durations;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.lock.WaitStop;
import java.time.Duration;
import java.util.Optional;

/**
 * When a transaction is to end before its time. No thread watches it: it looks itself, at each
 * read, lock and commit, at every {@value #MOVES_PER_LOOK}th move of a cursor, and whenever a wait
 * for a lock wakes up, which a deadline and a cancellation see to. What finds the end of the time
 * rolls back and throws. After the commit was handed to the store nothing is looked at: its outcome
 * is waited for.
 *
 * <p>A statement may have limits beside those of the work ({@link StatementClock}), while it runs;
 * what finds them over throws, and leaves the work under way. A transaction that has no limit pays
 * for two comparisons.
 *
 * <p>A cancellation is noted at the gate of the transaction's object: whoever keeps a stale
 * reference to one cancels nobody else. All else is of the thread that is inside.
 */
public final class ActiveLimits implements WaitStop {

  /** The clock costs as much as a tenth of a move. */
  private static final int MOVES_PER_LOOK = 16;

  /** Longer than anything lasts, and short enough that no sum of it and a time overflows. */
  private static final long FOREVER_NS = Long.MAX_VALUE / 4;

  /** Of the object that has begun the transaction; null before the first. */
  private UseGate gate;

  private long transactionId;

  /** Whether the whole call of {@code transact} is limited in time, which no run exceeds. */
  private boolean workTimed;

  private long workDeadlineNs;

  /** Cancels the whole call; null without one. */
  private CancellationToken workToken;

  /** Whether there is anything to look at but the gate. */
  private boolean bounded;

  /** Cancels, too; null without one. */
  private CancellationToken token;

  private boolean timed;
  private long deadlineNs;
  private int moves;

  /** Limits the statement that runs, too; null without one. */
  private StatementClock statement;

  /** No limits. */
  public ActiveLimits() {}

  /**
   * Work begins, which may take several runs: nobody has cancelled it yet. The time that its limits
   * leave is counted from here.
   *
   * @param entered the gate of who begins
   * @param id names the transaction in errors
   * @param most the limits of all runs together
   */
  public void begin(UseGate entered, long id, TransactionLimits most) {
    entered.cancelled(false);
    Optional<Duration> left = most.timeLeft();
    workTimed = left.isPresent();
    workDeadlineNs = workTimed ? deadlineIn(Durations.toNanos(left.get())) : 0;
    workToken = most.token().orElse(null);
    beginRun(entered, id);
  }

  /**
   * A run of the work begins: what was said in an earlier run is forgotten.
   *
   * @param entered the gate of who begins
   * @param id names the transaction in errors
   */
  public void beginRun(UseGate entered, long id) {
    gate = entered;
    transactionId = id;
    token = workToken;
    timed = workTimed;
    deadlineNs = workDeadlineNs;
    statement = null;
    bounded = timed || token != null;
    moves = 0;
  }

  /**
   * Limits a statement beside the work.
   *
   * @param clock the limits, or null from its end on
   */
  public void statement(StatementClock clock) {
    statement = clock;
    bounded = timed || token != null || clock != null;
  }

  /**
   * What limits the statement that runs.
   *
   * @return the limits, or null
   */
  public StatementClock statement() {
    return statement;
  }

  /**
   * Ends the work when the time is over; the work as a whole may end earlier.
   *
   * @param timeoutNs from now on; not positive for one that is over
   */
  public void timeout(long timeoutNs) {
    long endNs = deadlineIn(timeoutNs);
    boolean workEndsFirst = workTimed && workDeadlineNs - endNs < 0;
    deadlineNs = workEndsFirst ? workDeadlineNs : endNs;
    timed = true;
    bounded = true;
  }

  /**
   * Ends the work when a token is cancelled.
   *
   * @param follow the token
   */
  public void follow(CancellationToken follow) {
    token = follow;
    bounded = true;
  }

  /**
   * Whether there is anything to look at.
   *
   * @return false when nothing can be over
   */
  public boolean pending() {
    return bounded || gate.cancelled();
  }

  /**
   * Whether a move of a cursor is to look: at a cancellation each, at the clock now and then.
   *
   * @return true when it is
   */
  public boolean looksAtMove() {
    boolean clocked = timed || (statement != null && statement.timed());
    return cancelled() || (clocked && (++moves & (MOVES_PER_LOOK - 1)) == 0);
  }

  /**
   * What is over.
   *
   * @return what to throw, or null when the work may go on
   */
  public AshlarException end() {
    if (workCancelled()) {
      return cancellation(null);
    }
    return overdue() ? lateness(null) : null;
  }

  /**
   * What a wait for a lock that has failed has failed for.
   *
   * @param failure of the wait
   * @return what to throw instead, or null when it failed for itself
   */
  public AshlarException endOfWait(AshlarException failure) {
    if (failure instanceof CancelledException && workCancelled()) {
      return cancellation(failure);
    }
    return overdue() ? lateness(failure) : null;
  }

  /**
   * What is over for the statement that runs, where the work may go on.
   *
   * @param failure of a wait, or null
   * @return what to throw, or null when nothing is
   */
  public AshlarException endOfStatement(AshlarException failure) {
    return statement == null ? null : statement.end(transactionId, failure);
  }

  /**
   * Whether the work cannot go on in another run.
   *
   * @param failure of this run
   * @return what to throw instead of another run, or null
   */
  public AshlarException endOfWork(AshlarException failure) {
    if (workCancelled()) {
      return cancellation(failure);
    }
    return remainingNs() <= 0 ? lateness(failure) : null;
  }

  /**
   * How long to wait for a lock at most.
   *
   * @param lockTimeoutNs as long as without limits
   * @return nanoseconds
   */
  public long waitNs(long lockTimeoutNs) {
    long leftNs = timed ? deadlineNs - System.nanoTime() : Long.MAX_VALUE;
    if (statement != null) {
      leftNs = Math.min(leftNs, statement.remainingNs());
    }
    // At least a moment: zero would mean not to wait, which is another failure.
    return Math.min(lockTimeoutNs, Math.max(leftNs, 1));
  }

  /**
   * Time left of the work, for a pause.
   *
   * @return nanoseconds
   */
  public long remainingNs() {
    return workTimed ? workDeadlineNs - System.nanoTime() : Long.MAX_VALUE;
  }

  static long deadlineIn(long timeoutNs) {
    return System.nanoTime() + Math.max(-FOREVER_NS, Math.min(timeoutNs, FOREVER_NS));
  }

  private boolean overdue() {
    return timed && System.nanoTime() - deadlineNs >= 0;
  }

  private AshlarException cancellation(Throwable cause) {
    return new CancelledException(
        cause, "The transaction was cancelled.", "transaction", transactionId);
  }

  private AshlarException lateness(Throwable cause) {
    return new DeadlineExceededException(
        cause,
        "The deadline of the transaction is over.",
        "transaction",
        transactionId,
        "lateMs",
        (System.nanoTime() - deadlineNs) / 1_000_000);
  }

  private boolean workCancelled() {
    return gate.cancelled() || (token != null && token.isCancelled());
  }

  @Override
  public boolean cancelled() {
    return workCancelled() || (statement != null && statement.cancelled());
  }

  @Override
  public void waiting(LockOwner waiter) {
    if (token != null) {
      token.addListener(waiter.waker());
    }
    if (statement != null && statement.token() != null) {
      statement.token().addListener(waiter.waker());
    }
  }

  @Override
  public void waited(LockOwner waiter) {
    if (token != null) {
      token.removeListener(waiter.waker());
    }
    if (statement != null && statement.token() != null) {
      statement.token().removeListener(waiter.waker());
    }
  }
}
