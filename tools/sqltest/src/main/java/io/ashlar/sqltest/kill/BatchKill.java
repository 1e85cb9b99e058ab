package io.ashlar.sqltest.kill;

import io.ashlar.torture.Problems;
import io.ashlar.torture.ReportingProcess;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Kills a process that writes batches through the driver at a random moment, opens the database and
 * checks it; then the next process goes on with it. One kill in {@value #ONE_IN_EARLY} comes early,
 * at any moment from the start of the process on.
 */
public final class BatchKill {

  private static final int ONE_IN_EARLY = 5;
  private static final int EARLY_MS = 1_500;
  private static final long START_TIMEOUT_SECONDS = 120;

  private final BatchKillOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();
  private final Map<Long, List<Long>> told = new ConcurrentHashMap<>();
  private int batches;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows the round
   */
  public BatchKill(BatchKillOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Runs all rounds; ends early when something was lost or wrong.
   *
   * @return what was found
   * @throws IOException when a child cannot be run
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    int round = 0;
    try (WorkDirectory place = WorkDirectory.of(options.directory())) {
      Path directory = place.path().resolve("store");
      BatchCheck check = new BatchCheck(directory, options.threads(), problems);
      TimeLimit limit = TimeLimit.of(options.seconds());
      while (round < options.rounds() && problems.count() == 0 && !limit.over()) {
        round++;
        problems.in("round " + round);
        progress.show("kill " + round + " of " + options.rounds());
        kill(directory, round);
        try {
          batches = check.check(told, round);
        } catch (SQLException e) {
          problems.add("the database cannot be read after the kill: %s".formatted(e));
        }
      }
    }
    progress.clear();
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("kills", (long) round);
    facts.put("acknowledged batches", (long) told.size());
    facts.put("batches found", (long) batches);
    return TortureOutcome.of("kill of batches", options.seed(), facts, null, problems);
  }

  private void kill(Path directory, int round) throws IOException, InterruptedException {
    CountDownLatch first = new CountDownLatch(1);
    List<String> args =
        List.of(
            directory.toString(),
            Integer.toString(round),
            Integer.toString(options.threads()),
            Long.toString(options.seed()));
    boolean soon = random.nextInt(ONE_IN_EARLY) == 0;
    try (ReportingProcess writer =
        ReportingProcess.start(BatchWriterMain.class, args, List.of(), line -> hear(line, first))) {
      if (soon) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(EARLY_MS));
      } else if (first.await(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1 + options.millis()));
      } else {
        problems.add("nothing was acknowledged: " + writer.explain());
      }
      boolean ran = writer.running();
      writer.kill();
      if (!ran) {
        problems.add("the writer ended before it was killed: " + writer.explain());
      }
    }
  }

  private void hear(String line, CountDownLatch first) {
    String[] words = line.split(" ", -1);
    if (words[0].equals("B")) {
      List<Long> keys = new ArrayList<>();
      Arrays.stream(words).skip(2).forEach(key -> keys.add(Long.valueOf(key)));
      told.put(Long.valueOf(words[1]), keys);
    } else {
      problems.add("the writer says " + line);
    }
    first.countDown();
  }
}
