package io.ashlar.txn;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Freshness;
import io.ashlar.store.ReadView;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.TransactionLimits;
import io.ashlar.txn.cursor.TransactionCursor;
import io.ashlar.txn.limit.StatementClock;
import org.agrona.DirectBuffer;

/**
 * One transaction at a time over the store: begin, {@linkplain StoreReader read} and {@linkplain
 * StoreWriter write}, commit or roll back, begin again. Nothing is allocated in steady state.
 *
 * <p><b>Threads.</b> One at a time; of calls that overlap the later is {@link IllegalUseException}.
 *
 * <p><b>Ends.</b> Every {@link RetryableException} that a call throws has rolled the transaction
 * back and released its locks. After the end every call but {@link #begin}, {@link #beginRead},
 * {@link #rollback} and {@link #close} is {@link ClosedException}; cursors are released. Other
 * exceptions leave the transaction as it was, except those of {@link #commit()}, after which it has
 * ended in any case. All calls may throw {@link io.ashlar.error.StorePoisonedException} and {@link
 * io.ashlar.error.StoreIoException} of the store.
 *
 * <p>Long because each call passes the gate by itself: a shared way through it would allocate.
 */
public final class StoreTransaction
    implements StoreReader, StoreWriter, StoreLimits, AutoCloseable {

  private final StateGate gate;
  private final TransactionState state;

  // The owner's list of objects that are not closed, and whether this is in it; guarded by it.
  StoreTransaction previous;
  StoreTransaction next;
  boolean listed;

  StoreTransaction(TransactionState state, boolean recycled) {
    this.gate = new StateGate(state, recycled);
    this.state = state;
  }

  /**
   * Begins a read-write transaction. Takes no view yet: the first read or write does.
   *
   * @param level what it sees and may overwrite
   * @param durability when its commit is acknowledged
   * @throws IllegalUseException when a transaction is active
   * @throws ClosedException when this object or the database is closed
   */
  public void begin(IsolationLevel level, Durability durability) {
    gate.begin(level, durability, TransactionLimits.none());
  }

  /**
   * Begins again after a failure: first locks the key that the last transaction of this object
   * failed on, if it failed on one, with the rows that it held then, so that its first view is
   * taken under the locks and a hot row makes progress.
   *
   * @param level what it sees and may overwrite
   * @param durability when its commit is acknowledged
   * @throws io.ashlar.error.LockTimeoutException when a lock was not granted; not active then
   * @throws io.ashlar.error.DeadlockException when a lock would close a cycle; not active then
   */
  public void beginRetry(IsolationLevel level, Durability durability) {
    gate.beginAgain(level, durability, TransactionLimits.none());
  }

  /**
   * Begins a read-only transaction and pins its view. It locks nothing, records nothing and never
   * fails with a conflict.
   *
   * @param freshness which newest state it reads
   */
  public void beginRead(Freshness freshness) {
    gate.beginRead(freshness);
  }

  /**
   * Begins a read-only transaction that reads the newest acknowledged state as it was earlier.
   *
   * @param asOf the timestamp: what was committed up to it is seen
   * @throws io.ashlar.error.HistoryUnavailableException when the time lies beyond what is
   *     acknowledged; later reads throw it for keyspaces that have no history of that time
   */
  public void beginReadAsOf(long asOf) {
    gate.beginReadAsOf(asOf);
  }

  /**
   * {@link #commit(Durability)} with the durability that the transaction was begun with.
   *
   * @return as there
   */
  public long commit() {
    return commit(null);
  }

  /**
   * Commits all buffered writes at one timestamp, or none, and ends the transaction in any case.
   * Returns when the commit is acknowledged; an empty one too waits until what it could have read
   * is as durable as asked for.
   *
   * @param override when to acknowledge, or null for the durability that it was begun with
   * @return the commit timestamp, or the newest timestamp that was read at when nothing was written
   * @throws WriteConflictException when a written or checked key was changed
   * @throws io.ashlar.error.SerializationConflictException under SERIALIZABLE, when a key or range
   *     that was read was changed, and something was written
   * @throws io.ashlar.error.SnapshotTooOldException when the store cannot validate a view this old
   * @throws io.ashlar.error.DeadlineExceededException when the deadline is over; one that comes
   *     later finds the commit on its way and changes nothing
   * @throws io.ashlar.error.CancelledException when it was cancelled; likewise
   * @throws io.ashlar.error.OutOfSpaceException when the disk is full; nothing was written
   * @throws io.ashlar.error.CommitOutcomeUnknownException when the log failed after the commit may
   *     have been written; not to be retried
   */
  public long commit(Durability override) {
    return gate.commit(override, null);
  }

  /**
   * Commits as {@link #commit(Durability)} does and throws what it throws until the commit is
   * ordered; then returns, with the transaction ended and its locks released, and leaves the rest
   * to the listener. The object can be begun again at once.
   *
   * @param override when to acknowledge, or null for the durability that it was begun with
   * @param acknowledged told once, when {@code commit} would have returned; not when this throws
   * @return the commit timestamp, or the newest timestamp that was read at when nothing was written
   */
  public long commitAsync(Durability override, AcknowledgedListener acknowledged) {
    return gate.commit(override, acknowledged);
  }

  /** Undoes everything and ends the transaction. Does nothing when none is active. */
  public void rollback() {
    gate.rollback();
  }

  /**
   * Ends the transaction for a retryable failure of a layer above, as if a call here had thrown it.
   *
   * @param found the failure
   * @return the failure, for the caller to throw
   */
  public RetryableException fail(RetryableException found) {
    return gate.fail(found);
  }

  /**
   * Ends this object for good, from any thread; rolls back if active, and gives back all memory,
   * views and cursors. A call that another thread has inside does that on its way out: if it waits
   * for a lock it ends in {@link io.ashlar.error.ClosedException}, and a commit under way finishes.
   * Idempotent; refuses nobody.
   */
  @Override
  public void close() {
    gate.end();
    state.owner().forget(this);
  }

  @Override
  public void cancel() {
    gate.cancel();
  }

  @Override
  public void timeout(long timeoutNs) {
    gate.timeout(timeoutNs);
  }

  @Override
  public void follow(CancellationToken token) {
    gate.follow(token);
  }

  @Override
  public StatementClock limitStatement(StatementClock clock) {
    return gate.limitStatement(clock);
  }

  /** For the owner, and for its objects that the transaction works on. */
  StateGate gate() {
    return gate;
  }

  /**
   * Keeps other threads out, and the memory in place, until {@link #exitStatement}: the calls in
   * between then cost no atomic operation to enter.
   *
   * @throws IllegalUseException when somebody is inside a call, be it this thread
   * @throws ClosedException when this object or the database is closed
   */
  public void enterStatement() {
    gate.enterFirst();
  }

  /**
   * {@link #enterStatement} unless the object has ended.
   *
   * @return false when it has
   */
  public boolean enterStatementUnlessEnded() {
    return gate.enterFirstUnlessEnded();
  }

  /**
   * Enters, until {@link #exitStatement}, for what a statement has opened; inside of another too.
   *
   * @param id of the transaction that the statement was of
   * @return false when that has ended, whatever this object does since
   * @throws IllegalUseException when another thread is inside a call
   */
  public boolean enterAgain(long id) {
    return gate.enterAgain(id);
  }

  /** Undoes {@link #enterStatement} and its kin, on the same thread. */
  public void exitStatement() {
    gate.exit();
  }

  @Override
  public long id() {
    return state.id();
  }

  @Override
  public boolean active() {
    return state.active() && !gate.ended();
  }

  @Override
  public boolean readOnly() {
    return state.readOnly();
  }

  @Override
  public IsolationLevel isolation() {
    return state.isolation();
  }

  @Override
  public RetryableException failure() {
    return state.failure();
  }

  @Override
  public AshlarException stop() {
    return state.stop();
  }

  @Override
  public long lockWaits() {
    return state.locks().waits();
  }

  @Override
  public long lockWaitNs() {
    return state.locks().waitNs();
  }

  @Override
  public long readTimestamp() {
    gate.enter();
    try {
      state.requireActive();
      return state.views().statement().timestamp();
    } finally {
      gate.exit();
    }
  }

  @Override
  public void startStatement() {
    gate.enter();
    try {
      state.startStatement();
    } finally {
      gate.exit();
    }
  }

  @Override
  public void readNewest(boolean newest) {
    gate.enter();
    try {
      state.readNewest(newest);
    } finally {
      gate.exit();
    }
  }

  @Override
  public int get(DirectBuffer key, int offset, int length, PooledBuffer into) {
    gate.enter();
    try {
      state.requireGoing();
      return state.reading().get(key, offset, length, into);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public TransactionCursor newCursor() {
    gate.enter();
    try {
      return state.cursors().make(gate);
    } finally {
      gate.exit();
    }
  }

  @Override
  public TransactionCursor borrowCursor() {
    gate.enter();
    try {
      state.requireActive();
      return state.cursors().lend(gate);
    } finally {
      gate.exit();
    }
  }

  @Override
  public boolean recordsReads() {
    return state.reads().recording();
  }

  @Override
  public void recordRange(
      DirectBuffer lower, int lowerLength, DirectBuffer upper, int upperLength) {
    gate.enter();
    try {
      state.requireActive();
      state.reads().addRange(lower, 0, lowerLength, upper, 0, upperLength);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void recordKey(DirectBuffer key, int offset, int length) {
    gate.enter();
    try {
      state.requireActive();
      state.reading().recordKey(key, offset, length);
    } finally {
      gate.exit();
    }
  }

  @Override
  public int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, WhenHeld held) {
    gate.enter();
    try {
      state.requireWritable();
      state.requireGoing();
      return state.reading().getLocked(key, offset, length, into, held);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void lock(DirectBuffer key, int offset, int length) {
    gate.enter();
    try {
      state.requireWritable();
      state.requireGoing();
      ReadView view = state.locking().lockRow(key, offset, length, true);
      assert view.pinned() : "a lock comes with a view";
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void lockShared(long resource) {
    lockTable(resource, false);
  }

  @Override
  public void lockExclusive(long resource) {
    lockTable(resource, true);
  }

  private void lockTable(long resource, boolean exclusive) {
    gate.enter();
    try {
      state.requireWritable();
      state.requireGoing();
      state.locking().lockTable(resource, exclusive);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void lockTimeout(long timeoutNs) {
    gate.enter();
    try {
      state.requireActive();
      state.locking().timeout(timeoutNs);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    gate.enter();
    try {
      state.requireWritable();
      state.writing().put(key, keyOffset, keyLength, value, valueOffset, valueLength);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void delete(DirectBuffer key, int offset, int length) {
    gate.enter();
    try {
      state.requireWritable();
      state.writing().delete(key, offset, length);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public void check(DirectBuffer key, int offset, int length) {
    gate.enter();
    try {
      state.requireActive();
      state.writing().check(key, offset, length);
    } catch (RetryableException e) {
      throw state.failed(e);
    } finally {
      gate.exit();
    }
  }

  @Override
  public boolean hasWrites() {
    return state.writes().writes() > 0;
  }

  @Override
  public long writeSetBytes() {
    return state.writes().usedBytes();
  }

  @Override
  public long savepoint() {
    return gate.savepoint();
  }

  @Override
  public void rollbackTo(long savepoint) {
    gate.rollbackTo(savepoint);
  }

  @Override
  public void releaseSavepoint(long savepoint) {
    gate.releaseSavepoint(savepoint);
  }
}
