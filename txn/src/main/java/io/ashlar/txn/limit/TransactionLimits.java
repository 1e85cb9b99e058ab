package io.ashlar.txn;

import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.DeadlineExceededException;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.lock.WaitStop;

/**
 * A transaction that may have a deadline and be cancelled. No thread watches it: it looks itself,
 * at each read, lock and commit, at every {@value #MOVES_PER_LOOK}th move of a cursor, and whenever
 * a wait for a lock wakes up, which a deadline and a cancellation see to. What finds the end of the
 * time rolls back and throws. After the commit was handed to the store nothing is looked at: its
 * outcome is waited for.
 *
 * <p>A transaction that never had a limit pays for two comparisons.
 *
 * <p>Cancelling concerns the object, not the state behind the gate, which may serve another object
 * later: whoever keeps a stale reference cancels nobody else.
 */
abstract class LimitedTransaction extends GuardedTransaction implements WaitStop {

  /** The clock costs as much as a tenth of a move. */
  static final int MOVES_PER_LOOK = 16;

  /** Set from any thread. */
  private volatile boolean cancelled;

  /** Made when somebody first sets a limit: most transactions have none. Of who is inside. */
  private Limits limits;

  LimitedTransaction(Transactions owner, TransactionState state, boolean recycled) {
    super(owner, state, recycled);
  }

  /**
   * Ends the work of this transaction as soon as it looks: at once where it waits for a lock, else
   * at its next call, which rolls back. Under {@code transact} it ends the call, retries included.
   * Without effect on a transaction that has ended, and on a commit that was handed to the store.
   * Any thread, also while another one is inside a call.
   */
  public final void cancel() {
    cancelled = true;
    state.locks().wake();
  }

  /**
   * Ends the work when the time is over. The earlier of two deadlines counts within a call of
   * {@code transact}; otherwise the newer one.
   *
   * @param timeoutNs from now on; not positive for one that is over
   */
  public final void timeout(long timeoutNs) {
    enter();
    try {
      state.requireActive();
      limits().endAt(WorkLimits.deadlineIn(timeoutNs));
    } finally {
      exit();
    }
  }

  /**
   * Ends the work when the signal is thrown.
   *
   * @param follow the signal
   */
  public final void follow(CancelSignal follow) {
    enter();
    try {
      state.requireActive();
      limits().signal = follow;
    } finally {
      exit();
    }
  }

  private Limits limits() {
    if (limits == null) {
      limits = new Limits();
    }
    return limits;
  }

  /** Work begins, which may take several runs: nobody has cancelled it yet. */
  final void beginWork(WorkLimits most) {
    cancelled = false;
    if (limits != null || !most.equals(WorkLimits.NONE)) {
      limits().work = most;
    }
    beginRun();
  }

  /** A run of the work begins: what was said in an earlier run is forgotten. */
  final void beginRun() {
    if (limits != null) {
      limits.begin();
    }
  }

  /** Whether {@link #judge} has anything to do. */
  final boolean limited() {
    return cancelled || limits != null;
  }

  /** Checks that a transaction is under way and may go on. */
  final void requireGoing() {
    state.requireActive();
    if (limited()) {
      judge();
    }
  }

  /** Ends the transaction if it was cancelled or its time is over. */
  final void judge() {
    if (!state.active()) {
      return;
    }
    if (cancelled()) {
      throw state.stopped(cancellation(null));
    }
    if (overdue()) {
      throw state.stopped(lateness(null));
    }
  }

  /** As {@link #judge}, but looks at the clock now and then only. */
  final void judgeMove() {
    if (cancelled() || (limits != null && limits.looks())) {
      judge();
    }
  }

  /** How long to wait for a lock at most. */
  final long waitNs(long lockTimeoutNs) {
    if (limits == null || !limits.timed) {
      return lockTimeoutNs;
    }
    // At least a moment: zero would mean not to wait, which is another failure.
    return Math.min(lockTimeoutNs, Math.max(limits.deadlineNs - System.nanoTime(), 1));
  }

  /** What a wait for a lock that has failed has failed for, or null when for itself. */
  final AshlarException endOfWait(AshlarException failure) {
    if (failure instanceof CancelledException) {
      return cancellation(failure);
    }
    return overdue() ? lateness(failure) : null;
  }

  /** Whether the work cannot go on in another run, after the failure of this one. */
  final AshlarException endOfWork(AshlarException failure) {
    if (cancelled()) {
      return cancellation(failure);
    }
    return remainingNs() <= 0 ? lateness(failure) : null;
  }

  private boolean overdue() {
    return limits != null && limits.timed && System.nanoTime() - limits.deadlineNs >= 0;
  }

  /** Time left of the work, for a pause. */
  final long remainingNs() {
    return limits != null && limits.work.timed()
        ? limits.work.deadlineNs() - System.nanoTime()
        : Long.MAX_VALUE;
  }

  private AshlarException cancellation(Throwable cause) {
    return new CancelledException(cause, "The transaction was cancelled.", "transaction", id());
  }

  private AshlarException lateness(Throwable cause) {
    return new DeadlineExceededException(
        cause,
        "The deadline of the transaction is over.",
        "transaction",
        id(),
        "lateMs",
        (System.nanoTime() - limits.deadlineNs) / 1_000_000);
  }

  @Override
  public final boolean cancelled() {
    return cancelled || (limits != null && limits.cancelled());
  }

  @Override
  public final void waiting(LockOwner waiter) {
    if (limits != null && limits.signal != null) {
      limits.signal.add(waiter);
    }
  }

  @Override
  public final void waited(LockOwner waiter) {
    if (limits != null && limits.signal != null) {
      limits.signal.remove(waiter);
    }
  }

  /** What the thread that is inside looks at; nobody else does. */
  private static final class Limits {

    /** The limits of the whole call of {@code transact}, which those of a run cannot exceed. */
    private WorkLimits work = WorkLimits.NONE;

    /** Cancels, too; null without one. */
    private CancelSignal signal;

    private boolean timed;
    private long deadlineNs;
    private int moves;

    /** Forgets what an earlier run was told. */
    void begin() {
      signal = work.signal();
      timed = work.timed();
      deadlineNs = work.deadlineNs();
      moves = 0;
    }

    void endAt(long endNs) {
      boolean workEndsFirst = work.timed() && work.deadlineNs() - endNs < 0;
      deadlineNs = workEndsFirst ? work.deadlineNs() : endNs;
      timed = true;
    }

    boolean looks() {
      return timed && (++moves & (MOVES_PER_LOOK - 1)) == 0;
    }

    boolean cancelled() {
      return signal != null && signal.cancelled();
    }
  }
}
