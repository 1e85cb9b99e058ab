package io.ashlar.txn;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.AshlarException;
import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.AcknowledgedListener;
import io.ashlar.mvcc.Committer;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.OrderedListener;
import io.ashlar.mvcc.ReadView;
import io.ashlar.mvcc.StoreCapabilities;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.txn.cursor.CursorOwner;
import io.ashlar.txn.cursor.TransactionCursors;
import io.ashlar.txn.gate.UseGate;
import io.ashlar.txn.limit.TransactionLimits;
import io.ashlar.txn.limit.WorkLimits;
import io.ashlar.txn.lock.LockOwner;
import io.ashlar.txn.readset.ReadSet;
import io.ashlar.txn.view.TransactionViews;
import io.ashlar.txn.writeset.WriteSet;
import org.agrona.DirectBuffer;

/**
 * What a transaction is made of and how its rules work, without the gate that lets one call at a
 * time in: {@link StoreTransaction} holds that while it calls here.
 */
final class TransactionState implements CursorOwner {

  private final Transactions owner;
  private final VersionedStore store;
  private final StoreCapabilities capabilities;
  private final EntrySizes sizes;
  private final LockOwner locks = new LockOwner();
  private final WriteSet writes;

  /** Records while the transaction is serializable and may write. */
  private final ReadSet reads;

  private final TransactionViews views;
  private final TransactionLimits limits = new TransactionLimits();
  private final TransactionCursors cursors;
  private final Committer committer;
  private final OrderedListener ordered;

  private volatile boolean active;
  private boolean readOnly;
  private Isolation isolation = Isolation.SNAPSHOT;
  private SyncMode syncMode;
  private long lockTimeoutNs;
  private long begunNs;
  private Thread beginner;

  /** The failure that ended the last transaction, or null. */
  private RetryableException failure;

  /** What the last transaction was stopped for by its limits, or null. */
  private AshlarException stop;

  /** The hash of the key that the transaction fails on, while {@link #failedOnKey}. */
  private long failedHash;

  private boolean failedOnKey;

  /** What the last transaction failed on and held then; empty when it did not fail on a key. */
  private final FailedRows failedRows = new FailedRows();

