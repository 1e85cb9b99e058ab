package io.ashlar.bench.world;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.Measurement;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/** Makes a world, lets its inhabitants live for a while, and adds everything up. */
public final class WorldBenchmark {

  private static final long MOST_MEMTABLE_BYTES = 8L << 20;
  private static final int MEMTABLE_PART = 8;

  private final WorldOptions options;
  private final Progress progress;

  /**
   * Prepares a run.
   *
   * @param options what to run
   * @param progress shows the phase
   */
  public WorldBenchmark(WorldOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Whether sessions can be virtual threads.
   *
   * @return true when this JVM has them
   */
  public static boolean virtualThreads() {
    return VirtualCrew.available();
  }

  /**
   * How the database of a world is opened.
   *
   * @param options of the world
   * @return options of the store
   */
  public static Options storeOptions(WorldOptions options) {
    return Options.builder()
        .durability(options.durability())
        .cacheBytes(options.cacheBytes())
        .memtableBytes(Math.min(MOST_MEMTABLE_BYTES, options.cacheBytes() / MEMTABLE_PART))
        .build();
  }

  /**
   * Runs it.
   *
   * @return what was measured
   * @throws InterruptedException when interrupted while sessions ran
   * @throws ExecutionException when a session failed; the cause says why
   */
  public WorldResult run() throws InterruptedException, ExecutionException {
    try (WorkDirectory directory = WorkDirectory.of(options.directory());
        Database database = Database.open(directory.path(), storeOptions(options))) {
      WorldTables tables =
          database.findTable("players").isPresent()
              ? WorldTables.open(database)
              : WorldLoader.load(database, options.scale(), options.seed(), progress);
      long loadedBytes = database.monitor().statistics().bytesOnDisk();
      progress.show("running " + options.scale().players() + " sessions");
      List<Reading> readings;
      Stage stage;
      try (WorldRun run = WorldRun.start(database, tables, options, ActListener.NONE)) {
        readings = run.await();
        stage = run.stage();
      }
      progress.show("adding up");
      List<String> problems = WorldCheck.problems(database, options.scale());
      return result(stage, readings, loadedBytes, problems);
    } finally {
      progress.clear();
    }
  }

  private WorldResult result(
      Stage stage, List<Reading> readings, long loadedBytes, List<String> problems) {
    List<Measurement> measurements = new ArrayList<>();
    for (Act act : Act.values()) {
      measurements.add(
          measurement(act.name().toLowerCase(Locale.ROOT), stage, stage.tally().of(act), -1));
    }
    long allocated = readings.get(1).allocatedBytes() - readings.get(0).allocatedBytes();
    Measurement all = measurement("all", stage, stage.tally().all(), allocated);
    return new WorldResult(
        options,
        measurements,
        all,
        WorldCounters.between(readings.get(0), readings.get(1)),
        stage.retries(),
        stage.unfinished(),
        loadedBytes,
        problems);
  }

  private static Measurement measurement(
      String name, Stage stage, Latencies latencies, long allocatedBytes) {
    return new Measurement(name, latencies.count(), stage.elapsedNs(), latencies, allocatedBytes);
  }
}
