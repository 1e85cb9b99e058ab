package io.ashlar.rows.upkeep;

import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.SweepStatistics;
import io.ashlar.expire.Sweeper;
import io.ashlar.expire.SweeperState;
import io.ashlar.rows.ddl.PartitionChanges;
import io.ashlar.rows.ddl.TableRegistry;
import io.ashlar.rows.session.DatabaseContext;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.wait.Pace;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.LoggerFactory;

/** Runs rounds of {@link ExpiredRows} over all tables until it is closed. */
final class SweeperThread implements Sweeper, Runnable {

  static final String THREAD_PREFIX = "ashlar-sweep-";

  private final DatabaseContext context;
  private final TableRegistry tables;
  private final PartitionChanges partitions;
  private final String name;
  private final SweepOptions options;
  private final Thread thread;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final LongAdder rounds = new LongAdder();
  private final LongAdder rowsRead = new LongAdder();
  private final LongAdder rowsRemoved = new LongAdder();
  private final LongAdder rowsBusy = new LongAdder();
  private final LongAdder partitionsDropped = new LongAdder();
  private final LongAdder failures = new LongAdder();

  /** Written by the thread alone. */
  private volatile SweeperState state = SweeperState.RUNNING;

  /** What has cut the last round short, or null; written by the thread alone. */
  private volatile Throwable lastFailure;

  SweeperThread(
      DatabaseContext context,
      TableRegistry tables,
      PartitionChanges partitions,
      String name,
      SweepOptions options) {
    this.context = context;
    this.tables = tables;
    this.partitions = partitions;
    this.name = name;
    this.options = options;
    this.thread = new Thread(this, THREAD_PREFIX + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void run() {
    SweeperState end = SweeperState.FAILED;
    try {
      work();
      end = SweeperState.STOPPED;
    } catch (StorePoisonedException | InterruptedException e) {
      failed(e);
      LoggerFactory.getLogger(SweeperThread.class).error("A sweeper has ended: {}", name, e);
    } finally {
      state = end;
    }
  }

  /** Returns when the sweeper or the database is closed. */
  private void work() throws InterruptedException {
    Pace pace = new Pace(options.rowsPerSecond());
    while (!stopped() && !context.closed()) {
      try {
        partitionsDropped.add(partitions.expire());
        for (TableState table : tables.all()) {
          sweep(table, pace);
        }
        rounds.increment();
        lastFailure = null;
      } catch (ClosedException closing) {
        LoggerFactory.getLogger(SweeperThread.class)
            .debug("A sweeper ends with its database.", closing);
      } catch (StorePoisonedException forGood) {
        throw forGood;
      } catch (RuntimeException | Error e) {
        // Such as a full disk, or no memory: perhaps the next round gets on.
        if (failed(e)) {
          LoggerFactory.getLogger(SweeperThread.class)
              .warn("A round of a sweeper was cut short, and will be tried again: {}", name, e);
        }
      }
      pause(options.interval().toNanos());
    }
  }

  /** Notes a failure; returns whether it is another one than that of the round before. */
  private boolean failed(Throwable failure) {
    Throwable before = lastFailure;
    lastFailure = failure;
    failures.increment();
    return before == null || !sameKind(before, failure);
  }

  private static boolean sameKind(Throwable one, Throwable other) {
    return one.getClass() == other.getClass()
        && (!(one instanceof AshlarException told)
            || told.sentence().equals(((AshlarException) other).sentence()));
  }

  private void sweep(TableState table, Pace pace) throws InterruptedException {
    if (table.definition().expiry() == null) {
      return;
    }
    try (ExpiredRows rows = new ExpiredRows(context, table)) {
      boolean more = true;
      while (more && !stopped()) {
        long read = rows.read();
        long removed = rows.removed();
        long busy = rows.busy();
        more = rows.next(pace.chunk(options.batchRows()));
        rowsRead.add(rows.read() - read);
        rowsRemoved.add(rows.removed() - removed);
        rowsBusy.add(rows.busy() - busy);
        pause(pace.after(rows.read() - read));
      }
    } catch (ClosedException gone) {
      context.ensureOpen();
    }
  }

  private boolean stopped() {
    return stopAsked.getCount() == 0;
  }

  private void pause(long ns) throws InterruptedException {
    if (ns > 0 && stopAsked.await(ns, TimeUnit.NANOSECONDS)) {
      assert stopped() : "an answer stays";
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SweepStatistics statistics() {
    return new SweepStatistics(
        rounds.sum(),
        rowsRead.sum(),
        rowsRemoved.sum(),
        rowsBusy.sum(),
        partitionsDropped.sum(),
        failures.sum());
  }

  @Override
  public SweeperState state() {
    return state;
  }

  @Override
  public Optional<Throwable> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  /** Whether another one may have the name: from the moment on at which anybody can see it. */
  boolean ended() {
    return state != SweeperState.RUNNING;
  }

  /** Whether it was stopped, so that nobody wants to know of it any more. */
  boolean forgotten() {
    return state == SweeperState.STOPPED;
  }

  void stop() {
    stopAsked.countDown();
  }

  /** For the close of the database, whose thread is never this sweeper's. */
  void awaitEnd(CloseDeadline deadline) {
    deadline.join(thread, "A sweeper has not ended; what it may use was not freed.");
  }

  @Override
  public void close() {
    stop();
    boolean interrupted = false;
    while (thread.isAlive() && thread != Thread.currentThread()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return name + " " + state + " " + statistics();
  }
}
