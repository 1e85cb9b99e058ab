package io.ashlar.mvcc.commit;

import io.ashlar.mvcc.log.SyncWait;
import io.ashlar.store.OrderedListener;
import io.ashlar.store.WriteSource;
import io.ashlar.transaction.Durability;

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
  private Durability durability;
  private OrderedListener listener;

  /** Whether it has passed and writes something, so that it goes into the group's batch. */
  private boolean accepted;

  /** Set by the leader when it puts the commit into the batch; 0 until then. */
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

  /** Nothing is committed. */
  public PendingCommit() {}

  /**
   * Begins with the calling thread's next commit, which may then be queued.
   *
   * @param newSource what it writes and has read; used by the leader until the commit is ordered
   * @param newDurability how durable it shall be
   * @param newListener told when it is ordered, by the leader
   */
  public void prepare(
      WriteSource newSource, Durability newDurability, OrderedListener newListener) {
    source = newSource;
    durability = newDurability;
    listener = newListener;
    accepted = false;
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

  /** Lets go of what was prepared; the outcome stays. */
  public void forget() {
    source = null;
    listener = null;
    syncWait.forget();
  }

  /**
   * How far it is.
   *
   * @return {@link #SETTLED}, or one of its siblings
   */
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

  /**
   * Its thread's wait for the state that must be durable before this is acknowledged.
   *
   * @return the wait, always the same
   */
  public SyncWait syncWait() {
    return syncWait;
  }

  WriteSource source() {
    return source;
  }

  Durability durability() {
    return durability;
  }

  OrderedListener listener() {
    return listener;
  }

  /**
   * Its place in commit order.
   *
   * @return the timestamp taken, or 0 when nothing was written
   */
  public long timestamp() {
    return timestamp;
  }

  /** It is about to be validated, perhaps anew. */
  void beginValidation() {
    accepted = false;
    timestamp = 0;
    syncWait.awaited(0);
  }

  /**
   * It has passed and writes something; the block of timestamps is reserved when all are validated.
   */
  void accept() {
    accepted = true;
  }

  /**
   * Whether it has passed and writes something.
   *
   * @return true when it was, or was to be, in its group's batch
   */
  public boolean accepted() {
    return accepted;
  }

  /** Whether its writes go with the group: accepted, and not failed since. */
  boolean writes() {
    return accepted && failure == null;
  }

  /** It is in the batch. */
  void ordered(long newTimestamp, long viewTimestamp) {
    timestamp = newTimestamp;
    syncWait.awaited(viewTimestamp);
  }

  /**
   * Why it has failed.
   *
   * @return a RuntimeException or an Error, to be thrown by the committing thread, or null
   */
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

  /**
   * Whether the store was poisoned before it had its turn, or meanwhile.
   *
   * @return true when so; when it was {@link #accepted} too, its outcome is unknown; else nothing
   *     was written
   */
  public boolean poisoned() {
    return poisoned;
  }

  /**
   * The store is poisoned: its thread says so, since whoever fails a group must not need memory for
   * that. Accepted, its outcome is unknown; else nothing of it was written.
   */
  void poison() {
    poisoned = true;
  }

  /**
   * The key that a conflict was about.
   *
   * @return its hash, or 0 when it was about a range
   */
  public long conflictHash() {
    return conflictHash;
  }

  void conflictHash(long hash) {
    conflictHash = hash;
  }
}
