package io.ashlar.txn.lock;

import java.util.concurrent.locks.LockSupport;

/**
 * A transaction as the lock table sees it: what it holds and what it waits for.
 *
 * <p>Made once for each transaction object. An owner waits for at most one lock at a time, so it is
 * its own node in every queue and waiting allocates nothing.
 *
 * <p>Belongs to one thread at a time; {@link #cancel} may be called by any thread.
 */
public final class LockOwner {

  static final int IDLE = 0;
  static final int WAITING = 1;
  static final int GRANTED = 2;

  final HeldRows rows = new HeldRows();
  final HeldTables tables = new HeldTables();

  /** WAITING is set, and left, under the monitor of {@link #queue} only. */
  volatile int waitState = IDLE;

  /** Written under the graph's monitor while idle; stable while waiting. */
  WaitQueue queue;

  /** The row hash waited for; meaningless for table locks. */
  long waitKey;

  /** Whether the table lock waited for is exclusive. */
  boolean waitExclusive;

  /** Place in the queue of a table lock: a smaller one is ahead. */
  long ticket;

  /** Whether it spins for the row lock that it asked for last; guarded by the stripe's monitor. */
  boolean spinning;

  /** Next in the queue, guarded by the monitor of {@link #queue}. */
  LockOwner nextWaiter;

  /** Who stands before this one on the path of the current walk, guarded by the graph's monitor. */
  LockOwner pathParent;

  /** The last walk that has met this owner, guarded by the graph's monitor. */
  long visitedBy;

  volatile Thread thread;

  // Waits that have ended, since the owner was made; of the owner's thread.
  private long waits;
  private long waitNs;

  private volatile boolean cancelled;
  private volatile long id;

  /** Whether the work that the owner's locks are for is to end. */
  private volatile WaitStop stop;

  private final Runnable waker = this::wake;

  /** An owner that holds nothing. */
  public LockOwner() {}

  /**
   * Takes a new identity. Only while nothing is held.
   *
   * @param transactionId names the transaction in errors
   * @param ends tells when to give up waiting, or null
   */
  public void begin(long transactionId, WaitStop ends) {
    assert rows.size() == 0 && tables.size() == 0 : "locks of an earlier transaction";
    stop = ends;
    id = transactionId;
  }

  /** Gives up the memory that many locks took. Only while nothing is held. */
  public void trim() {
    rows.trim();
    tables.trim();
  }

  /**
   * The identity given last.
   *
   * @return the transaction's id
   */
  public long id() {
    return id;
  }

  /**
   * Row locks held.
   *
   * @return the number of distinct key hashes
   */
  public int rowLocks() {
    return rows.size();
  }

  /**
   * One of the row locks held.
   *
   * @param index from 0, in the order in which the locks were taken
   * @return the key's hash
   */
  public long rowLock(int index) {
    return rows.hash(index);
  }

  /**
   * Whether the row lock is held.
   *
   * @param hash the key's hash
   * @return true when it is
   */
  public boolean holdsRow(long hash) {
    return rows.find(hash) >= 0;
  }

  /**
   * Remembers up to which timestamp the holder of a row lock knows the key.
   *
   * @param hash the hash of a row lock that is held
   * @param readAt the timestamp of a view pinned after the lock was granted
   */
  public void knowRow(long hash, long readAt) {
    int index = rows.find(hash);
    assert index >= 0 : "the row lock is not held";
    rows.readAt(index, readAt);
  }

  /**
   * Up to which timestamp the holder of a row lock knows the key.
   *
   * @param hash the key's hash
   * @return the timestamp, or 0 when the lock is not held or nothing was remembered
   */
  public long rowKnownAt(long hash) {
    int index = rows.find(hash);
    return index < 0 ? 0 : rows.readAt(index);
  }

  /**
   * Ends the owner for good: a wait under way and every later one fails with {@link
   * io.ashlar.error.ClosedException}. Locks stay held until they are released. Any thread.
   */
  public void cancel() {
    cancelled = true;
    LockSupport.unpark(thread);
  }

  void countWait(long durationNs) {
    waits++;
    waitNs += durationNs;
  }

  /**
   * Waits for locks that have ended since the owner was made. The owner's thread.
   *
   * @return the number
   */
  public long waits() {
    return waits;
  }

  /**
   * How long they took.
   *
   * @return nanoseconds
   */
  public long waitNs() {
    return waitNs;
  }

  /** Lets a waiting owner look again whether it is to go on waiting. Any thread. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /**
   * {@link #wake} as an object, for who calls others back.
   *
   * @return the same always
   */
  public Runnable waker() {
    return waker;
  }

  /** Null where nobody can tell. */
  WaitStop stop() {
    return stop;
  }

  boolean cancelled() {
    return cancelled;
  }
}
