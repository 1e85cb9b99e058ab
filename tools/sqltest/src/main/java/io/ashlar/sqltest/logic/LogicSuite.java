package io.ashlar.sqltest.logic;

import io.ashlar.workbench.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs scripts of the corpus. */
public final class LogicSuite {

  private final LogicCorpus corpus;
  private final Progress progress;

  /**
   * A suite.
   *
   * @param corpus stays the caller's
   * @param progress is told of files that have run
   */
  public LogicSuite(LogicCorpus corpus, Progress progress) {
    this.corpus = corpus;
    this.progress = progress;
  }

  /**
   * Runs one script in the calling thread.
   *
   * @param file its path in the corpus
   * @param oneIn of how many queries one is asked, 1 for all; statements all run
   * @return what came of it
   * @throws IOException when it cannot be read
   * @throws SQLException when no database can be opened
   */
  public FileOutcome run(String file, int oneIn) throws IOException, SQLException {
    try (BufferedReader script = corpus.open(file)) {
      return new LogicFile(file, oneIn).run(script);
    }
  }

  /**
   * Runs scripts side by side.
   *
   * @param files their paths
   * @param oneIn of how many queries one is asked
   * @param threads how many run at once
   * @return what came of each, in the order of the paths
   * @throws InterruptedException when interrupted
   * @throws ExecutionException when a script could not be run; the cause says why
   */
  public List<FileOutcome> run(List<String> files, int oneIn, int threads)
      throws InterruptedException, ExecutionException {
    AtomicInteger names = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(task, "logic-" + names.incrementAndGet()));
    try {
      List<Callable<FileOutcome>> tasks = new ArrayList<>();
      for (String file : files) {
        tasks.add(
            () -> {
              FileOutcome outcome = run(file, oneIn);
              progress.show("%d of %d scripts".formatted(done.incrementAndGet(), files.size()));
              return outcome;
            });
      }
      List<FileOutcome> outcomes = new ArrayList<>();
      for (Future<FileOutcome> each : executor.invokeAll(tasks)) {
        outcomes.add(each.get());
      }
      return outcomes;
    } finally {
      executor.shutdownNow();
    }
  }
}
