package io.ashlar.bench.world;

import io.ashlar.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What all sessions of a run share: the desks, the timetable, the tally, and the first failure. For
 * any number of threads.
 *
 * <p>Every act that a session meant to do in the measured time is measured, also when it is done
 * after its end; only what is not done {@value #GRACE_SECONDS} seconds later is given up, and
 * counted as such.
 */
final class Stage implements AutoCloseable {

  static final int GRACE_SECONDS = 10;

  private static final long NS_PER_SECOND = 1_000_000_000;

  private final Database database;
  private final WorldTables tables;
  private final WorldScale scale;
  private final ActListener listener;
  private final Tally tally = new Tally();
  private final Semaphore permits;
  private final ConcurrentLinkedDeque<Desk> free = new ConcurrentLinkedDeque<>();

  /** Guarded by itself. */
  private final List<Desk> all = new ArrayList<>();

  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicLong lastDoneNs = new AtomicLong(Long.MIN_VALUE);

  final long beginNs;
  final long measureNs;
  final long endNs;
  private volatile boolean stopped;

  Stage(Database database, WorldTables tables, WorldOptions options, ActListener listener) {
    this.database = database;
    this.tables = tables;
    this.scale = options.scale();
    this.listener = listener;
    permits = new Semaphore(options.actors(), true);
    beginNs = System.nanoTime();
    measureNs = beginNs + options.warmupSeconds() * NS_PER_SECOND;
    endNs = measureNs + options.seconds() * NS_PER_SECOND;
  }

  /** Lets a session act, and go on to its next time; false when it has ended. */
  boolean act(Session session) {
    long dueNs = session.dueNs();
    if (stopped || over(session)) {
      return false;
    }
    if (System.nanoTime() - endNs > GRACE_SECONDS * NS_PER_SECOND) {
      giveUp(session);
      return false;
    }
    try {
      Act act = actAtDesk(session);
      long doneNs = System.nanoTime();
      if (dueNs - measureNs >= 0) {
        tally.record(act, doneNs - dueNs);
        lastDoneNs.accumulateAndGet(doneNs - beginNs, Math::max);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (RuntimeException | Error e) {
      fail(e);
      return false;
    }
    session.think();
    return !over(session);
  }

  /** Whether the session is not to act again in this run. */
  boolean over(Session session) {
    return session.dueNs() - endNs >= 0;
  }

  private Act actAtDesk(Session session) throws InterruptedException {
    permits.acquire();
    try {
      Desk desk = free.pollFirst();
      if (desk == null) {
        desk = newDesk();
      }
      try {
        return desk.act(session);
      } finally {
        free.addFirst(desk);
      }
    } finally {
      permits.release();
    }
  }

  private Desk newDesk() {
    Desk desk = new Desk(database, tables, scale, listener);
    synchronized (all) {
      all.add(desk);
    }
    return desk;
  }

  private void giveUp(Session session) {
    while (!over(session)) {
      unfinished.incrementAndGet();
      session.think();
    }
  }

  /** Ends the run for all. */
  void fail(Throwable e) {
    if (!stopped) {
      failure.compareAndSet(null, e);
    }
    stopped = true;
  }

  /** Ends the run; what fails from here on is of no interest. */
  void stop() {
    stopped = true;
  }

  boolean stopped() {
    return stopped;
  }

  /** The first failure, or null. */
  Throwable failure() {
    return failure.get();
  }

  Tally tally() {
    return tally;
  }

  /** Acts that were due in the measured time and never done. */
  long unfinished() {
    return unfinished.get();
  }

  /** From the beginning of the measured time to its end, or to the last act that was due in it. */
  long elapsedNs() {
    return Math.max(endNs, beginNs + Math.max(0, lastDoneNs.get())) - measureNs;
  }

  /** Runs of trades that had to be repeated; read when all sessions have ended. */
  long retries() {
    synchronized (all) {
      return all.stream().mapToLong(Desk::retries).sum();
    }
  }

  @Override
  public void close() {
    synchronized (all) {
      all.forEach(Desk::close);
    }
  }
}
