package io.ashlar.torture.power;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.TimeLimit;
import io.ashlar.torture.TortureOutcome;
import io.ashlar.torture.writer.Acknowledgement;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.CheckResult;
import io.ashlar.torture.writer.LossRule;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.TortureDurability;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.torture.writer.WriterProcess;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Cuts the power under a writing process at a random moment, starts the disk again, reopens the
 * store and checks it; then the next process goes on with the same store.
 *
 * <p>What must hold: commits of {@code ALWAYS} and {@code GROUP} are all there; of {@code INTERVAL}
 * those are there that were acknowledged an interval, and the time of an fsync, before the cut; of
 * {@code NONE} any may be lost; and what is there is a prefix of commit order at every durability.
 *
 * <p>A shutdown is not over in a moment, and an {@code fdatasync} that runs meanwhile may return
 * success though the journal has been dropped (seen with a plain loop of writes and fsyncs in
 * another language too). A commit that was acknowledged after the cut began is therefore neither
 * promised nor forbidden; a real machine could not have told anybody any more.
 *
 * <p>Two controls see that the cut takes something at all: a file written just before it without an
 * fsync must be lost, and under {@code NONE} acknowledged commits must be.
 */
public final class PowerTorture {

  private static final long DISK_BYTES = 1L << 30;
  private static final long START_TIMEOUT_MS = 120_000;
  private static final int AFTER_CUT_MS = 100;
  private static final int CANARY_BYTES = 5_000;
  private static final long LEAST_MEMTABLE_BYTES = 64 << 10;
  private static final long LARGE_MEMTABLE_BYTES = 64 << 20;

  private final PowerOptions options;
  private final Progress progress;
  private final SplittableRandom random;
  private final Problems problems = new Problems();
  private long acknowledged;
  private long unacknowledged;
  private long lost;
  private long lostDuringCut;
  private long oldestLostMs;
  private long canariesLost;
  private long rows;

  /**
   * A run.
   *
   * @param options how
   * @param progress shows the round
   */
  public PowerTorture(PowerOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
    this.random = new SplittableRandom(options.seed());
  }

  /**
   * Runs all rounds; ends early when something was lost or wrong.
   *
   * @return what was found, or that disks cannot be mounted here
   * @throws IOException when a child or the disk fails in another way than it should
   * @throws InterruptedException when interrupted
   */
  public TortureOutcome run() throws IOException, InterruptedException {
    int round = 0;
    try (WorkDirectory directory = WorkDirectory.in(options.directory());
        LoopDisk disk = LoopDisk.create(directory.path(), DISK_BYTES)) {
      WriterOptions writing =
          new WriterOptions(
              disk.root().resolve("store"),
              options.seed(),
              options.threads(),
              options.durability(),
              options.intervalMs(),
              LEAST_MEMTABLE_BYTES);
      StoreCheck check = new StoreCheck(writing, problems);
      TimeLimit limit = TimeLimit.of(options.seconds());
      while (round < options.rounds() && problems.count() == 0 && !limit.over()) {
        round++;
        problems.in("round " + round);
        progress.show("power cut " + round + " of " + options.rounds());
        cutAndCheck(disk, writing.withMemtableBytes(memtableBytes()), check);
      }
    } catch (NotPermittedException e) {
      return TortureOutcome.skipped("power", options.seed(), e.getMessage());
    } finally {
      progress.clear();
    }
    checkControls();
    Map<String, Long> facts = new LinkedHashMap<>();
    facts.put("power cuts", (long) round);
    facts.put("unsynced files lost", canariesLost);
    facts.put("acknowledged commits", acknowledged);
    facts.put("of these lost", lost);
    facts.put("lost, told during the cut", lostDuringCut);
    facts.put("oldest lost, ms before the cut", oldestLostMs);
    facts.put("found though not acknowledged", unacknowledged);
    facts.put("rows compared", rows);
    return TortureOutcome.of("power", options.seed(), facts, null, problems);
  }

