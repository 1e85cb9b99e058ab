package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.Acquisition;
import io.ashlar.error.AshlarException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.RetryableException;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.ingest.FlushCause;
import io.ashlar.rows.count.LatencyHistogram;
import io.ashlar.rows.wait.Signal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One of the threads of a writer, and the rows that fall to it: takes them a batch at a time,
 * commits them, and tells what has become of them. The batch stays in the queue until it is dealt
 * with, so that nothing of it is lost or held twice.
 */
final class Lane implements Runnable {

  private static final String THREAD_PREFIX = "ashlar-write-";

  private final String table;
  private final RowQueue queue;
  private final BatchCommit commit;
  private final Breaker breaker;
  private final WriterCounters counters;
  private final KnownColumns columns;
  private final FailedRowHandler handler;
  private final LatencyHistogram latencies = new LatencyHistogram();

  /** Raised when there may be room. */
  private final Signal room = new Signal();

  /** Raised when rows were dealt with, and when the store has refused. */
  private final Signal settled = new Signal();

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /** Whether what is not written yet is given up. */
  private volatile boolean abandoned;

  // The batch; of the thread alone. Rows before done are dealt with.
  private final int[] batch;
  private int count;
  private int done;

  Lane(WriterParts parts, int number) {
    this.table = parts.table();
    this.breaker = parts.breaker();
    this.counters = parts.counters();
    this.columns = parts.columns();
    this.handler = parts.handler();
    QueueBounds bounds = parts.bounds();
    this.batch = new int[bounds.batchRows()];
    this.thread = new Thread(this, THREAD_PREFIX + table + "-" + number);
    thread.setDaemon(true);
    try (Acquisition all = new Acquisition()) {
      this.queue = all.add(new RowQueue(parts.pool(), bounds), RowQueue::close);
      this.commit =
          all.add(
              new BatchCommit(parts.mutators(), queue, parts.durability(), bounds.batchRows()),
              BatchCommit::close);
      all.keep();
    }
  }

  RowQueue queue() {
    return queue;
  }

  Signal room() {
    return room;
  }

  LatencyHistogram latencies() {
    return latencies;
  }

  Thread thread() {
    return thread;
  }

  CountDownLatch ended() {
    return ended;
  }

  void start() {
    thread.start();
  }

  /** Frees what it has, instead of a start. */
  void free() {
    end();
  }

  /** Has the thread look whether there is something to do. */
  void wake() {
    LockSupport.unpark(thread);
  }

  /** Rows were dropped, so that those who wait for all to be done may be through. */
  void dropped() {
    settled.raise();
  }

  /** Takes no more rows; those that are in are written. */
  void shut() {
    queue.shut();
    wake();
    room.raise();
  }

  /** Gives up what is not written; ends waits for locks. */
  void abandon() {
    abandoned = true;
    thread.interrupt();
    wake();
  }

  /** Has the rows written that are in; returns what to wait for. */
  long hurry() {
    long mark = queue.hurry();
    wake();
    return mark;
  }

  /**
   * Waits until all rows below a mark are dealt with.
   *
   * @return false when the store has refused a commit since a number of refusals
   */
  boolean awaitDone(long mark, long refusals) throws InterruptedException {
    boolean told =
        settled.await(
            () -> queue.isDoneBelow(mark) || breaker.refusals() != refusals, Long.MAX_VALUE);
    assert told : "there is no end of time";
    return queue.isDoneBelow(mark);
  }

  @Override
  public void run() {
    try {
      while (next()) {
        write();
      }
    } finally {
      end();
    }
  }

  private void end() {
    try (RowQueue rows = queue;
        BatchCommit last = commit) {
      assert rows != null && last != null : "both are";
    } finally {
      ended.countDown();
      room.raise();
      settled.raise();
    }
  }

  /** Takes the next batch when it is due; false when there will be none. */
  private boolean next() {
    while (true) {
      long now = System.nanoTime();
      FlushCause cause = queue.due(now);
      if (cause != null) {
        count = queue.take(batch);
        done = 0;
        counters.flushed(cause);
        return true;
      }
      if (queue.isShut() && queue.rows() == 0) {
        return false;
      }
      park(queue.dueInNs(now));
    }
  }

  private void park(long ns) {
    // With the flag of an interrupt set it would not sleep. What that was to end has ended.
    if (!Thread.interrupted()) {
      LockSupport.parkNanos(this, ns);
    }
  }

  private void write() {
    while (done < count) {
      boolean last = queue.isShut();
      long wait = breaker.waitNs(System.nanoTime());
      if (abandoned) {
        failTo(count, closed());
      } else if (wait > 0 && !last) {
        park(wait);
      } else {
        attempt();
        if (last && done < count) {
          abandoned = true;
        }
      }
    }
  }

  private ClosedException closed() {
    return new ClosedException(
        breaker.cause(), "The writer was closed before the row was written.", "table", table);
  }

  private void attempt() {
    try {
      write(done, count);
    } catch (ClosedException gone) {
      failTo(count, gone);
    } catch (CommitOutcomeUnknownException unknown) {
      refused(unknown);
      failUnknown(unknown);
    } catch (RuntimeException | Error refusal) {
      refused(refusal);
    }
  }

  private void refused(Throwable refusal) {
    breaker.refuse(refusal);
    room.raise();
    settled.raise();
  }

  /** Writes rows up to one, in as few transactions as possible. */
  private void write(int from, int to) {
    for (int at = from; at < to && !abandoned; at = done) {
      try {
        settle(commit.write(batch, at, to));
      } catch (RetryableException lost) {
        if (to - at > 1) {
          write(at, (at + to) >>> 1);
        } else if (!abandoned) {
          failTo(to, lost);
        }
      }
    }
  }

  /** Tells of the rows that a commit has dealt with. */
  private void settle(int end) {
    int start = done;
    done = end;
    breaker.recover();
    try {
      long now = System.nanoTime();
      long written = 0;
      for (int i = start; i < end; i++) {
        AshlarException failure = commit.failure(i);
        if (failure == null) {
          written++;
          latencies.record(now - queue.submittedNs(batch[i]));
          Telling.written(queue.acknowledgementOf(batch[i]), commit.timestamp());
        } else {
          fail(i, failure);
        }
      }
      counters.committed(written);
    } finally {
      giveBack(start, end);
    }
  }

  /** Fails the rows up to one. */
  private void failTo(int end, AshlarException failure) {
    int start = done;
    done = end;
    try {
      boolean closing = queue.isShut();
      for (int i = start; i < end; i++) {
        fail(i, failure);
        if (closing) {
          counters.unwritten();
        }
      }
    } finally {
      giveBack(start, end);
    }
  }

  /** Fails the rows of the last commit, those that were not in it for what kept them out. */
  private void failUnknown(CommitOutcomeUnknownException unknown) {
    for (int i = done; i < commit.end(); i++) {
      AshlarException own = commit.failure(i);
      failTo(i + 1, own == null ? unknown : own);
    }
  }

  private void fail(int place, AshlarException failure) {
    int row = batch[place];
    counters.failed();
    Telling.failed(
        handler,
        () ->
            new FailedRow(
                table,
                Submission.operationOf(queue.operation(row)),
                commit.objects(row, columns),
                failure));
    Telling.failed(queue.acknowledgementOf(row), failure);
  }

  private void giveBack(int from, int to) {
    queue.release(batch, from, to, count);
    room.raise();
    settled.raise();
  }

  /** Waits for the end of the thread; false when the time is over. */
  boolean awaitEnd(long deadlineNs) throws InterruptedException {
    return ended.await(deadlineNs - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
