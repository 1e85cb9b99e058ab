package io.ashlar.torture.handles;

import io.ashlar.Database;
import io.ashlar.Monitor;
import io.ashlar.statistics.Diagnostics;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What is left of databases once all of them are closed. Thread-safe up to the check. */
final class LeakCheck {

  private static final long DIRECT_SLACK_BYTES = 8 << 20;
  private static final long SETTLE_MS = 5_000;

  private final Queue<Monitor> monitors = new ConcurrentLinkedQueue<>();
  private final long directBefore = directBytes();

  void watch(Database database) {
    monitors.add(database.monitor());
  }

  /** All is closed; whatever is left is a leak. */
  void check(Tally tally) {
    for (Monitor monitor : monitors) {
      Diagnostics left = monitor.diagnostics();
      if (!left.idle()) {
        tally.problem("A closed database has left something.", left.toString());
      }
    }
  }

  /** Background threads have a moment to end; direct memory is freed by the collector. */
  void checkThreads(Tally tally) throws InterruptedException {
    monitors.clear();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MS);
    while (System.nanoTime() < end && (threads() > 0 || directGrowth() > DIRECT_SLACK_BYTES)) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    if (threads() > 0) {
      tally.problem("Threads of closed databases are alive.", threads() + " threads");
    }
    if (directGrowth() > DIRECT_SLACK_BYTES) {
      tally.problem("Direct memory was not returned.", directGrowth() + " bytes");
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("ashlar-"))
        .count();
  }

  private long directGrowth() {
    return directBytes() - directBefore;
  }

  private static long directBytes() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
