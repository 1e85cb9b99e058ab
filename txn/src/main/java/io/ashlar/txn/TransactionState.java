package io.ashlar.txn;

import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.cursor.CursorOwner;
import io.ashlar.txn.cursor.TransactionCursors;
import io.ashlar.txn.limit.ActiveLimits;
import io.ashlar.txn.limit.StatementClock;
import io.ashlar.txn.lock.FailedRows;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.readset.ReadSet;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.EntrySizes;
import io.ashlar.txn.writeset.WriteSet;

/**
 * What a transaction is made of, without the gate that lets one thread at a time in: {@link
 * StoreTransaction} holds that while it calls here. Its rules are cut by job: {@link ReadRules},
 * {@link WriteRules}, {@link LockRules} and {@link Demarcation}; here is what they share, whether a
 * transaction is under way, and its end.
 */
final class TransactionState implements CursorOwner {

  private final Transactions owner;
  private final LockOwner locks = new LockOwner();
  private final FailedRows failedRows = new FailedRows();
  private final ActiveLimits limits = new ActiveLimits();
  private final WriteSet writes;

  /** Records while the transaction is serializable and may write. */
  private final ReadSet reads;

  private final TransactionViews views;
  private final TransactionCursors cursors;

  private final LockRules locking;
  private final ReadRules reading;
  private final WriteRules writing;
  private final Demarcation demarcation;

  private volatile boolean active;
  private boolean readOnly;
  private IsolationLevel isolation = IsolationLevel.SNAPSHOT;
  private Durability durability;
  private long begunNs;
  private Thread beginner;

  /** The failure that ended the last transaction, or null. */
  private RetryableException failure;

  /** What the last transaction was stopped for by its limits, or null. */
  private AshlarException stop;

  TransactionState(Transactions owner) {
    this.owner = owner;
    VersionedStore store = owner.store();
    EntrySizes sizes = new EntrySizes(store.capabilities());
    durability = owner.options().durability();
    writes = new WriteSet(owner.pool(), owner.options().writeSetLimitBytes());
    reads = new ReadSet(owner.pool());
    views = new TransactionViews(store);
    cursors = new TransactionCursors(store, views, writes, reads, limits, this);
    locking = new LockRules(this, views, limits, sizes);
    reading = new ReadRules(views, writes, reads, locking);
    writing = new WriteRules(this, views, writes, sizes);
    demarcation = new Demarcation(this, views, writes, reads, cursors);
  }

  /** Describes the transaction for a report, from any thread, or null when none is active. */
  String describe() {
    if (!active) {
      return null;
    }
    Thread thread = beginner;
    return "transaction id="
        + id()
        + " isolation="
        + isolation
        + (readOnly ? " readOnly" : "")
        + " ageMs="
        + (System.nanoTime() - begunNs) / 1_000_000
        + " thread="
        + (thread == null ? "unknown" : thread.getName());
  }

  /** A transaction is under way from here on. */
  void begin(IsolationLevel level, Durability durability, boolean reading) {
    isolation = level;
    this.durability = durability;
    locking.timeout(owner.options().lockTimeoutNs());
    readOnly = reading;
    failure = null;
    stop = null;
    begunNs = System.nanoTime();
    beginner = Thread.currentThread();
    active = true;
  }

  @Override
  public void requireActive() {
    if (!active) {
      throw new ClosedException("The transaction has ended.", "transaction", id());
    }
  }

  void requireWritable() {
    requireActive();
    if (readOnly) {
      throw new IllegalUseException("The transaction is read-only.", "transaction", id());
    }
  }

  /** Checks that a transaction is under way and may go on. */
  void requireGoing() {
    requireActive();
    if (limits.pending()) {
      judge();
    }
  }

  void startStatement() {
    requireGoing();
    if (isolation == IsolationLevel.READ_COMMITTED) {
      views.expireStatement();
    }
  }

  /** Reads the newest state, off the record, or what the level says again. */
  void readNewest(boolean newest) {
    if (newest) {
      requireActive();
    }
    reads.pause(newest);
    if (newest) {
      views.showNewest();
    } else {
      views.showStatement();
    }
  }

  /**
   * Ends the transaction if it was cancelled or its time is over; else the statement alone, by what
   * is thrown.
   */
  void judge() {
    AshlarException end = active ? limits.end() : null;
    if (end != null) {
      throw stopped(end);
    }
    AshlarException endOfStatement = active ? limits.endOfStatement(null) : null;
    if (endOfStatement != null) {
      throw endOfStatement;
    }
  }

  StatementClock limitStatement(StatementClock clock) {
    StatementClock before = limits.statement();
    limits.statement(clock);
    return before;
  }

  @Override
  public void judgeMove() {
    judge();
  }

  /** Records a retryable failure: rolls back and returns it. */
  @Override
  public RetryableException failed(RetryableException e) {
    failure = e;
    owner.countFailure(e);
    end();
    return e;
  }

  /** Records that the work is not to go on: rolls back and returns the reason. */
  AshlarException stopped(AshlarException e) {
    stop = e;
    failedRows.failOnNone();
    end();
    return e;
  }

  /** Ends the transaction that is under way, if one is: gives back what it holds. */
  void end() {
    if (!active) {
      return;
    }
    active = false;
    beginner = null;
    failedRows.remember(locks);
    try {
      // First, so that cursors record nothing more when they are released.
      reads.clear();
      cursors.releaseAll();
    } finally {
      // Also when the store is closed under a call that is inside: nobody else would.
      letGo();
    }
    trim();
  }

  /** Gives back what others wait for, and the writes, which the next transaction must not find. */
  private void letGo() {
    try {
      writes.clear();
    } finally {
      try {
        views.end();
      } finally {
        owner.locks().releaseAll(locks);
      }
    }
  }

  /** Makes small what a large transaction left, all of which is empty. */
  private void trim() {
    try {
      locks.trim();
      reads.trim();
      writes.trim();
    } catch (OutOfMemoryError e) {
      // What could not be replaced stays, and the next end tries again: this one has succeeded.
      assert locks.rowLocks() == 0 : "all locks are given back";
    }
  }

  /** Runs once, when the gate has ended and nobody is inside. */
  void free() {
    end();
    cursors.closeAll();
    writes.close();
    reads.close();
    views.close();
    demarcation.free();
  }

  /**
   * Makes ready for another transaction object; nobody is inside, and nothing of this one stays.
   */
  void recycle() {
    end();
    cursors.retireAll();
  }

  Transactions owner() {
    return owner;
  }

  LockRules locking() {
    return locking;
  }

  ReadRules reading() {
    return reading;
  }

  WriteRules writing() {
    return writing;
  }

  Demarcation demarcation() {
    return demarcation;
  }

  boolean active() {
    return active;
  }

  boolean readOnly() {
    return readOnly;
  }

  IsolationLevel isolation() {
    return isolation;
  }

  Durability durability() {
    return durability;
  }

  @Override
  public long id() {
    return locks.id();
  }

  RetryableException failure() {
    return failure;
  }

  AshlarException stop() {
    return stop;
  }

  LockOwner locks() {
    return locks;
  }

  FailedRows failedRows() {
    return failedRows;
  }

  ActiveLimits limits() {
    return limits;
  }

  WriteSet writes() {
    return writes;
  }

  ReadSet reads() {
    return reads;
  }

  TransactionViews views() {
    return views;
  }

  TransactionCursors cursors() {
    return cursors;
  }
}
