package io.ashlar.check.recorder;

import io.ashlar.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Records a history: creates the table, fills it, runs the threads. */
public final class HistoryRecording {

  private static final double NS_PER_SECOND = 1e9;

  private final HistoryOptions options;

  /**
   * Prepares a recording.
   *
   * @param options what to record
   */
  public HistoryRecording(HistoryOptions options) {
    this.options = options;
  }

  /**
   * Records it.
   *
   * @param database without a table {@code history_keys}; stays the caller's
   * @param file is written anew
   * @return how the transactions ended
   * @throws IOException when the file cannot be written
   * @throws InterruptedException when interrupted while threads ran
   * @throws ExecutionException when one failed with what no transaction should; the cause says why
   */
  public HistoryResult run(Database database, Path file)
      throws IOException, InterruptedException, ExecutionException {
    return run(new KeyTable.OfDatabase(database, options.isolation()), file);
  }

  /**
   * Records what is reached in another way, at the level of the options.
   *
   * @param maker gives access for each process; may be called from several threads
   * @param file is written anew
   * @return how the transactions ended
   * @throws IOException when the file cannot be written
   * @throws InterruptedException when interrupted while threads ran
   * @throws ExecutionException when one failed with what no transaction should; the cause says why
   */
  public HistoryResult run(KeyAccess.Maker maker, Path file)
      throws IOException, InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    maker.createTable();
    try (HistoryFile events = new HistoryFile(file, options.workload() == HistoryWorkload.APPEND)) {
      new ProcessThread(maker, options, events, options.threads(), 0).setup();
      List<ProcessThread> threads = new ArrayList<>();
      for (int process = 0; process < options.threads(); process++) {
        threads.add(new ProcessThread(maker, options, events, process, share(process)));
      }
      long ok = 0;
      long fail = 0;
      long info = 0;
      for (Future<ProcessThread.Tally> each : runAll(threads)) {
        ok += each.get().ok();
        fail += each.get().fail();
        info += each.get().info();
      }
      double seconds = (System.nanoTime() - begin) / NS_PER_SECOND;
      return new HistoryResult(options, ok, fail, info, seconds);
    }
  }

  private int share(int process) {
    int remainder = options.transactions() % options.threads();
    return options.transactions() / options.threads() + (process < remainder ? 1 : 0);
  }

  private static List<Future<ProcessThread.Tally>> runAll(List<ProcessThread> threads)
      throws InterruptedException {
    AtomicInteger names = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads.size(), task -> new Thread(task, "history-" + names.incrementAndGet()));
    try {
      return executor.invokeAll(threads);
    } finally {
      executor.shutdown();
    }
  }
}
