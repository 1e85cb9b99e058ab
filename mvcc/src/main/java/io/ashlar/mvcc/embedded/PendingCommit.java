package io.ashlar.mvcc.embedded;

import io.ashlar.mvcc.AcknowledgedListener;
import io.ashlar.mvcc.OrderedListener;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.WriteSource;

/**
 * A write set on its way through the pipeline; belongs to a committer and is used again and again.
 * Or, between its order and its acknowledgement, a commit that no thread waits for: then it belongs
 * to the syncer.
 *
 * <p>While {@link #status} is {@link #QUEUED} the fields belong to the leader, which writes the
 * status last; before and after they belong to the committing thread. From {@link #ORDERED} to
 * {@link #SYNCED} only the syncer touches it, by {@link #next} and the status.
 */
final class PendingCommit {

  static final int QUEUED = 1;

  /** Has its place in commit order; may wait for durability. */
  static final int ORDERED = 2;

  /** Judged, nothing written: a conflict, a failure, or a write set of checks alone. */
  static final int SETTLED = 3;

  /** What it waited for is durable, or the log has failed. */
  static final int SYNCED = 4;

  private volatile int status;

  /** Link of the queue, later of the syncer's waiters; it is never in both. */
  private volatile PendingCommit next;

  private volatile Thread thread;

  private WriteSource source;
  private SyncMode syncMode;
  private OrderedListener listener;

  /** Set by the leader: the timestamp taken, or 0 when nothing was written. */
  private long timestamp;

  /** The state that must be durable before this is acknowledged. */
  private long awaited;

  private boolean enlisted;

  /** Whether its thread leaves once it is ordered: the leader then does not enlist it. */
  private boolean detached;

  /** Told instead of a waiting thread; null where one waits. */
  private AcknowledgedListener acknowledgement;

  /** Whether rows come or change by it; found out when it is judged. */
  private boolean consumes;

  private long waitsSinceNs;

  /** A RuntimeException or an Error; thrown by the committing thread. */
  private Throwable failure;

  /** Whether the store was poisoned before, or while, it had its turn: see {@link #failure}. */
  private boolean poisoned;

  private long conflictHash;

  void prepare(WriteSource newSource, SyncMode newSyncMode, OrderedListener newListener) {
    source = newSource;
    syncMode = newSyncMode;
    listener = newListener;
    timestamp = 0;
    awaited = 0;
    enlisted = false;
    detached = false;
    acknowledgement = null;
    failure = null;
    poisoned = false;
    thread = Thread.currentThread();
    status = QUEUED;
  }

  /** Makes it wait for the state of a view, without having been in the queue. */
  void prepareWait(long awaitedTimestamp) {
    prepare(null, SyncMode.GROUP, null);
    awaited = awaitedTimestamp;
    status = ORDERED;
  }

  /** Makes it stand for a commit, or a view, that no thread waits for. */
  void prepareWait(long committedAt, long awaitedTimestamp, AcknowledgedListener told) {
    prepareWait(awaitedTimestamp);
    thread = null;
    timestamp = committedAt;
    acknowledgement = told;
    enlisted = true;
    waitsSinceNs = System.nanoTime();
  }

  /** Its thread will leave once it is ordered. */
  void detach() {
    detached = true;
  }

  boolean detached() {
    return detached;
  }

  AcknowledgedListener acknowledgement() {
    return acknowledgement;
  }

  long waitsSinceNs() {
    return waitsSinceNs;
  }

  void forget() {
    source = null;
    acknowledgement = null;
    listener = null;
    thread = null;
  }

  int status() {
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
    return thread;
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

  long timestamp() {
    return timestamp;
  }

  void ordered(long newTimestamp, long viewTimestamp) {
    timestamp = newTimestamp;
    awaited = viewTimestamp;
  }

  long awaited() {
    return awaited;
  }

  boolean enlisted() {
    return enlisted;
  }

  void enlist() {
    enlisted = true;
  }

  Throwable failure() {
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

  boolean poisoned() {
    return poisoned;
  }

  /**
   * The store is poisoned: its thread says so, since whoever fails a group must not need memory for
   * that. With a timestamp the outcome is unknown, without one nothing of it was written.
   */
  void poison() {
    poisoned = true;
  }

  long conflictHash() {
    return conflictHash;
  }

  void conflictHash(long hash) {
    conflictHash = hash;
  }
}
