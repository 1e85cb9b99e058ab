package io.ashlar.mvcc.log;

import io.ashlar.engine.Engine;
import io.ashlar.engine.gate.CloseLimit;
import io.ashlar.engine.gate.CloseWait;
import io.ashlar.error.ClosedException;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.ViewSlot;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.Durability;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes ordered commits durable and wakes those who wait for it.
 *
 * <p>A crowd is served by the store's thread, which begins the next sync as soon as the last one
 * has ended: the commits that were ordered during a sync share the next one. Example, 10 clients
 * and an fsync of 1 ms: while one fsync runs the other clients' commits are ordered; the next fsync
 * covers them all, so that the store does some 10,000 commits a second with 1,000 fsyncs. A client
 * who is alone syncs for himself and spares two switches of thread.
 *
 * <p>Whoever syncs takes the target, the written state, <em>before</em> the sync: what is written
 * during a sync may or may not be covered by it.
 */
public final class WalSyncer {

  private static final long MEMORY_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Engine engine;
  private final LogDevice log;
  private final StatePointers pointers;
  private final Poison poison;
  private final long groupWindowNs;
  private final int groupLimitCommits;

  /** One sync at a time. Fair, so that who syncs for himself is not overtaken for ever. */
  private final ReentrantLock syncing = new ReentrantLock(true);

  /** Woken by who holds {@link #syncing} or poisons. */
  private final SyncWaiters waiters;

  private final IntervalSchedule interval;
  private final SyncCounts counts = new SyncCounts();

  /** What the last good sync covered, for the durable mark; guarded by {@link #syncing}. */
  private long syncedTimestamp;

  private long syncedSequence;

  private volatile Thread thread;
  private volatile Upkeep upkeep;
  private volatile boolean running = true;

  /**
   * A syncer, whose thread has yet to be started.
   *
   * @param engine tells what was written
   * @param log is synced
   * @param pointers to the store's states
   * @param poison of the store
   * @param interval when relaxed commits are due
   * @param groupWindowNs how long the thread waits for more commits to share a sync
   * @param groupLimitCommits so many begin it at once
   */
  public WalSyncer(
      Engine engine,
      LogDevice log,
      StatePointers pointers,
      Poison poison,
      IntervalSchedule interval,
      long groupWindowNs,
      int groupLimitCommits) {
    this.engine = engine;
    this.log = log;
    this.pointers = pointers;
    this.poison = poison;
    this.waiters = new SyncWaiters(pointers, poison, counts);
    this.interval = interval;
    this.groupWindowNs = groupWindowNs;
    this.groupLimitCommits = groupLimitCommits;
  }

