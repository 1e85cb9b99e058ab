package io.ashlar.mvcc.log;

import io.ashlar.store.AcknowledgedListener;

/**
 * The wait for a state to become durable: a thread's, which belongs to it and is used again and
 * again; or that of a commit, or a view, that no thread waits for, which belongs to the syncer.
 *
 * <p>From the moment it is enlisted until it is {@linkplain #synced synced} only the syncer touches
 * it. Before and after it belongs to the waiting thread; while that thread's commit is led, to the
 * leader, whose writes the thread sees with the commit's status.
 */
public final class SyncWait {

  /** Link of the syncer's waiters. */
  private volatile SyncWait next;

  private volatile Thread thread;

  /** Whether what it waited for is durable, or the log has failed. */
  private volatile boolean synced;

  /** The state that must be durable first. */
  private long awaited;

  private boolean enlisted;

  /** Told instead of a waiting thread; null where one waits. */
  private AcknowledgedListener acknowledgement;

  /** What the listener is told; may lie below {@link #awaited}. */
  private long timestamp;

  private long waitsSinceNs;

  /** Nobody waits. */
  public SyncWait() {}

  /**
   * Readies it for the calling thread, which may wait later.
   *
   * @param awaitedTimestamp the state that must be durable first
   */
  public void prepare(long awaitedTimestamp) {
    awaited = awaitedTimestamp;
    enlisted = false;
    acknowledgement = null;
    timestamp = 0;
    if (synced) {
      synced = false;
    }
    thread = Thread.currentThread();
  }

  /** Makes it stand for a commit, or a view, that no thread waits for. */
  void prepare(long committedAt, long awaitedTimestamp, AcknowledgedListener told) {
    prepare(awaitedTimestamp);
    thread = null;
    timestamp = committedAt;
    acknowledgement = told;
    enlisted = true;
    waitsSinceNs = System.nanoTime();
  }

  /** Lets go of thread and listener. */
  public void forget() {
    acknowledgement = null;
    thread = null;
  }

  SyncWait next() {
    return next;
  }

  void next(SyncWait newNext) {
    next = newNext;
  }

  /**
   * Whose wait it is.
   *
   * @return the thread, or null when none waits
   */
  public Thread thread() {
    return thread;
  }

  boolean synced() {
    return synced;
  }

  /** Gives it back to the waiting thread, which is not unparked by this. */
  void end() {
    synced = true;
  }

  /**
   * The state that must be durable first.
   *
   * @return its timestamp
   */
  public long awaited() {
    return awaited;
  }

  /**
   * Sets the state that must be durable first.
   *
   * @param newAwaited its timestamp
   */
  public void awaited(long newAwaited) {
    awaited = newAwaited;
  }

  boolean enlisted() {
    return enlisted;
  }

  /** It will be left to the syncer: its thread must not do so again. */
  public void enlist() {
    enlisted = true;
  }

  AcknowledgedListener acknowledgement() {
    return acknowledgement;
  }

  long timestamp() {
    return timestamp;
  }

  long waitsSinceNs() {
    return waitsSinceNs;
  }
}
