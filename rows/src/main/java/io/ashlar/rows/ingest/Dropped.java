package io.ashlar.rows.ingest;

import io.ashlar.error.WriterFullException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.DropCause;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The rows that one offer has dropped from a queue. One owner; allocates only where somebody is to
 * be told.
 */
final class Dropped {

  private final boolean anyLevel;
  private final String table;
  private final Deque<Acknowledgement> told = new ArrayDeque<>(0);
  private int rows;

  /** Of any priority the oldest first, or the lowest priority first and none above the row's. */
  Dropped(String table, boolean anyLevel) {
    this.table = table;
    this.anyLevel = anyLevel;
  }

  boolean anyLevel() {
    return anyLevel;
  }

  /** Notes one, under the lock of the queue. */
  void add(Acknowledgement acknowledgement) {
    rows++;
    if (acknowledgement != null) {
      told.add(acknowledgement);
    }
  }

  /** Counts those that were noted, and tells whom they have; outside of the lock. */
  boolean settle(WriterCounters counters) {
    if (rows == 0) {
      return false;
    }
    counters.dropped(anyLevel ? DropCause.OLDEST : DropCause.LOWEST, rows);
    rows = 0;
    while (!told.isEmpty()) {
      Telling.failed(
          told.poll(),
          new WriterFullException("The row was dropped to make room for others.", "table", table));
    }
    return true;
  }
}
