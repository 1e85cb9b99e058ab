package io.ashlar.txn;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.Freshness;
import io.ashlar.store.VersionedStore;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.lock.LockTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * All transactions over one store: hands out transaction objects, owns the locks, runs bodies with
 * retries, and ends what is open when the database closes. Shared by all threads.
 */
public final class Transactions implements AutoCloseable {

  private final VersionedStore store;
  private final BufferPool pool;
  private final TransactionOptions options;
  private final LockTable locks = new LockTable();
  private final NestedCalls nested = new NestedCalls();
  private final Backoff backoff;
  private final AtomicLong ids = new AtomicLong();

  /** Every transaction object that is not closed. */
  private final TransactionList objects = new TransactionList();

  private final IdleStates idle = new IdleStates();

  /** Touched only by who has lost against another transaction. */
  private final LongAdder conflicts = new LongAdder();

  private volatile boolean closed;

  /**
   * Transactions over a store.
   *
   * @param store the store; stays the caller's, and must outlive this
   * @param pool lends memory for write sets; stays the caller's
   * @param options how transactions behave
   */
  public Transactions(VersionedStore store, BufferPool pool, TransactionOptions options) {
    this.store = store;
    this.pool = pool;
    this.options = options;
    this.backoff = new Backoff(options);
  }

  /**
   * A new transaction object, unbegun. Allocates; meant to be used for many transactions.
   *
   * @return the object, owned by the caller, who closes it
   * @throws ClosedException after {@link #rollbackAll} or {@link #close}
   */
  public StoreTransaction newTransaction() {
    requireOpen();
    return listed(new TransactionState(this), false);
  }

  /**
   * Begins a read-only transaction in an object of its own, which is not to be begun again. Its
   * inner parts serve many such objects, one after the other, so that little is allocated, and the
   * object itself only one owner, so that one who uses it after its close cannot meet another's
   * transaction.
   *
   * @param freshness which newest state it reads
   * @return the object, begun, owned by the caller, who closes it
   * @throws ClosedException after {@link #rollbackAll} or {@link #close}
   */
  public StoreTransaction beginRead(Freshness freshness) {
    StoreTransaction transaction = newRecycled();
    boolean begun = false;
    try {
      transaction.beginRead(freshness);
      begun = true;
    } finally {
      if (!begun) {
        transaction.close();
      }
    }
    return transaction;
  }

  /** An object for one owner alone, around a state that may have served others. */
  private StoreTransaction newRecycled() {
    requireOpen();
    TransactionState state = idle.take();
    return listed(state == null ? new TransactionState(this) : state, true);
  }

  /** Puts a new object around a state, which is freed where that fails. */
  private StoreTransaction listed(TransactionState state, boolean recycled) {
    StoreTransaction transaction = null;
    try {
      transaction = new StoreTransaction(state, recycled);
    } finally {
      if (transaction == null) {
        state.free();
      }
    }
    if (objects.add(transaction)) {
      return transaction;
    }
    transaction.gate().end();
    throw closedException();
  }

  /** The state of an object that {@link #newRecycled} made and that has ended for good. */
  void takeBack(TransactionState state) {
    idle.giveBack(state);
  }

  /**
   * The store.
   *
   * @return as given to the constructor
   */
  public VersionedStore store() {
    return store;
  }

  /**
   * The pool.
   *
   * @return as given to the constructor
   */
  public BufferPool pool() {
    return pool;
  }

  /**
   * The options.
   *
   * @return as given to the constructor
   */
  public TransactionOptions options() {
    return options;
  }

  /**
   * The locks of all transactions, for reports; transactions lock through their own methods.
   *
   * @return the lock table
   */
  public LockTable locks() {
    return locks;
  }

  /**
   * How many transactions have failed, in a statement or at their commit, because another one had
   * changed what they needed.
   *
   * @return the number since this was made
   */
  public long conflicts() {
    return conflicts.sum();
  }

  void countFailure(RetryableException failure) {
    if (failure instanceof WriteConflictException
        || failure instanceof SerializationConflictException) {
      conflicts.increment();
    }
  }

  /**
   * How many transactions are active.
   *
   * @return the number, counted one after the other
   */
  public int openTransactions() {
    int open = 0;
    for (StoreTransaction each : objects.copy()) {
      open += each.active() ? 1 : 0;
    }
    return open;
  }

  /**
   * Names the active transactions: id, level, age, thread that began it.
   *
   * @return one line for each; allocates
   */
  public List<String> describeOpen() {
    List<String> lines = new ArrayList<>();
    for (StoreTransaction each : objects.copy()) {
      String line = each.gate().ended() ? null : each.gate().state().describe();
      if (line != null) {
        lines.add(line);
      }
    }
    return lines;
  }

