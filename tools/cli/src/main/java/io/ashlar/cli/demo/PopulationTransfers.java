package io.ashlar.cli.demo;

import io.ashlar.Database;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Eight threads move population between random cities, one transaction a move, while a ninth adds
 * up all of it again and again, each time in a snapshot of its own. However the moves interleave,
 * no snapshot may show another sum.
 */
final class PopulationTransfers {

  static final int MOVERS = 8;

  /**
   * What happened.
   *
   * @param moves the transactions
   * @param sums the scans of the ninth thread
   * @param retries runs of a transaction that had to be repeated
   * @param wrongSums snapshots that showed another sum
   */
  record Outcome(Measurement moves, Measurement sums, long retries, long wrongSums) {}

  private final Database database;
  private final CityTable cities;
  private final long[] ids;
  private final CityQueries.Total expected;

  PopulationTransfers(Database database, CityTable cities, long[] ids, CityQueries.Total expected) {
    this.database = database;
    this.cities = cities;
    this.ids = ids;
    this.expected = expected;
  }

  Outcome run(int seconds) throws InterruptedException, ExecutionException {
    AtomicInteger threads = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            MOVERS + 1, task -> new Thread(task, "demo-" + threads.incrementAndGet()));
    try {
      long begin = System.nanoTime();
      long end = begin + TimeUnit.SECONDS.toNanos(seconds);
      List<Callable<Tally>> workers = new ArrayList<>();
      for (int seed = 0; seed < MOVERS; seed++) {
        workers.add(new Mover(database, cities, ids, seed, end));
      }
      workers.add(new Summer(database, cities, expected, end));
      List<Future<Tally>> futures = executor.invokeAll(workers);
      return outcome(futures, System.nanoTime() - begin);
    } finally {
      executor.shutdown();
    }
  }

  private static Outcome outcome(List<Future<Tally>> futures, long elapsedNs)
      throws InterruptedException, ExecutionException {
    Latencies latencies = new Latencies();
    long allocatedBytes = 0;
    long retries = 0;
    for (Future<Tally> future : futures.subList(0, MOVERS)) {
      Tally tally = future.get();
      latencies.add(tally.latencies());
      allocatedBytes += tally.allocatedBytes();
      retries += tally.exceptions();
    }
    Measurement moves =
        new Measurement(
            "move population, 8 threads", latencies.count(), elapsedNs, latencies, allocatedBytes);
    Tally summer = futures.get(MOVERS).get();
    Measurement sums =
        new Measurement(
            "sum all in a snapshot",
            summer.latencies().count(),
            elapsedNs,
            summer.latencies(),
            summer.allocatedBytes());
    return new Outcome(moves, sums, retries, summer.exceptions());
  }

  /**
   * What one thread did.
   *
   * @param latencies of its operations
   * @param allocatedBytes by the thread, from its first operation on
   * @param exceptions retries of a mover, wrong sums of the summer
   */
  record Tally(Latencies latencies, long allocatedBytes, long exceptions) {}
}