  /**
   * Under {@code INTERVAL} large: a memtable that is flushed would stand in for a missing fsync.
   */
  private long memtableBytes() {
    long bytes = LEAST_MEMTABLE_BYTES << random.nextInt(8);
    return options.durability() == TortureDurability.INTERVAL ? LARGE_MEMTABLE_BYTES : bytes;
  }

  private void checkControls() {
    problems.in("control");
    if (canariesLost == 0) {
      problems.add("no unsynced file was lost, so the cuts have proved nothing");
    }
    if (options.durability() == TortureDurability.NONE && lost == 0) {
      problems.add("no acknowledged commit without fsync was lost: the cuts have proved nothing");
    }
  }

  private void cutAndCheck(LoopDisk disk, WriterOptions writing, StoreCheck check)
      throws IOException, InterruptedException {
    Acknowledgements told = new Acknowledgements(options.threads());
    Path canary = disk.root().resolve("canary");
    byte[] song = new byte[CANARY_BYTES];
    Arrays.fill(song, (byte) (1 + random.nextInt(100)));
    long cutNanos;
    try (WriterProcess writer = WriterProcess.start(writing, told, List.of())) {
      if (writer.awaitFirst(START_TIMEOUT_MS)) {
        TimeUnit.MILLISECONDS.sleep(leastMs());
        TimeUnit.MICROSECONDS.sleep(random.nextInt(1 + 1_000 * options.millis()));
      }
      if (!writer.running() || !writer.remarks().isEmpty()) {
        problems.add("the writer ended before the cut: " + writer.explain());
      }
      Files.deleteIfExists(canary);
      Files.write(canary, song);
      cutNanos = disk.cut();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(AFTER_CUT_MS));
      writer.kill();
      writer.remarks().forEach(this::checkRemark);
    }
    disk.restart();
    canariesLost += Files.exists(canary) && Arrays.equals(Files.readAllBytes(canary), song) ? 0 : 1;
    acknowledged += told.count();
    try (Database database = Database.open(writing.directory(), writing.storeOptions())) {
      CheckResult result = check.check(database, told, rule(cutNanos));
      rows += result.rows();
      unacknowledged += result.unacknowledged();
      for (Acknowledgement each : result.lost()) {
        if (duringCut(each, cutNanos)) {
          lostDuringCut++;
        } else {
          lost++;
          oldestLostMs = Math.max(oldestLostMs, ageMs(each, cutNanos));
        }
      }
    } catch (AshlarException e) {
      problems.add("the store cannot be read after the cut: " + e);
    }
  }

  /** A failing disk has names; anything else that a writer says is a fault of the store. */
  private void checkRemark(String remark) {
    boolean named =
        remark.contains("CommitOutcomeUnknownException:")
            || remark.contains("StorePoisonedException:")
            || remark.contains("StoreIoException:")
            || remark.equals("V same")
            || remark.equals("C closed");
    if (!named) {
      problems.add("the writer failed otherwise than by the disk: " + remark);
    }
  }

  /** Under {@code INTERVAL} so long that commits get too old to be lost: else none could be. */
  private long leastMs() {
    return options.durability() == TortureDurability.INTERVAL ? windowMs() : 0;
  }

  /** How old a commit of {@code INTERVAL} may be at the cut and yet be lost. */
  private long windowMs() {
    return options.intervalMs() + (long) options.graceMs();
  }

  private LossRule rule(long cutNanos) {
    return lost ->
        switch (lost.durability()) {
          case ALWAYS, GROUP -> duringCut(lost, cutNanos);
          case INTERVAL -> ageMs(lost, cutNanos) <= windowMs();
          case NONE -> true;
        };
  }

  private static boolean duringCut(Acknowledgement acknowledgement, long cutNanos) {
    return acknowledgement.nanos() - cutNanos >= 0;
  }

  private static long ageMs(Acknowledgement acknowledgement, long cutNanos) {
    return TimeUnit.NANOSECONDS.toMillis(cutNanos - acknowledgement.nanos());
  }
}