  /**
   * Starts the thread.
   *
   * @param name of the store, part of the thread's
   * @param newUpkeep what the thread does besides syncing
   */
  public void start(String name, Upkeep newUpkeep) {
    upkeep = newUpkeep;
    Thread started = new Thread(this::run, "ashlar-wal-sync-" + name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /**
   * Ends the thread and waits for its end.
   *
   * @param limit how long
   * @throws io.ashlar.error.CloseTimeoutException when it takes longer; may be called again
   */
  public void stop(CloseLimit limit) {
    running = false;
    Thread stopped = thread;
    try (CloseWait wait = limit.begin("sync", WalSyncer.class.getName())) {
      while (stopped != null && stopped.isAlive()) {
        LockSupport.unpark(stopped);
        wait.pause();
      }
    }
  }

  /**
   * What it has done.
   *
   * @return counts, which go on rising
   */
  public SyncCounts counts() {
    return counts;
  }

  /**
   * Whether a commit that is alone in its group may sync for itself.
   *
   * @return false when others wait or sync
   */
  public boolean lonelySyncAllowed() {
    return groupWindowNs == 0 && waiters.isEmpty() && !syncing.isLocked();
  }

  /**
   * Leaves a wait to the thread.
   *
   * @param wait not enlisted yet
   */
  public void enlist(SyncWait wait) {
    waiters.add(wait);
  }

  /**
   * A place for a commit that no thread will wait for; enlisted or given back.
   *
   * @return the place
   */
  public SyncWait takePlace() {
    return waiters.takePlace();
  }

  /**
   * Gives a place back that was not used.
   *
   * @param place the place
   */
  public void givePlaceBack(SyncWait place) {
    waiters.givePlaceBack(place);
  }

  /**
   * Leaves a commit that no thread waits for to the thread; the listener is told in any case.
   *
   * @param place taken before, and not the caller's any more
   * @param timestamp of the commit, or of a view
   * @param awaited the state that must be durable first
   * @param acknowledged told once, by whoever syncs, poisons or closes
   */
  public void enlistDetached(
      SyncWait place, long timestamp, long awaited, AcknowledgedListener acknowledged) {
    place.prepare(timestamp, awaited, acknowledged);
    enlist(place);
    wake();
  }

  /** Lets the thread look around. */
  public void wake() {
    LockSupport.unpark(thread);
  }

  /** A relaxed commit, which has been written, wants a sync to begin within the interval. */
  public void requestWithinInterval() {
    if (!interval.pending() && interval.committed(System.nanoTime())) {
      wake();
    }
  }

  /**
   * Returns when what the calling thread waits for is durable, or the log has failed.
   *
   * @param wait prepared, and perhaps enlisted
   * @param durability how it waits, when it is not enlisted
   * @param waiting the calling thread's
   */
  public void await(SyncWait wait, Durability durability, Waiting waiting) {
    long begunNs = System.nanoTime();
    awaitSync(wait, durability, waiting);
    counts.waited(begunNs);
  }

  private void awaitSync(SyncWait wait, Durability durability, Waiting waiting) {
    if (!wait.enlisted()) {
      if (durability == Durability.ALWAYS) {
        syncAlone();
        return;
      }
      if (lonelySyncAllowed() && syncing.tryLock()) {
        syncAndUnlock();
        return;
      }
      enlist(wait);
      wake();
    }
    waiting.begin();
    while (!wait.synced()) {
      waiting.pause(this);
    }
    waiting.end();
  }

  /** A sync of the caller's own, begun after this call. A failure poisons the store. */
  public void syncAlone() {
    syncing.lock();
    syncAndUnlock();
  }

  private void syncAndUnlock() {
    try {
      syncLocked();
    } finally {
      syncing.unlock();
      if (!waiters.isEmpty()) {
        wake();
      }
    }
  }

  private void syncLocked() {
    // Before the target is taken: a commit that is noted meanwhile may not be covered.
    interval.syncBegins();
    if (!poison.poisoned()) {
      ViewSlot target = pointers.pin(Freshness.WRITTEN);
      try {
        long sequence = engine.latestSequence();
        long begunNs = System.nanoTime();
        log.sync();
        counts.synced(System.nanoTime() - begunNs);
        pointers.publishDurable(target);
        syncedTimestamp = target.timestamp();
        syncedSequence = sequence;
      } catch (RuntimeException | Error e) {
        poison.set(e);
      } finally {
        pointers.unpin(target);
      }
    }
    wakeWaiters();
  }

  /** Wakes those whose state is durable, or all when the log has failed. */
  public void wakeWaiters() {
    waiters.wake();
  }

  /** For the close: those whose commit could not be made durable are told so. */
  public void abandonWaiters() {
    if (!waiters.isEmpty()) {
      poison.set(new ClosedException("The store was closed."));
      wakeWaiters();
    }
  }

  private void run() {
    while (running) {
      try {
        boolean slept = serve();
        // It makes an fsync too. A sync that has come due goes first; behind a sync it has its
        // turn.
        if (!slept || !interval.due(System.nanoTime())) {
          upkeep.runIfDue();
        }
      } catch (VirtualMachineError e) {
        // Others have taken the memory. A log that failed is poisoned by then, with another cause.
        LockSupport.parkNanos(this, MEMORY_PAUSE_NS);
      } catch (RuntimeException | Error e) {
        // Without this thread nobody would be acknowledged again, and everybody would wait.
        poison.set(e);
        wakeWaiters();
      }
    }
  }

  /** Syncs if somebody needs it, else sleeps; returns whether it slept. */
  private boolean serve() {
    if (!waiters.isEmpty()) {
      gather();
      syncForWaiters();
      return false;
    }
    if (interval.due(System.nanoTime())) {
      syncAlone();
      return false;
    }
    sleep();
    return true;
  }

  /** Somebody else's sync may have served all waiters while this thread waited for its turn. */
  private void syncForWaiters() {
    syncing.lock();
    try {
      wakeWaiters();
      if (!waiters.isEmpty()) {
        syncLocked();
      }
    } finally {
      syncing.unlock();
    }
  }

  private void sleep() {
    long sleepNs = Math.min(upkeep.untilDueNs(), interval.untilDueNs(System.nanoTime()));
    if (sleepNs > 0) {
      LockSupport.parkNanos(this, sleepNs);
      // Nobody has a reason to interrupt this thread; one who does must not make it spin.
      Thread.interrupted();
    }
  }

  /** Waits for more commits to share the sync: for the window, or until the limit is reached. */
  private void gather() {
    long endNs = System.nanoTime() + groupWindowNs;
    long leftNs = groupWindowNs;
    while (leftNs > 0 && running && waiters.size() < groupLimitCommits) {
      LockSupport.parkNanos(this, leftNs);
      leftNs = endNs - System.nanoTime();
    }
  }

  /**
   * Puts what the last sync covered on the mark; by one thread at a time.
   *
   * @param mark the mark
   * @throws io.ashlar.error.OutOfSpaceException when it cannot be written for want of space
   * @throws io.ashlar.error.StoreIoException when it cannot be written
   */
  public void refreshMark(DurableMark mark) {
    long timestamp;
    long sequence;
    syncing.lock();
    try {
      timestamp = syncedTimestamp;
      sequence = syncedSequence;
    } finally {
      syncing.unlock();
    }
    mark.write(timestamp, sequence);
  }
}
