package io.ashlar.bench.crud;

import io.ashlar.transaction.Durability;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs the mix in one durability mode after the other, each on new databases. */
public final class CrudBenchmark {

  private final CrudOptions options;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public CrudBenchmark(CrudOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs all modes.
   *
   * @return what was measured, a result for each mode
   * @throws InterruptedException when interrupted while workers ran
   * @throws ExecutionException when a worker failed; the cause says why
   */
  public List<CrudResult> run() throws InterruptedException, ExecutionException {
    List<CrudResult> results = new ArrayList<>();
    for (Durability durability : options.durabilities()) {
      String mode = durability.name().toLowerCase(Locale.ROOT);
      Path named = options.directory() == null ? null : options.directory().resolve(mode);
      try (WorkDirectory directory = WorkDirectory.of(named)) {
        results.add(runMode(durability, directory.path()));
      } finally {
        progress.clear();
      }
    }
    return results;
  }

  private CrudResult runMode(Durability durability, Path directory)
      throws InterruptedException, ExecutionException {
    List<DocumentStore> stores = new ArrayList<>();
    try {
      for (int i = 1; i <= options.databases(); i++) {
        stores.add(DocumentStore.create(directory.resolve("database-" + i), durability));
      }
      RunClock clock = new RunClock();
      progress.show("loading documents");
      List<CrudWorker> workers = new ArrayList<>();
      for (DocumentStore store : stores) {
        for (int i = 1; i <= options.workers(); i++) {
          workers.add(new CrudWorker(workers.size() + 1, options.documents(), store, clock));
        }
      }
      progress.show("running " + workers.size() + " workers, durability " + durability);
      return runWorkers(durability, stores, workers, clock);
    } finally {
      stores.forEach(DocumentStore::close);
    }
  }

  private CrudResult runWorkers(
      Durability durability, List<DocumentStore> stores, List<CrudWorker> workers, RunClock clock)
      throws InterruptedException, ExecutionException {
    AtomicInteger threads = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            workers.size(), task -> new Thread(task, "crud-worker-" + threads.incrementAndGet()));
    try {
      List<Future<CrudWorker.Tally>> running = new ArrayList<>();
      for (CrudWorker worker : workers) {
        running.add(executor.submit(worker));
      }
      long storeBytes = -Allocation.ofStoreThreads();
      long elapsedNs = clock.run(options.warmupSeconds(), options.seconds());
      List<CrudWorker.Tally> tallies = new ArrayList<>();
      for (Future<CrudWorker.Tally> future : running) {
        tallies.add(future.get());
      }
      storeBytes += Allocation.ofStoreThreads();
      return result(durability, stores, tallies, elapsedNs, storeBytes);
    } finally {
      executor.shutdown();
    }
  }

  private CrudResult result(
      Durability durability,
      List<DocumentStore> stores,
      List<CrudWorker.Tally> tallies,
      long elapsedNs,
      long storeBytes) {
    List<Measurement> operations = new ArrayList<>();
    Latencies all = new Latencies();
    for (CrudOperation operation : CrudOperation.values()) {
      Latencies sum = new Latencies();
      tallies.forEach(tally -> sum.add(tally.latencies().get(operation)));
      all.add(sum);
      operations.add(new Measurement(operation.label(), sum.count(), elapsedNs, sum, -1));
    }
    long allocated = storeBytes;
    long retries = 0;
    for (CrudWorker.Tally tally : tallies) {
      allocated += tally.allocatedBytes();
      retries += tally.retries();
    }
    Measurement total = new Measurement("all", all.count(), elapsedNs, all, allocated);
    return new CrudResult(
        options, durability, operations, total, retries, consistent(stores, tallies));
  }

  /** Workers are in the order of their databases. */
  private boolean consistent(List<DocumentStore> stores, List<CrudWorker.Tally> tallies) {
    for (int i = 0; i < stores.size(); i++) {
      long live = 0;
      for (int j = i * options.workers(); j < (i + 1) * options.workers(); j++) {
        live += tallies.get(j).live();
      }
      if (live != stores.get(i).count()) {
        return false;
      }
    }
    return true;
  }
}
