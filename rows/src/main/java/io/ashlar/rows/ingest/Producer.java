package io.ashlar.rows.ingest;

import io.ashlar.codec.value.Durations;
import io.ashlar.error.AshlarException;
import io.ashlar.error.WriterFullException;
import io.ashlar.ingest.DropCause;
import io.ashlar.ingest.WhenFull;
import io.ashlar.txn.limit.StatementClock;
import java.util.concurrent.TimeUnit;

/**
 * Hands rows of one filler over to a lane, and does what the options say where there is no room or
 * the store refuses. One owner; allocates nothing while there is room.
 */
final class Producer {

  /** How often limits of a statement are looked at while it waits. */
  private static final long LIMITED_NS = TimeUnit.MILLISECONDS.toNanos(2);

  private final TableWriterHandle writer;
  private final WriterParts parts;
  private final WhenFull whenFull;

  /** Null where no rows are dropped for others. */
  private final Dropped dropping;

  Producer(TableWriterHandle writer, WriterParts parts) {
    this.writer = writer;
    this.parts = parts;
    this.whenFull = parts.options().whenFull();
    this.dropping =
        switch (whenFull) {
          case DROP_OLDEST -> new Dropped(parts.table(), true);
          case DROP_LOWEST -> new Dropped(parts.table(), false);
          case WAIT, REFUSE, DROP_NEWEST -> null;
        };
  }

  /**
   * Hands a row over.
   *
   * @param row the row
   * @param lane to whom it falls
   * @param clock what limits the wait, begun, or null
   * @return false when it was dropped
   */
  boolean submit(Submission row, Lane lane, StatementClock clock) {
    if (!parts.breaker().admits(row.submittedNs())) {
      return unavailable(row);
    }
    int answer = lane.queue().offer(row, dropping);
    if (dropping != null && dropping.settle(parts.counters())) {
      lane.dropped();
    }
    if (answer == RowQueue.FULL) {
      lane.wake();
      return full(row, lane, clock);
    }
    if (answer == RowQueue.ADDED_AND_DUE) {
      lane.wake();
    }
    return true;
  }

  private boolean unavailable(Submission row) {
    boolean refusing = whenFull == WhenFull.WAIT || whenFull == WhenFull.REFUSE;
    if (refusing) {
      parts.counters().refused();
      throw parts.breaker().unavailable(parts.table());
    }
    parts.counters().dropped(DropCause.UNAVAILABLE, 1);
    if (row.acknowledgement() != null) {
      Telling.failed(row.acknowledgement(), parts.breaker().unavailable(parts.table()));
    }
    return false;
  }

  private boolean full(Submission row, Lane lane, StatementClock clock) {
    return switch (whenFull) {
      case WAIT -> await(row, lane, clock);
      case REFUSE -> throw refused(0, false);
      case DROP_NEWEST, DROP_OLDEST, DROP_LOWEST -> droppedItself(row);
    };
  }

  private boolean droppedItself(Submission row) {
    parts.counters().dropped(DropCause.NEWEST, 1);
    if (row.acknowledgement() != null) {
      Telling.failed(
          row.acknowledgement(),
          new WriterFullException(
              "The row was dropped, as there was no room.", "table", parts.table()));
    }
    return false;
  }

  private WriterFullException refused(long waitedNs, boolean interrupted) {
    parts.counters().refused();
    return new WriterFullException(
        "The queue of the writer has no room.",
        "table",
        parts.table(),
        "waitedMs",
        TimeUnit.NANOSECONDS.toMillis(waitedNs),
        "interrupted",
        interrupted);
  }

  private boolean await(Submission row, Lane lane, StatementClock clock) {
    long begun = System.nanoTime();
    long most = Durations.toNanos(parts.options().waitAtMost());
    // A thread of the writer would wait for itself.
    long left = writer.runs(Thread.currentThread()) ? 0 : most;
    try {
      while (left > 0) {
        long wait = clock == null ? left : Math.min(left, LIMITED_NS);
        if (lane.room().await(() -> isIn(row, lane), wait)) {
          return true;
        }
        AshlarException over = clock == null ? null : clock.end(0, null);
        if (over != null) {
          parts.counters().refused();
          throw over;
        }
        left = most - (System.nanoTime() - begun);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw refused(System.nanoTime() - begun, true);
    }
    throw refused(System.nanoTime() - begun, false);
  }

  private boolean isIn(Submission row, Lane lane) {
    if (!parts.breaker().admits(System.nanoTime())) {
      parts.counters().refused();
      throw parts.breaker().unavailable(parts.table());
    }
    int answer = lane.queue().offer(row, null);
    if (answer == RowQueue.ADDED_AND_DUE) {
      lane.wake();
    }
    return answer != RowQueue.FULL;
  }
}
