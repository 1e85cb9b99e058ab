package io.ashlar.torture.faults;

import io.ashlar.torture.Problems;
import io.ashlar.torture.RoundWatch;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.power.LoopDisk;
import io.ashlar.torture.power.NotPermittedException;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Lets the disk fail under a running store in each of the ways of {@link FaultKind}, several times
 * over on the same store, and checks the store after each.
 */
public final class FaultTorture {

  private static final int THREADS = 6;
  private static final int INTERVAL_MS = 50;

  /** More than all that a round waits for by itself. */
  private static final long LIMIT_MS = 300_000;

  private static final long DISK_BYTES = 160L << 20;
  private static final long CUT_DISK_BYTES = 1L << 30;

  /** Large, so that a log lasts as long as the writers do: its name is given to the tracer. */
  private static final long MEMTABLE_BYTES = 16L << 20;

  /** Small, so that tables are written while the disk is full. */
  private static final long SMALL_MEMTABLE_BYTES = 256 << 10;

  private final FaultOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();
  private final FaultCounts counts = new FaultCounts();
  private final Map<String, Long> facts = new LinkedHashMap<>();
  private String notPermitted;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows what fails
   */
  public FaultTorture(FaultOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Runs all rounds of all kinds; a kind ends early when something was lost or wrong.
   *
   * @return what was found, or that nothing of it is permitted here
   * @throws IOException when files or a child fail otherwise
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    boolean any = false;
    for (FaultKind kind : options.kinds()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      try (WorkDirectory directory = WorkDirectory.in(options.directory())) {
        facts.put(name + " rounds", run(kind, directory.path()));
        any = true;
      } catch (NotPermittedException e) {
        facts.put(name + " skipped", 1L);
        notPermitted = e.getMessage();
      } finally {
        progress.clear();
      }
    }
    if (!any) {
      return TortureOutcome.skipped("faults", options.seed(), notPermitted);
    }
    counts.putInto(facts);
    return TortureOutcome.of("faults", options.seed(), facts, null, problems);
  }

  private long run(FaultKind kind, Path directory)
      throws NotPermittedException, IOException, InterruptedException {
    if (!kind.onDisk()) {
      FailingCalls.requirePermission(kind);
      return failingCalls(kind, directory);
    }
    try (LoopDisk disk = LoopDisk.create(directory, DISK_BYTES)) {
      FullDisk full = new FullDisk(problems, counts, disk);
      return rounds(kind, writing(disk.root().resolve("store"), SMALL_MEMTABLE_BYTES), full::run);
    }
  }

  private long failingCalls(FaultKind kind, Path directory)
      throws IOException, InterruptedException {
    try (LoopDisk disk = kind.onSync() ? LoopDisk.create(directory, CUT_DISK_BYTES) : null) {
      Path store = (disk == null ? directory : disk.root()).resolve("store");
      FailingCalls calls = new FailingCalls(problems, random, counts, disk);
      return rounds(kind, writing(store, MEMTABLE_BYTES), calls::run);
    } catch (NotPermittedException e) {
      facts.put("power cuts skipped", 1L);
      FailingCalls calls = new FailingCalls(problems, random, counts, null);
      return rounds(kind, writing(directory.resolve("store"), MEMTABLE_BYTES), calls::run);
    }
  }

  private long rounds(FaultKind kind, WriterOptions writing, Round body)
      throws IOException, InterruptedException {
    StoreCheck check = new StoreCheck(writing, problems);
    long before = problems.count();
    int round = 0;
    TimeLimit limit = TimeLimit.shared(options.seconds(), options.kinds().size());
    while (round < options.rounds() && problems.count() == before && !limit.over()) {
      round++;
      problems.in(kind + ", round " + round);
      progress.show(kind + " " + round + " of " + options.rounds());
      try (RoundWatch watch =
          RoundWatch.begin("faults " + kind + ", round " + round, LIMIT_MS, problems)) {
        carryOut(body, kind, writing, check, watch);
      }
    }
    return round;
  }

  /** A stalled round has been noted as a problem; that it was interrupted is no other one. */
  private static void carryOut(
      Round body, FaultKind kind, WriterOptions writing, StoreCheck check, RoundWatch watch)
      throws IOException, InterruptedException {
    try {
      body.run(kind, writing, check);
    } catch (InterruptedException e) {
      if (!watch.stalled()) {
        throw e;
      }
    }
  }

  private WriterOptions writing(Path store, long memtableBytes) {
    return new WriterOptions(
        store, options.seed(), THREADS, options.durability(), INTERVAL_MS, memtableBytes);
  }

  @FunctionalInterface
  private interface Round {
    void run(FaultKind kind, WriterOptions writing, StoreCheck check)
        throws IOException, InterruptedException;
  }
}
