package io.ashlar.torture.kill;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.CheckResult;
import io.ashlar.torture.writer.LossRule;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.torture.writer.WriterProcess;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Kills a writing process at a random moment, reopens the store and checks it; then the next
 * process goes on with the same store. What a killed process has written to the log stays in the
 * system's cache, so at every durability nothing that was acknowledged may be lost.
 *
 * <p>One kill in {@value #ONE_IN_EARLY} comes early, at any moment from the start of the process
 * on: it meets recovery, and the creation of a store or of its tables.
 */
public final class KillTorture {

  private static final int ONE_IN_EARLY = 5;
  private static final int EARLY_MS = 1_200;
  private static final long START_TIMEOUT_MS = 120_000;
  private static final int INTERVAL_MS = 50;
  private static final long LEAST_MEMTABLE_BYTES = 64 << 10;

  private final KillOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();
  private long acknowledged;
  private long unacknowledged;
  private long rows;
  private long early;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows the round
   */
  public KillTorture(KillOptions options, Progress progress) {
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
    try (WorkDirectory directory = WorkDirectory.of(options.directory())) {
      WriterOptions writing =
          new WriterOptions(
              directory.path().resolve("store"),
              options.seed(),
              options.threads(),
              options.durability(),
              INTERVAL_MS,
              LEAST_MEMTABLE_BYTES);
      StoreCheck check = new StoreCheck(writing, problems);
      TimeLimit limit = TimeLimit.of(options.seconds());
      while (round < options.rounds() && problems.count() == 0 && !limit.over()) {
        round++;
        problems.in("round " + round);
        progress.show("kill " + round + " of " + options.rounds());
        killAndCheck(writing.withMemtableBytes(LEAST_MEMTABLE_BYTES << random.nextInt(5)), check);
      }
    }
    progress.clear();
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("kills", (long) round);
    facts.put("early kills", early);
    facts.put("acknowledged commits", acknowledged);
    facts.put("found though not acknowledged", unacknowledged);
    facts.put("rows compared", rows);
    return TortureOutcome.of("kill", options.seed(), facts, null, problems);
  }

  private void killAndCheck(WriterOptions writing, StoreCheck check)
      throws IOException, InterruptedException {
    Acknowledgements told = new Acknowledgements(options.threads());
    boolean soon = random.nextInt(ONE_IN_EARLY) == 0;
    try (WriterProcess writer = WriterProcess.start(writing, told, List.of())) {
      if (soon) {
        early++;
        TimeUnit.MILLISECONDS.sleep(random.nextInt(EARLY_MS));
      } else if (writer.awaitFirst(START_TIMEOUT_MS)) {
        TimeUnit.MICROSECONDS.sleep(random.nextInt(1 + 1_000 * options.millis()));
      }
      boolean ran = writer.running();
      writer.kill();
      if (!ran || !writer.remarks().isEmpty()) {
        problems.add("the writer ended before it was killed: %s".formatted(writer.explain()));
      }
    }
    acknowledged += told.count();
    try (Database database = Database.open(writing.directory(), writing.storeOptions())) {
      CheckResult result = check.check(database, told, LossRule.NONE_LOST);
      rows += result.rows();
      unacknowledged += result.unacknowledged();
    } catch (AshlarException e) {
      problems.add("the store cannot be read after the kill: %s".formatted(e));
    }
  }
}
