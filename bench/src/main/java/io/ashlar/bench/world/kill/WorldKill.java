package io.ashlar.bench.world.kill;

import io.ashlar.Database;
import io.ashlar.bench.world.WorldBenchmark;
import io.ashlar.bench.world.WorldCheck;
import io.ashlar.bench.world.WorldLoader;
import io.ashlar.bench.world.WorldOptions;
import io.ashlar.error.AshlarException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.ReportingProcess;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Kills the process of a world while its sessions act, reopens the store and checks it; then the
 * next process goes on with the same world. What a killed process has written to the log stays in
 * the system's cache, so at every durability nothing that was acknowledged may be lost.
 */
public final class WorldKill {

  private static final long START_TIMEOUT_MS = 120_000;

  private final WorldKillOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();

  /**
   * A run.
   *
   * @param options how
   * @param progress shows the round
   */
  public WorldKill(WorldKillOptions options, Progress progress) {
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
    ChangeRecord record;
    try (WorkDirectory directory = WorkDirectory.of(options.directory())) {
      Path store = directory.path().resolve("store");
      record = make(store);
      while (round < options.rounds() && problems.count() == 0) {
        round++;
        problems.in("round " + round);
        progress.show("kill " + round + " of " + options.rounds());
        kill(store, round, record);
        check(options.world(store, round), record);
      }
    } finally {
      progress.clear();
    }
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("kills", (long) round);
    facts.put("sessions", (long) options.sessions());
    facts.put("acknowledged changes", record.told());
    facts.put("purchases among them", record.trades());
    facts.put("found though not acknowledged", record.untold());
    return TortureOutcome.of("world", options.seed(), facts, null, problems);
  }

  private ChangeRecord make(Path store) {
    WorldOptions world = options.world(store, 0);
    try (Database database = Database.open(store, WorldBenchmark.storeOptions(world))) {
      WorldLoader.load(database, world.scale(), world.seed(), progress);
      return new ChangeRecord(new PlayerRows(database).all(), problems);
    }
  }

  private void kill(Path store, int round, ChangeRecord record)
      throws IOException, InterruptedException {
    record.beginRound();
    List<String> words = options.toWords(store, round);
    try (ReportingProcess child =
        ReportingProcess.start(InhabitantsMain.class, words, List.of(), record::note)) {
      if (awaitFirst(child, record)) {
        TimeUnit.MICROSECONDS.sleep(random.nextInt(1 + 1_000 * options.millis()));
      }
      boolean ran = child.running() && record.toldInRound() > 0;
      child.kill();
      if (!ran || !record.remarks().isEmpty()) {
        problems.add(
            "the process ended before it was killed: %s %s"
                .formatted(record.remarks(), child.explain()));
      }
    }
  }

  private static boolean awaitFirst(ReportingProcess child, ChangeRecord record)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(START_TIMEOUT_MS);
    while (record.toldInRound() == 0 && child.listening() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return record.toldInRound() > 0;
  }

  private void check(WorldOptions world, ChangeRecord record) {
    try (Database database = Database.open(world.directory(), WorldBenchmark.storeOptions(world))) {
      record.judge(database);
      WorldCheck.problems(database, world.scale()).forEach(problems::add);
    } catch (AshlarException e) {
      problems.add("the store cannot be read after the kill: %s".formatted(e));
    }
  }
}
