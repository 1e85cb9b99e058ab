package io.ashlar.rows.session;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** The {@link Transaction} that users hold. Reusable by its owner through {@link #begin()}. */
public final class WriteTransactionHandle extends TransactionHandle implements Transaction {

  private static final long NOT_ASKED = Long.MIN_VALUE;

  private final IsolationLevel level;

  /** See {@link #transactionTime}. */
  private long transactionTime = NOT_ASKED;

  /**
   * Wraps a transaction.
   *
   * @param context the database that it belongs to
   * @param level the isolation level of every run
   */
  public WriteTransactionHandle(DatabaseContext context, IsolationLevel level) {
    super(context);
    this.level = level;
  }

  @Override
  public void begin() {
    context().ensureWritable();
    claim();
    try {
      if (store().failure() == null) {
        store().begin(level, context().durability());
      } else {
        store().beginRetry(level, context().durability());
      }
      forgetTables();
    } finally {
      unclaim();
    }
  }

  @Override
  void forgetTables() {
    super.forgetTables();
    transactionTime = NOT_ASKED;
  }

  @Override
  public long transactionTime() {
    if (transactionTime == NOT_ASKED) {
      transactionTime = context().expiryClock().micros();
    }
    return transactionTime;
  }

  @Override
  public Instant currentTime() {
    context().ensureOpen();
    claim();
    try {
      if (!store().active()) {
        throw new ClosedException("The transaction has ended.");
      }
      return Instant.EPOCH.plus(transactionTime(), ChronoUnit.MICROS);
    } finally {
      unclaim();
    }
  }

  @Override
  public long commit() {
    return commit(context().durability());
  }

  @Override
  public long commit(Durability durability) {
    Arguments.requireGiven(durability, "durability");
    claim();
    try {
      long timestamp = store().commit(durability);
      countRows();
      return timestamp;
    } catch (WriteConflictException conflict) {
      throw schemaChangeBehind(conflict);
    } finally {
      unclaim();
    }
  }

  @Override
  public CompletionStage<Long> commitAsync() {
    return commitAsync(context().durability(), ForkJoinPool.commonPool());
  }

  @Override
  public CompletionStage<Long> commitAsync(Durability durability, Executor executor) {
    Arguments.requireGiven(executor, "executor");
    Arguments.requireGiven(durability, "durability");
    AsyncCommit outcome = new AsyncCommit(executor);
    claim();
    try {
      long timestamp = store().commitAsync(durability, outcome);
      assert timestamp >= 0 : "timestamps are positive";
      countRows();
      return outcome.returned();
    } catch (WriteConflictException conflict) {
      throw schemaChangeBehind(conflict);
    } finally {
      unclaim();
    }
  }

  /** Names the schema change when that is what the conflict came from. */
  RuntimeException schemaChangeBehind(WriteConflictException conflict) {
    TableState changed = changedTable();
    if (changed == null) {
      return conflict;
    }
    return new SchemaChangedException(
        conflict,
        "The schema of the table was changed while the transaction ran.",
        "table",
        changed.name());
  }

  @Override
  public void rollback() {
    StackRoom.requireInside();
    // What has ended for good has nothing left to undo.
    if (store().enterStatementUnlessEnded()) {
      try {
        store().rollback();
      } finally {
        unclaim();
      }
    }
  }

  @Override
  public long savepoint() {
    claim();
    try {
      return store().savepoint();
    } finally {
      unclaim();
    }
  }

  @Override
  public void rollbackTo(long savepoint) {
    claim();
    try {
      store().rollbackTo(savepoint);
      forgetBindings();
    } finally {
      unclaim();
    }
  }

  @Override
  public void release(long savepoint) {
    claim();
    try {
      store().releaseSavepoint(savepoint);
    } finally {
      unclaim();
    }
  }

  @Override
  public void lockTimeout(Duration timeout) {
    claim();
    try {
      store().lockTimeout(lockNanosOf(timeout));
    } finally {
      unclaim();
    }
  }

  private static long lockNanosOf(Duration timeout) {
    Arguments.requireGiven(timeout, "timeout");
    try {
      return timeout.toNanos();
    } catch (ArithmeticException tooLong) {
      throw new IllegalUseException(tooLong, "The lock timeout is too long.", "timeout", timeout);
    }
  }

  @Override
  public IsolationLevel isolation() {
    return level;
  }
}
