package io.ashlar.rows.database;

import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.SweepStatistics;
import io.ashlar.expire.Sweeper;
import io.ashlar.rows.table.DatabaseContext;
import io.ashlar.rows.table.TableHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs rounds of {@link ExpiredRows} over all tables until it is closed. */
final class SweeperThread implements Sweeper, Runnable {

  static final String THREAD_PREFIX = "ashlar-sweep-";

  private static final Logger LOG = LoggerFactory.getLogger(SweeperThread.class);

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
    Pace pace = new Pace(options.rowsPerSecond());
    while (!stopped() && !context.closed()) {
      try {
        partitionsDropped.add(partitions.expire());
        for (TableHandle table : tables.all()) {
          sweep(table, pace);
        }
        rounds.increment();
      } catch (ClosedException closing) {
        LOG.debug("A sweeper ends with its database.", closing);
      } catch (AshlarException e) {
        // Such as a full disk: perhaps the next round gets on.
        failures.increment();
        LOG.warn("A round of a sweeper was cut short.", e);
      }
      pause(options.interval().toNanos());
    }
  }

  private void sweep(TableHandle table, Pace pace) {
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

  private void pause(long ns) {
    if (ns > 0) {
      try {
        boolean stop = stopAsked.await(ns, TimeUnit.NANOSECONDS);
        assert stop == stopped() || !stop : "an answer stays";
      } catch (InterruptedException e) {
        stopAsked.countDown();
        Thread.currentThread().interrupt();
      }
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

  boolean ended() {
    return stopped() && !thread.isAlive();
  }

  void stop() {
    stopAsked.countDown();
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
    return name + " " + statistics();
  }
}
