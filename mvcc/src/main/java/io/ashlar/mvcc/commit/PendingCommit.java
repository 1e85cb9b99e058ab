package io.ashlar.mvcc.commit;

import io.ashlar.mvcc.OrderedListener;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.WriteSource;
import io.ashlar.mvcc.log.SyncWait;

/**
 * A write set on its way through the pipeline; belongs to a committer and is used again and again.
 *
 * <p>While {@link #status} is {@link #QUEUED} the fields belong to the leader, which writes the
 * status last; before and after they belong to the committing thread. What may follow, the wait for
 * durability, is its {@link SyncWait}.
 */
public final class PendingCommit {

  static final int QUEUED = 1;

  /** Has its place in commit order; may wait for durability. */
  static final int ORDERED = 2;

  /** Validated, nothing written: a conflict, a failure, or a write set of checks alone. */
  public static final int SETTLED = 3;

  private volatile int status;

  /** Link of the queue. */
  private volatile PendingCommit next;

  private final SyncWait syncWait = new SyncWait();
  private WriteSource source;
  private SyncMode syncMode;
  private OrderedListener listener;

  /** Set by the leader: the timestamp taken, or 0 when nothing was written. */
  private long timestamp;

  /** Whether its thread leaves once it is ordered: the leader then does not enlist it. */
  private boolean detached;

  /** Whether rows come or change by it; found out when it is validated. */
  private boolean consumes;

  /** A RuntimeException or an Error; thrown by the committing thread. */
  private Throwable failure;

  /** Whether the store was poisoned before, or while, it had its turn: see {@link #failure}. */
  private boolean poisoned;

  private long conflictHash;

  public void prepare(WriteSource newSource, SyncMode newSyncMode, OrderedListener newListener) {
    source = newSource;
    syncMode = newSyncMode;
    listener = newListener;
    timestamp = 0;
    detached = false;
    failure = null;
    poisoned = false;
    syncWait.prepare(0);
    status = QUEUED;
  }

  /** Its thread will leave once it is ordered. */
  public void detach() {
    detached = true;
  }

  boolean detached() {
    return detached;
  }

  public void forget() {
    source = null;
    listener = null;
    syncWait.forget();
  }

  public int status() {
    return status;
  }

  void status(int newStatus) {
    status = newStatus;
  }

  PendingCommit next() {
    return next;
  }

  void next(PendingCommit newNext) {
    next = newNext;
  }

  Thread thread() {
    return syncWait.thread();
  }

  /** Its thread's wait for the state that must be durable before this is acknowledged. */
  public SyncWait syncWait() {
    return syncWait;
  }

  WriteSource source() {
    return source;
  }

  SyncMode syncMode() {
    return syncMode;
  }

  OrderedListener listener() {
    return listener;
  }

  public long timestamp() {
    return timestamp;
  }

  void ordered(long newTimestamp, long viewTimestamp) {
    timestamp = newTimestamp;
    syncWait.awaited(viewTimestamp);
  }

  public Throwable failure() {
    return failure;
  }

  void fail(Throwable newFailure) {
    failure = newFailure;
  }

  boolean consumes() {
    return consumes;
  }

  void consumes(boolean whether) {
    consumes = whether;
  }

  public boolean poisoned() {
    return poisoned;
  }

  /**
   * The store is poisoned: its thread says so, since whoever fails a group must not need memory for
   * that. With a timestamp the outcome is unknown, without one nothing of it was written.
   */
  void poison() {
    poisoned = true;
  }

  public long conflictHash() {
    return conflictHash;
  }

  void conflictHash(long hash) {
    conflictHash = hash;
  }
}
