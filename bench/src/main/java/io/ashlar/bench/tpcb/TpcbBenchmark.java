package io.ashlar.bench.tpcb;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.BusyThreads;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.ProcessorTime;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads the tables, runs the clients, checks the books.
 *
 * <p>Warm-up and measured time are divided by a barrier that all clients pass together; at it, and
 * at a second one behind the measured time, the clock and the allocation of the store's own threads
 * are read. What a client allocates it reads itself.
 */
public final class TpcbBenchmark {

  private final TpcbOptions options;
  private final Progress progress;

  /** Readings at the two barriers; written by one client at each, read after all have ended. */
  private final List<Reading> readings = new ArrayList<>(2);

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public TpcbBenchmark(TpcbOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs it.
   *
   * @return what was measured
   * @throws InterruptedException when interrupted while clients ran
   * @throws ExecutionException when a client failed; the cause says why
   */
  public TpcbResult run() throws InterruptedException, ExecutionException {
    try (WorkDirectory directory = WorkDirectory.of(options.directory());
        Database database = Database.open(directory.path(), storeOptions())) {
      TpcbTables tables = TpcbTables.load(database, options.rows(), progress);
      progress.show("running " + options.clients() + " clients");
      List<TpcbClient.Tally> tallies;
      BusyThreads busy = BusyThreads.start(options.busy());
      try {
        tallies = runClients(database, tables);
      } finally {
        busy.close();
      }
      progress.show("adding up the balances");
      long committed = tallies.stream().mapToLong(TpcbClient.Tally::committed).sum();
      return result(tallies, BalanceCheck.holds(database, tables, committed));
    } finally {
      progress.clear();
    }
  }

  private Options storeOptions() {
    return Options.builder().durability(options.durability()).build();
  }

  private List<TpcbClient.Tally> runClients(Database database, TpcbTables tables)
      throws InterruptedException, ExecutionException {
    CyclicBarrier barrier =
        new CyclicBarrier(options.clients(), () -> readings.add(Reading.take()));
    List<TpcbClient> clients = new ArrayList<>();
    for (int id = 1; id <= options.clients(); id++) {
      clients.add(new TpcbClient(id, database, tables, options, barrier));
    }
    AtomicInteger threads = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            options.clients(),
            task -> new Thread(task, "tpcb-client-" + threads.incrementAndGet()));
    try {
      return collect(executor.invokeAll(clients));
    } finally {
      executor.shutdown();
    }
  }

  /** The tallies, or the first failure that is not the echo of another client's. */
  private static List<TpcbClient.Tally> collect(List<Future<TpcbClient.Tally>> futures)
      throws InterruptedException, ExecutionException {
    List<TpcbClient.Tally> tallies = new ArrayList<>();
    ExecutionException failure = null;
    for (Future<TpcbClient.Tally> future : futures) {
      try {
        tallies.add(future.get());
      } catch (ExecutionException e) {
        if (failure == null || failure.getCause() instanceof BrokenBarrierException) {
          failure = e;
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return tallies;
  }

  private TpcbResult result(List<TpcbClient.Tally> tallies, boolean consistent) {
    Latencies latencies = new Latencies();
    long retries = 0;
    long slowest = Long.MAX_VALUE;
    long allocatedBytes = readings.get(1).storeBytes() - readings.get(0).storeBytes();
    for (TpcbClient.Tally tally : tallies) {
      latencies.add(tally.latencies());
      slowest = Math.min(slowest, tally.latencies().count());
      retries += tally.retries();
      allocatedBytes += tally.allocatedBytes();
    }
    double seconds = (readings.get(1).timeNs() - readings.get(0).timeNs()) / 1e9;
    return new TpcbResult(
        options,
        latencies.count() / seconds,
        latencies.percentileMs(50),
        latencies.percentileMs(95),
        latencies.percentileMs(99),
        latencies.percentileMs(99.9),
        (double) slowest * tallies.size() / Math.max(1, latencies.count()),
        readings.get(1).processors().idleSince(readings.get(0).processors()),
        (double) allocatedBytes / Math.max(1, latencies.count()),
        retries,
        consistent);
  }

  /**
   * What is read at a barrier.
   *
   * @param timeNs the clock
   * @param storeBytes allocated by the store's own threads so far
   * @param processors what they have done so far
   */
  private record Reading(long timeNs, long storeBytes, ProcessorTime processors) {

    static Reading take() {
      return new Reading(System.nanoTime(), Allocation.ofStoreThreads(), ProcessorTime.take());
    }
  }
}
