package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.gate.CloseLimit;
import io.ashlar.engine.gate.CloseWait;
import io.ashlar.error.ClosedException;
import io.ashlar.mvcc.AcknowledgedListener;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.SyncMode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
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
final class WalSyncer implements Runnable {

  private static final long MEMORY_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Engine engine;
  private final LogDevice log;
  private final StatePointers pointers;
  private final Poison poison;
  private final long groupWindowNs;
  private final int groupLimitCommits;

  /** One sync at a time. Fair, so that who syncs for himself is not overtaken for ever. */
  private final ReentrantLock syncing = new ReentrantLock(true);

  /** Commits that wait; pushed by anyone, drained by who holds {@link #syncing} or poisons. */
  private final AtomicReference<PendingCommit> waiters = new AtomicReference<>();

  private final IntervalSchedule interval;
  private final PendingCommitPool detached = new PendingCommitPool();

  // Counters of fsyncs are written by who holds syncing, those of waits by those who waited.
  private final AtomicLong syncs = new AtomicLong();
  private final AtomicLong syncNs = new AtomicLong();
  private final AtomicLong maxSyncNs = new AtomicLong();
  private final LongAdder syncWaits = new LongAdder();
  private final LongAdder syncWaitNs = new LongAdder();
  private final AtomicInteger waiting = new AtomicInteger();

  /** What the last good sync covered, for the durable mark; guarded by {@link #syncing}. */
  private long syncedTimestamp;

  private long syncedSequence;

  private volatile Thread thread;
  private volatile Housekeeper housekeeper;
  private volatile boolean running = true;

  WalSyncer(StoreCore core) {
    this.engine = core.engine();
    this.log = core.log();
    this.pointers = core.pointers();
    this.poison = core.poison();
    this.groupWindowNs = TimeUnit.MICROSECONDS.toNanos(core.options().groupWindowMicros());
    this.groupLimitCommits = core.options().groupLimitCommits();
    this.interval =
        new IntervalSchedule(TimeUnit.MILLISECONDS.toNanos(core.options().syncIntervalMs()));
  }

  /** Starts the thread. */
  void start(String name, Housekeeper newHousekeeper) {
    housekeeper = newHousekeeper;
    Thread started = new Thread(this, "ashlar-wal-sync-" + name);
    started.setDaemon(true);
    thread = started;
    started.start();
  }

  /** Ends the thread and waits for its end. */
  void stop(CloseLimit limit) {
    running = false;
    Thread stopped = thread;
    try (CloseWait wait = limit.begin("sync", WalSyncer.class.getName())) {
      while (stopped != null && stopped.isAlive()) {
        LockSupport.unpark(stopped);
        wait.pause();
      }
    }
  }

  long syncs() {
    return syncs.get();
  }

  long syncNs() {
    return syncNs.get();
  }

  long maxSyncNs() {
    return maxSyncNs.get();
  }

  long syncWaits() {
    return syncWaits.sum();
  }

  long syncWaitNs() {
    return syncWaitNs.sum();
  }

  /** Whether a commit that is alone in its group may sync for itself. */
  boolean lonelySyncAllowed() {
    return groupWindowNs == 0 && waiters.get() == null && !syncing.isLocked();
  }

  /** Leaves a commit to the thread. */
  void enlist(PendingCommit commit) {
    push(commit);
    if (poison.poisoned()) {
      wakeWaiters();
    }
  }

  private void push(PendingCommit commit) {
    waiting.incrementAndGet();
    PendingCommit top;
    do {
      top = waiters.get();
      commit.next(top);
    } while (!waiters.compareAndSet(top, commit));
  }

  /** A place for a commit that no thread will wait for; enlisted or given back. */
  PendingCommit takePlace() {
    return detached.take();
  }

  void givePlaceBack(PendingCommit place) {
    detached.giveBack(place);
  }