  TransactionState(Transactions owner) {
    this.owner = owner;
    this.store = owner.store();
    this.capabilities = store.capabilities();
    this.sizes = new EntrySizes(capabilities);
    this.syncMode = owner.options().syncMode();
    this.writes = new WriteSet(owner.pool(), owner.options().writeSetLimitBytes());
    this.reads = new ReadSet(owner.pool());
    this.views = new TransactionViews(store);
    this.cursors = new TransactionCursors(store, views, writes, reads, limits, this);
    this.committer = store.newCommitter();
    this.ordered = timestamp -> owner.locks().releaseAll(locks);
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

  @Override
  public void requireActive() {
    if (!active) {
      throw new ClosedException("The transaction has ended.", "transaction", id());
    }
  }

  /** Checks that a transaction is under way and may go on. */
  void requireGoing() {
    requireActive();
    if (limits.pending()) {
      judge();
    }
  }

  /** Ends the transaction if it was cancelled or its time is over. */
  void judge() {
    AshlarException end = active ? limits.end(null) : null;
    if (end != null) {
      throw stopped(end);
    }
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
    failedOnKey = false;
    end();
    return e;
  }

  /** Begins, or begins another run of the same work; locks nothing and pins nothing. */
  void start(UseGate gate, Isolation level, SyncMode mode, boolean reading, WorkLimits work) {
    if (active) {
      throw new IllegalUseException("The transaction is active already.", "transaction", id());
    }
    long id = owner.nextId();
    if (work == null) {
      limits.beginRun(gate, id);
    } else {
      limits.begin(gate, id, work);
    }
    locks.begin(id, limits);
    boolean judged = level == Isolation.SERIALIZABLE && !reading;
    views.begin(Freshness.WRITTEN, judged);
    if (judged) {
      reads.begin();
    }
    isolation = level;
    syncMode = mode;
    lockTimeoutNs = owner.options().lockTimeoutNs();
    readOnly = reading;
    failure = null;
    stop = null;
    failedOnKey = false;
    begunNs = System.nanoTime();
    beginner = Thread.currentThread();
    active = true;
  }

  /** Pins the view of a read-only transaction, or ends it. */
  void pinFirstView(Freshness freshness) {
    views.begin(freshness, false);
    pinOrEnd();
  }

  /** The same, as of an earlier time. */
  void pinFirstViewAsOf(long asOf) {
    views.beginAsOf(asOf);
    pinOrEnd();
  }

  private void pinOrEnd() {
    boolean pinned = false;
    try {
      pinned = views.statement().pinned();
    } finally {
      if (!pinned) {
        end();
      }
    }
  }

  /** Locks what the last transaction failed on and held; before any view. */
  void lockFailedRows() {
    for (int i = 0; i < failedRows.size(); i++) {
      acquireRow(failedRows.hash(i), lockTimeoutNs);
    }
  }

  int get(DirectBuffer key, int offset, int length, PooledBuffer into) {
    int own = readOwn(key, offset, length, into);
    return own != WriteSet.NOT_WRITTEN ? own : read(views.statement(), key, offset, length, into);
  }

  int getLocked(DirectBuffer key, int offset, int length, PooledBuffer into, boolean wait) {
    ReadView view = lockRow(key, offset, length, wait ? lockTimeoutNs : 0);
    int own = readOwn(key, offset, length, into);
    return own != WriteSet.NOT_WRITTEN ? own : read(view, key, offset, length, into);
  }

  private int read(ReadView view, DirectBuffer key, int offset, int length, PooledBuffer into) {
    if (reads.recording()) {
      reads.addPoint(KeyHash.hash(key, offset, length), key, offset, length);
    }
    return view.get(key, offset, length, into);
  }

  /** The reading is judged from the view on, which must not be pinned by the commit. */
  void recordRead(DirectBuffer key, int offset, int length) {
    ReadView view = views.statement();
    assert view.pinned() : "what is read is read at a view";
    reads.addPoint(KeyHash.hash(key, offset, length), key, offset, length);
  }

  /** Undoes writes; what has been read stays read. */
  void rollbackTo(long savepoint) {
    // Before the keys go that cursors over own writes stand on.
    cursors.flushReads();
    cursors.voidAfter(writes.rollbackTo(savepoint));
  }

  ReadSet reads() {
    return reads;
  }

  void lock(DirectBuffer key, int offset, int length) {
    ReadView view = lockRow(key, offset, length, lockTimeoutNs);
    assert view.pinned() : "a lock comes with a view";
  }

  void put(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength) {
    sizes.requireKey(key, keyOffset, keyLength);
    sizes.requireValue(value, valueOffset, valueLength);
    long hash = KeyHash.hash(key, keyOffset, keyLength);
    writes.put(hash, readAt(hash), key, keyOffset, keyLength, value, valueOffset, valueLength);
  }

  void delete(DirectBuffer key, int offset, int length) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    writes.delete(hash, readAt(hash), key, offset, length);
  }

