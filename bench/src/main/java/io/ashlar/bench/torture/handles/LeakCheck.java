package io.ashlar.bench.torture.handles;

import io.ashlar.Database;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * What is left of databases once all of them are closed. Looks below the public API by reflection,
 * since users have no business there. Thread-safe up to the check.
 */
final class LeakCheck {

  private static final long DIRECT_SLACK_BYTES = 8 << 20;
  private static final long SETTLE_MS = 5_000;

  private final Queue<Object> pools = new ConcurrentLinkedQueue<>();
  private final Queue<Object> engines = new ConcurrentLinkedQueue<>();
  private final Queue<Object> transactions = new ConcurrentLinkedQueue<>();
  private final long directBefore = directBytes();

  void watch(Database database) {
    pools.add(find(database, "io.ashlar.codec.memory.BufferPool"));
    transactions.add(find(database, "io.ashlar.txn.Transactions"));
    Object store = find(database, "io.ashlar.mvcc.VersionedStore");
    Object core = find(store, "io.ashlar.mvcc.embedded.StoreCore");
    if (core != null) {
      engines.add(find(core, "io.ashlar.engine.Engine"));
    }
  }

  /** All is closed; whatever is left is a leak. */
  void check(Tally tally) {
    for (Object pool : pools) {
      int out = (Integer) ask(pool, "outstanding");
      long idleBytes = (Long) ask(pool, "retainedBytes");
      if (out != 0 || idleBytes != 0) {
        tally.problem(
            "A closed database has buffers left.",
            out + " buffers out, " + idleBytes + " idle bytes");
      }
    }
    for (Object engine : engines) {
      Collection<?> census = (Collection<?>) ask(engine, "census");
      if (!census.isEmpty()) {
        tally.problem("A closed database has native handles left.", census.toString());
      }
    }
    for (Object each : transactions) {
      Object locks = ask(each, "locks");
      if (!(Boolean) ask(locks, "idle")) {
        tally.problem(
            "A closed database has locks left.",
            ask(locks, "heldRowLocks")
                + " row locks, "
                + ask(locks, "waiters")
                + " waiters, "
                + ask(locks, "statistics"));
      }
      if ((Integer) ask(each, "openTransactions") != 0) {
        tally.problem(
            "A closed database has open transactions.", ask(each, "describeOpen").toString());
      }
    }
  }

  /** Background threads have a moment to end; direct memory is freed by the collector. */
  void checkThreads(Tally tally) throws InterruptedException {
    pools.clear();
    engines.clear();
    transactions.clear();
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

  /** The value of the first field of a type, looking at superclasses too; null when none is. */
  private static Object find(Object owner, String type) {
    try {
      Class<?> wanted = Class.forName(type);
      for (Class<?> at = owner.getClass(); at != null; at = at.getSuperclass()) {
        for (Field field : at.getDeclaredFields()) {
          if (wanted.isAssignableFrom(field.getType())) {
            field.setAccessible(true);
            return field.get(owner);
          }
        }
      }
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type, e);
    }
  }

  private static Object ask(Object owner, String question) {
    try {
      Method method = owner.getClass().getMethod(question);
      method.setAccessible(true);
      return method.invoke(owner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(question, e);
    }
  }
}