  /** Leaves a commit that no thread waits for to the thread; the listener is told in any case. */
  void enlistDetached(
      PendingCommit place, long timestamp, long awaited, AcknowledgedListener acknowledged) {
    place.prepareWait(timestamp, awaited, acknowledged);
    enlist(place);
    wake();
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  /** A relaxed commit, which has been written, wants a sync to begin within the interval. */
  void requestWithinInterval() {
    if (!interval.pending() && interval.committed(System.nanoTime())) {
      wake();
    }
  }

  /** Returns when what the ordered commit waits for is durable, or the log has failed. */
  void await(PendingCommit commit, Waiting waiting) {
    long begunNs = System.nanoTime();
    awaitSync(commit, waiting);
    countWait(begunNs);
  }

  private void countWait(long begunNs) {
    syncWaits.increment();
    syncWaitNs.add(System.nanoTime() - begunNs);
  }

  private void awaitSync(PendingCommit commit, Waiting waiting) {
    if (!commit.enlisted()) {
      if (commit.syncMode() == SyncMode.ALWAYS) {
        syncAlone();
        return;
      }
      if (lonelySyncAllowed() && syncing.tryLock()) {
        syncAndUnlock();
        return;
      }
      enlist(commit);
      wake();
    }
    waiting.begin();
    while (commit.status() != PendingCommit.SYNCED) {
      waiting.pause(this);
    }
    waiting.end();
  }

  /** A sync of the caller's own, begun after this call. */
  void syncAlone() {
    syncing.lock();
    syncAndUnlock();
  }

  private void syncAndUnlock() {
    try {
      syncLocked();
    } finally {
      syncing.unlock();
      if (waiters.get() != null) {
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
        countSync(System.nanoTime() - begunNs);
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

  private void countSync(long tookNs) {
    syncs.lazySet(syncs.get() + 1);
    syncNs.lazySet(syncNs.get() + tookNs);
    if (tookNs > maxSyncNs.get()) {
      maxSyncNs.lazySet(tookNs);
    }
  }

  /** Wakes those whose state is durable, or all when the log has failed. */
  void wakeWaiters() {
    long durable = pointers.timestamp(Freshness.DURABLE);
    boolean all = poison.poisoned();
    PendingCommit waiter = waiters.getAndSet(null);
    waiting.addAndGet(-length(waiter));
    try {
      while (waiter != null) {
        PendingCommit following = waiter.next();
        if (all || waiter.awaited() <= durable) {
          RuntimeException failure = failureOf(waiter, durable);
          if (waiter.acknowledgement() != null) {
            countWait(waiter.waitsSinceNs());
          }
          PendingCommit released = waiter;
          waiter = following;
          release(released, failure);
        } else {
          PendingCommit early = waiter;
          waiter = following;
          enlist(early);
        }
      }
    } finally {
      // Where one could not be told for want of memory, he and those behind him wait on.
      while (waiter != null) {
        PendingCommit following = waiter.next();
        push(waiter);
        waiter = following;
      }
    }
  }

  private static int length(PendingCommit first) {
    int length = 0;
    for (PendingCommit each = first; each != null; each = each.next()) {
      length++;
    }
    return length;
  }

  /** Made before the waiter is let go: without memory for it he is told at the next turn. */
  private RuntimeException failureOf(PendingCommit waiter, long durable) {
    return waiter.acknowledgement() == null || waiter.timestamp() <= durable
        ? null
        : poison.outcomeUnknown(waiter.timestamp());
  }

  private void release(PendingCommit waiter, RuntimeException failure) {
    AcknowledgedListener listener = waiter.acknowledgement();
    if (listener == null) {
      Thread owner = waiter.thread();
      waiter.status(PendingCommit.SYNCED);
      LockSupport.unpark(owner);
      return;
    }
    long timestamp = waiter.timestamp();
    detached.giveBack(waiter);
    try {
      listener.acknowledged(timestamp, failure);
    } catch (RuntimeException | Error e) {
      // Its own affair: the others that wait here must be told as well.
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }

  /** For the close: those whose commit could not be made durable are told so. */
  void abandonWaiters() {
    if (waiters.get() != null) {
      poison.set(new ClosedException("The store was closed."));
      wakeWaiters();
    }
  }

  @Override
  public void run() {
    while (running) {
      try {
        boolean slept = serve();
        // It makes an fsync too. A sync that has come due goes first; behind a sync it has its
        // turn.
        if (!slept || !interval.due(System.nanoTime())) {
          housekeeper.runIfDue();
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
    if (waiters.get() != null) {
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
      if (waiters.get() != null) {
        syncLocked();
      }
    } finally {
      syncing.unlock();
    }
  }

  private void sleep() {
    long sleepNs = Math.min(housekeeper.untilDueNs(), interval.untilDueNs(System.nanoTime()));
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
    while (leftNs > 0 && running && waiting.get() < groupLimitCommits) {
      LockSupport.parkNanos(this, leftNs);
      leftNs = endNs - System.nanoTime();
    }
  }

  /** Puts what the last sync covered on the mark; by one thread at a time. */
  void refreshMark(DurableMark mark) {
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