  void check(DirectBuffer key, int offset, int length) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    if (writes.check(hash, views.statement().timestamp(), key, offset, length)) {
      views.anchorStatement();
    }
  }

  void lockTable(long resource, boolean exclusive) {
    failedOnKey = false;
    long timeoutNs = limits.waitNs(lockTimeoutNs);
    try {
      if (exclusive) {
        owner.locks().lockExclusive(locks, resource, timeoutNs);
      } else {
        owner.locks().lockShared(locks, resource, timeoutNs);
      }
    } catch (LockTimeoutException | CancelledException e) {
      throw failedWait(e);
    }
  }

  private AshlarException failedWait(AshlarException e) {
    AshlarException end = limits.endOfWait(e);
    return end == null ? e : stopped(end);
  }

  void lockTimeout(long timeoutNs) {
    if (timeoutNs < 0) {
      throw new IllegalUseException("The lock timeout is negative.", "timeoutNs", timeoutNs);
    }
    lockTimeoutNs = timeoutNs;
  }

  /** Waits for the acknowledgement when nobody else is to be told of it. */
  long commit(SyncMode override, AcknowledgedListener acknowledged) {
    if (!readOnly) {
      return commitWrites(override == null ? syncMode : override, acknowledged);
    }
    long timestamp = views.newestRead();
    end();
    if (acknowledged != null) {
      acknowledged.acknowledged(timestamp, null);
    }
    return timestamp;
  }

  private int readOwn(DirectBuffer key, int offset, int length, PooledBuffer into) {
    if (writes.isEmpty()) {
      return WriteSet.NOT_WRITTEN;
    }
    int own = writes.read(KeyHash.hash(key, offset, length), key, offset, length, into);
    assert own >= WriteSet.NOT_WRITTEN : "answers differ";
    return own;
  }

  /** Locks the row and returns the view that a locked read uses. */
  private ReadView lockRow(DirectBuffer key, int offset, int length, long timeoutNs) {
    sizes.requireKey(key, offset, length);
    long hash = KeyHash.hash(key, offset, length);
    boolean granted = acquireRow(hash, timeoutNs);
    if (isolation == Isolation.READ_COMMITTED) {
      // Pinned after the grant: contains every commit of the key, see the package's invariant.
      if (granted || !views.lockedPinned()) {
        views.pinLocked();
      }
      locks.knowRow(hash, views.locked().timestamp());
      return views.locked();
    }
    ReadView view = views.statement();
    if (store.changedSince(key, offset, length, view.timestamp())) {
      failedHash = hash;
      failedOnKey = true;
      throw new WriteConflictException(
          "The row was changed after the transaction's view.",
          "transaction",
          id(),
          "viewTimestamp",
          view.timestamp(),
          "lock",
          Long.toHexString(hash));
    }
    return view;
  }

  private boolean acquireRow(long hash, long timeoutNs) {
    failedHash = hash;
    // Who would not wait now is not to wait for the same lock when he begins again.
    failedOnKey = timeoutNs > 0;
    boolean granted;
    try {
      granted = owner.locks().lockRow(locks, hash, limits.waitNs(timeoutNs));
    } catch (LockTimeoutException | CancelledException e) {
      throw failedWait(e);
    }
    failedOnKey = false;
    return granted;
  }

  /** The package's invariant of readAt; what a lock does not cover takes the newest view. */
  private long readAt(long hash) {
    if (isolation != Isolation.READ_COMMITTED) {
      return views.statement().timestamp();
    }
    long known = locks.rowKnownAt(hash);
    if (known > 0) {
      return known;
    }
    long newest = views.newestPinned();
    return newest > 0 ? newest : views.statement().timestamp();
  }

  private long commitWrites(SyncMode mode, AcknowledgedListener acknowledged) {
    boolean lift = isolation == Isolation.READ_COMMITTED && capabilities.rowLocks();
    writes.readAtFloor(lift ? views.newestPinned() : 0);
    failedOnKey = false;
    if (reads.recording() && writes.writes() > 0) {
      cursors.flushReads();
      reads.readAt(views.statement().timestamp());
      writes.reads(reads);
    }
    try {
      return acknowledged == null
          ? committer.commit(writes, views.newestRead(), mode, ordered)
          : committer.commitAsync(writes, views.newestRead(), mode, ordered, acknowledged);
    } catch (WriteConflictException e) {
      failedHash = committer.conflictHash();
      failedOnKey = true;
      throw e;
    } catch (SerializationConflictException e) {
      failedHash = committer.conflictHash();
      // A key that was only read is not locked ahead: two readers of it would stand in each
      // other's way for nothing.
      failedOnKey = failedHash != 0 && locks.holdsRow(failedHash);
      throw e;
    } finally {
      end();
    }
  }

  void end() {
    if (!active) {
      return;
    }
    active = false;
    beginner = null;
    if (failedOnKey) {
      failedRows.remember(locks, failedHash);
    } else {
      failedRows.clear();
    }
    try {
      // First, so that cursors record nothing more when they are released.
      reads.clear();
      cursors.releaseAll();
      writes.clear();
    } finally {
      // Also when the store is closed under a call that is inside: nobody else would.
      try {
        views.end();
      } finally {
        owner.locks().releaseAll(locks);
      }
    }
    trim();
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
    committer.close();
  }

  /**
   * Makes ready for another transaction object; nobody is inside, and nothing of this one stays.
   */
  void recycle() {
    end();
    cursors.retireAll();
  }

  void requireWritable() {
    requireActive();
    if (readOnly) {
      throw new IllegalUseException("The transaction is read-only.", "transaction", id());
    }
  }

  boolean active() {
    return active;
  }

  boolean readOnly() {
    return readOnly;
  }

  Isolation isolation() {
    return isolation;
  }

  long id() {
    return locks.id();
  }

  RetryableException failure() {
    return failure;
  }

  AshlarException stop() {
    return stop;
  }

  WriteSet writes() {
    return writes;
  }

  TransactionViews views() {
    return views;
  }

  TransactionLimits limits() {
    return limits;
  }

  TransactionCursors cursors() {
    return cursors;
  }

  LockOwner locks() {
    return locks;
  }
}
