package io.ashlar.bench.torture.handles;

import io.ashlar.Database;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.engine.Engine;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.txn.Transactions;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
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

  private final Queue<BufferPool> pools = new ConcurrentLinkedQueue<>();
  private final Queue<Engine> engines = new ConcurrentLinkedQueue<>();
  private final Queue<Transactions> transactions = new ConcurrentLinkedQueue<>();
  private final long directBefore = directBytes();

  void watch(Database database) {
    pools.add(find(database, BufferPool.class));
    transactions.add(find(database, Transactions.class));
    Object core = find(find(database, VersionedStore.class), "io.ashlar.mvcc.embedded.StoreCore");
    if (core != null) {
      engines.add(find(core, Engine.class));
    }
  }

  /** All is closed; whatever is left is a leak. */
  void check(Tally tally) {
    for (BufferPool pool : pools) {
      if (pool.outstanding() != 0 || pool.retainedBytes() != 0) {
        tally.problem(
            "A closed database has buffers left.",
            pool.outstanding() + " buffers out, " + pool.retainedBytes() + " idle bytes");
      }
    }
    for (Engine engine : engines) {
      if (!engine.census().isEmpty()) {
        tally.problem("A closed database has native handles left.", engine.census().toString());
      }
    }
    for (Transactions each : transactions) {
      if (!each.locks().idle()) {
        tally.problem("A closed database has locks left.", each.locks().statistics().toString());
      }
      if (each.openTransactions() != 0) {
        tally.problem("A closed database has open transactions.", each.describeOpen().toString());
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

  private static Object find(Object owner, String type) {
    try {
      return find(owner, Class.forName(type));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(type, e);
    }
  }

  /** The value of the first field of a type, looking at superclasses too; null when none is. */
  private static <T> T find(Object owner, Class<T> type) {
    try {
      for (Class<?> at = owner.getClass(); at != null; at = at.getSuperclass()) {
        for (Field field : at.getDeclaredFields()) {
          if (type.isAssignableFrom(field.getType())) {
            field.setAccessible(true);
            return type.cast(field.get(owner));
          }
        }
      }
      return null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(type.getName(), e);
    }
  }
}
