package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.Acquisition;
import io.ashlar.codec.value.Durations;
import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RowsUnwrittenException;
import io.ashlar.error.SchemaException;
import io.ashlar.ingest.RowFiller;
import io.ashlar.ingest.TableWriter;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.ingest.WriterOptions;
import io.ashlar.ingest.WriterStatistics;
import io.ashlar.rows.count.LatencyHistogram;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.wait.CloseDeadline;
import io.ashlar.rows.write.Mutators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The {@link TableWriter} that users hold. Shared by all threads. */
public final class TableWriterHandle implements TableWriter {

  /** How long a close waits for threads that are to give up, which takes them moments. */
  private static final long GIVING_UP_NS = TimeUnit.SECONDS.toNanos(1);

  private final TableState table;
  private final WriterParts parts;
  private final Lane[] lanes;
  private final AtomicLong fillers = new AtomicLong();

  /** Whether somebody has closed it; he is told what was not written. */
  private final AtomicBoolean closing = new AtomicBoolean();

  TableWriterHandle(Mutators mutators, WriterOptions options) {
    this.table = mutators.table();
    this.parts = WriterParts.of(mutators, options);
    this.lanes = new Lane[options.concurrency()];
    try (Acquisition all = new Acquisition()) {
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] = all.add(new Lane(parts, i), Lane::free);
      }
      all.keep();
    }
  }

  /** Starts the threads; where one cannot be had, none runs on. */
  void start() {
    int started = 0;
    try {
      for (; started < lanes.length; started++) {
        lanes[started].start();
      }
    } finally {
      for (int i = started; i < lanes.length; i++) {
        lanes[i].free();
      }
      if (started < lanes.length) {
        closing.set(true);
        shut();
      }
    }
  }

  void ensureOpen() {
    if (closing.get()) {
      throw new ClosedException("The writer is closed.", "table", table.name());
    }
  }

  private RowFiller filler(WriteOperation operation) {
    return new FillerHandle(table, submitter(operation));
  }

  /**
   * Hands rows over for one producer.
   *
   * @param operation what becomes of the rows
   * @return a new one
   * @throws SchemaException when the table has no primary key and the operation needs one
   * @throws ClosedException when the writer or the database is closed, or the table was dropped
   */
  public RowSubmitter submitter(WriteOperation operation) {
    ensureOpen();
    table.ensureUsable();
    if (operation != WriteOperation.INSERT && table.definition().keyless()) {
      throw new SchemaException("The table has no primary key.", "table", table.name());
    }
    return new RowSubmitter(this, parts, operation, fillers.getAndIncrement());
  }

  @Override
  public RowFiller insert() {
    return filler(WriteOperation.INSERT);
  }

  @Override
  public RowFiller upsert() {
    return filler(WriteOperation.UPSERT);
  }

  @Override
  public RowFiller delete() {
    return filler(WriteOperation.DELETE);
  }

  /** To whom a row with a hash falls. */
  Lane laneOf(long hash) {
    return lanes[(int) Long.remainderUnsigned(hash, lanes.length)];
  }

  /** Whether a thread is one of the writer's. */
  boolean runs(Thread thread) {
    for (Lane lane : lanes) {
      if (lane.thread() == thread) {
        return true;
      }
    }
    return false;
  }

  private void requireOutside() {
    if (runs(Thread.currentThread())) {
      throw new IllegalUseException(
          "A thread of the writer cannot wait for it.", "table", table.name());
    }
  }

  @Override
  public void flush() {
    requireOutside();
    Breaker breaker = parts.breaker();
    long refusals = breaker.refusals();
    if (!breaker.admits(System.nanoTime())) {
      throw breaker.unavailable(table.name());
    }
    long[] marks = new long[lanes.length];
    for (int i = 0; i < lanes.length; i++) {
      marks[i] = lanes[i].hurry();
    }
    try {
      for (int i = 0; i < lanes.length; i++) {
        if (!lanes[i].awaitDone(marks[i], refusals)) {
          throw breaker.unavailable(table.name());
        }
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new CancelledException(
          interrupt, "The flush was interrupted.", "table", table.name(), "interrupted", true);
    }
  }

  @Override
  public WriterStatistics statistics() {
    long rows = 0;
    long bytes = 0;
    long oldestNs = 0;
    List<LatencyHistogram> latencies = new ArrayList<>();
    for (Lane lane : lanes) {
      rows += lane.queue().rows();
      bytes += lane.queue().bytes();
      oldestNs = Math.max(oldestNs, lane.queue().oldestAgeNs(System.nanoTime()));
      latencies.add(lane.latencies());
    }
    WriterCounters counters = parts.counters();
    return new WriterStatistics(
        rows,
        bytes,
        Duration.ofNanos(oldestNs),
        counters.flushes(),
        counters.batches(),
        counters.rowsWritten(),
        counters.rowsFailed(),
        counters.rowsRefused(),
        counters.drops(),
        LatencyHistogram.latency(latencies),
        parts.breaker().state());
  }

  @Override
  public void close() {
    requireOutside();
    RowsUnwrittenException unwritten = end(Long.MAX_VALUE);
    if (unwritten != null) {
      throw unwritten;
    }
  }

  /**
   * Closes, for as long as the options allow and no longer than a limit; returns what the first who
   * closes is to be told, or null.
   */
  RowsUnwrittenException end(long limitNs) {
    boolean first = closing.compareAndSet(false, true);
    shut();
    long begunNs = System.nanoTime();
    long allowed = Math.min(limitNs, Durations.toNanos(parts.options().closeTimeout()));
    boolean ended = awaitEnd(allowed);
    if (!ended) {
      for (Lane lane : lanes) {
        lane.abandon();
      }
      long leftNs = limitNs - (System.nanoTime() - begunNs);
      ended = awaitEnd(Math.max(0, Math.min(GIVING_UP_NS, leftNs)));
    }
    if (parts.handler() instanceof FailureLog log) {
      log.end();
    }
    return first ? unwritten(ended) : null;
  }

  private void shut() {
    for (Lane lane : lanes) {
      lane.shut();
    }
  }

  /** What is not known yet while a thread is inside still counts, too. */
  private RowsUnwrittenException unwritten(boolean ended) {
    long waiting = 0;
    for (int i = 0; i < lanes.length && !ended; i++) {
      waiting += lanes[i].queue().rows();
    }
    long rows = parts.counters().rowsUnwritten();
    if (rows + waiting == 0) {
      return null;
    }
    return new RowsUnwrittenException(
        parts.breaker().cause(),
        "The writer was closed before all rows were written.",
        "table",
        table.name(),
        "rows",
        rows + waiting,
        "unknown",
        waiting);
  }

  private boolean awaitEnd(long ns) {
    long deadline = System.nanoTime() + ns;
    boolean interrupted = false;
    boolean all = true;
    for (Lane lane : lanes) {
      boolean known = false;
      while (!known) {
        try {
          all &= lane.awaitEnd(deadline);
          known = true;
        } catch (InterruptedException again) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return all;
  }

  /** Whether it uses nothing of the database any more. */
  boolean ended() {
    for (Lane lane : lanes) {
      if (lane.ended().getCount() > 0) {
        return false;
      }
    }
    return true;
  }

  /** For the close of the database. */
  void awaitEnd(CloseDeadline deadline) {
    for (Lane lane : lanes) {
      deadline.await(
          lane.ended(), lane.thread(), "A writer has not ended; what it may use was not freed.");
    }
  }
}
