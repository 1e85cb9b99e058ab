package io.ashlar.rows.ingest;

import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.FailedRowHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.LoggerFactory;

/**
 * Logs, once a second at most, how many rows have failed since it last did, and why the last one
 * has. Shared by the threads of a writer.
 */
final class FailureLog implements FailedRowHandler {

  private static final long INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private long untold;
  private FailedRow last;
  private boolean told;
  private long toldAtNs;

  @Override
  public void failed(FailedRow row) {
    lock.lock();
    try {
      untold++;
      last = row;
      long now = System.nanoTime();
      if (!told || now - toldAtNs >= INTERVAL_NS) {
        told = true;
        toldAtNs = now;
        tell();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Tells of those that no line has counted yet, when no more will come. */
  void end() {
    lock.lock();
    try {
      if (untold > 0) {
        tell();
      }
    } finally {
      lock.unlock();
    }
  }

  private void tell() {
    long rows = untold;
    untold = 0;
    LoggerFactory.getLogger(FailureLog.class)
        .warn(
            "Rows of table {} were not written: {}. The last one failed so:",
            last.table(),
            rows,
            last.failure());
  }
}