  /**
   * Ends all transactions for good, for the close of the database. Returns at once. One that nobody
   * is using is rolled back; one that is inside a call is rolled back by that call on its way out,
   * and if the call waits for a lock, it ends in {@link ClosedException}. A commit under way
   * finishes. Later use of any transaction object is {@link ClosedException}.
   */
  public void rollbackAll() {
    closed = true;
    Error lack = null;
    for (StoreTransaction each : objects.close()) {
      try {
        each.gate().end();
      } catch (OutOfMemoryError | StackOverflowError e) {
        // The locks of the others must go as well.
        lack = e;
      }
    }
    idle.close();
    if (lack != null) {
      throw lack;
    }
  }

  /** As {@link #rollbackAll}. Idempotent. Close it before the store. */
  @Override
  public void close() {
    rollbackAll();
  }

  /**
   * Runs a body in a transaction and commits it. A {@link RetryableException}, from the body or the
   * commit, also one that the body has swallowed, runs it again, after a pause, with the key that
   * it failed on locked before its view is taken; at most as often as the options say, then the
   * last one is thrown. Every other exception rolls back and is thrown, {@link
   * io.ashlar.error.CommitOutcomeUnknownException} among them. An interrupted thread is not
   * retried. A body that ends the transaction itself is not committed.
   *
   * @param <T> the type of the result
   * @param <X> the checked exception of the body
   * @param isolation what the body sees
   * @param durability when the commit is acknowledged
   * @param body what to run
   * @return the result of the run that was committed
   * @throws X when the body throws it
   * @throws io.ashlar.error.IllegalUseException when a transact of this object runs on this thread
   *     already
   * @throws ClosedException when the database is closed
   */
  public <T, X extends Exception> T transact(
      IsolationLevel isolation, Durability durability, TransactionBody<T, X> body) throws X {
    return transact(isolation, durability, TransactionLimits.none(), body);
  }

  /**
   * As the other {@code transact}, but gives up when a deadline is over or a token was cancelled:
   * in the midst of a run, or instead of another one.
   *
   * @param <T> the type of the result
   * @param <X> the checked exception of the body
   * @param isolation what the body sees
   * @param durability when the commit is acknowledged
   * @param limits when to give up
   * @param body what to run
   * @return the result of the run that was committed
   * @throws X when the body throws it
   * @throws io.ashlar.error.DeadlineExceededException when the time is over
   * @throws io.ashlar.error.CancelledException when it was cancelled
   */
  public <T, X extends Exception> T transact(
      IsolationLevel isolation,
      Durability durability,
      TransactionLimits limits,
      TransactionBody<T, X> body)
      throws X {
    StackRoom.requireInside();
    // Never an object that served somebody else: a body may have let a reference to it escape.
    StoreTransaction transaction = newRecycled();
    try {
      nested.enter(transaction);
      try {
        return run(transaction, isolation, durability, limits, body);
      } finally {
        nested.exit();
      }
    } finally {
      transaction.close();
    }
  }

  /**
   * As the other {@code transact}, in a transaction object of the caller's that is not active.
   *
   * @param <T> the type of the result
   * @param <X> the checked exception of the body
   * @param transaction runs the body; still the caller's, and not active, afterwards
   * @param isolation what the body sees
   * @param durability when the commit is acknowledged
   * @param body what to run
   * @return the result of the run that was committed
   * @throws X when the body throws it
   */
  public <T, X extends Exception> T transact(
      StoreTransaction transaction,
      IsolationLevel isolation,
      Durability durability,
      TransactionBody<T, X> body)
      throws X {
    StackRoom.requireInside();
    nested.enter(transaction);
    try {
      return run(transaction, isolation, durability, TransactionLimits.none(), body);
    } finally {
      nested.exit();
    }
  }

  long nextId() {
    return ids.incrementAndGet();
  }

  void forget(StoreTransaction transaction) {
    objects.remove(transaction);
  }

  private <T, X extends Exception> T run(
      StoreTransaction transaction,
      IsolationLevel isolation,
      Durability durability,
      TransactionLimits limits,
      TransactionBody<T, X> body)
      throws X {
    for (int retry = 0; ; retry++) {
      try {
        if (retry == 0) {
          transaction.gate().begin(isolation, durability, limits);
        } else {
          transaction.gate().beginAgain(isolation, durability, null);
        }
        return attempt(transaction, body);
      } catch (RetryableException e) {
        AshlarException end = transaction.gate().endOfWork(e);
        if (end != null) {
          throw end;
        }
        if (retry >= options.maxRetries() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
      backoff.pause(retry, transaction.gate().remainingNs());
    }
  }

  private static <T, X extends Exception> T attempt(
      StoreTransaction transaction, TransactionBody<T, X> body) throws X {
    try {
      T result = body.run(transaction);
      AshlarException swallowed =
          transaction.failure() == null ? transaction.stop() : transaction.failure();
      if (swallowed != null) {
        throw swallowed;
      }
      if (transaction.active()) {
        long timestamp = transaction.commit();
        assert timestamp >= 0 : "timestamps are positive";
      }
      return result;
    } finally {
      transaction.rollback();
    }
  }

  private void requireOpen() {
    StackRoom.requireInside();
    if (closed) {
      throw closedException();
    }
  }

  private static ClosedException closedException() {
    return new ClosedException("The database is closed.");
  }
}
