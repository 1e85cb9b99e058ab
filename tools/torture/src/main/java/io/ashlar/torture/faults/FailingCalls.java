package io.ashlar.torture.faults;

import io.ashlar.Database;
import io.ashlar.error.AshlarException;
import io.ashlar.torture.Problems;
import io.ashlar.torture.power.LoopDisk;
import io.ashlar.torture.power.NotPermittedException;
import io.ashlar.torture.writer.Acknowledgements;
import io.ashlar.torture.writer.LossRule;
import io.ashlar.torture.writer.StoreCheck;
import io.ashlar.torture.writer.WriterOptions;
import io.ashlar.torture.writer.WriterProcess;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Lets system calls of a writing child fail from a random moment on: with {@code strace}, or, so
 * that a write is cut short, with a limit to the size of its files ({@code prlimit}).
 *
 * <p>All writers must then end: those in the middle of a commit with {@code
 * CommitOutcomeUnknownException}, the others with {@code StorePoisonedException}. A view that was
 * opened before reads the same rows afterwards, the store closes, opens again, and nothing that was
 * acknowledged is lost: what the process wrote is still in the system's cache. Where disks can be
 * mounted, failed fsyncs are followed by a power cut, which throws that cache away: then all
 * commits are there that were acknowledged after an fsync, and a failed one was not taken for one.
 */
final class FailingCalls {

  private static final long START_TIMEOUT_MS = 120_000;
  private static final long END_SECONDS = 60;
  private static final int LONGEST_MS = 300;
  private static final int MOST_FURTHER_BYTES = 256 << 10;

  private final Problems problems;
  private final SplittableRandom random;
  private final FaultCounts counts;

  /** Null where disks cannot be mounted. */
  private final LoopDisk disk;

  FailingCalls(Problems problems, SplittableRandom random, FaultCounts counts, LoopDisk disk) {
    this.disk = disk;
    this.problems = problems;
    this.random = random;
    this.counts = counts;
  }

  /** Refuses where processes cannot be traced. */
  static void requirePermission(FaultKind kind) throws NotPermittedException, InterruptedException {
    List<String> command =
        kind.calls() == null
            ? List.of("prlimit", "--fsize=1000000", "true")
            : List.of("strace", "-f", "-e", "trace=fsync", "-o", "/dev/null", "true");
    try {
      Process trial = quiet(command).start();
      if (!trial.waitFor(END_SECONDS, TimeUnit.SECONDS) || trial.exitValue() != 0) {
        throw new NotPermittedException(command.get(0) + " is not permitted");
      }
    } catch (IOException e) {
      throw new NotPermittedException(command.get(0) + " is missing: " + e.getMessage());
    }
  }

  void run(FaultKind kind, WriterOptions writing, StoreCheck check)
      throws IOException, InterruptedException {
    Acknowledgements told = new Acknowledgements(writing.threads());
    try (WriterProcess writer = WriterProcess.start(writing, told, List.of())) {
      if (!writer.awaitFirst(START_TIMEOUT_MS)) {
        problems.add("the writer did not begin: " + writer.explain());
        return;
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MS));
      Process tracer = quiet(command(kind, writing.directory(), writer.pid())).start();
      try {
        if (!writer.awaitEnd(END_SECONDS)) {
          problems.add("writers go on though their disk fails: " + writer.explain());
        }
      } finally {
        // The tracer first: a traced process that was killed is gone when its tracer says so.
        tracer.destroyForcibly();
        writer.kill();
        tracer.waitFor();
      }
      checkRemarks(writer.remarks(), writing.threads());
    }
    counts.acknowledged(told.count());
    LossRule rule = LossRule.NONE_LOST;
    if (disk != null && kind.onSync()) {
      disk.cut();
      disk.restart();
      rule = lost -> !lost.durability().waitsForSync();
    }
    try (Database database = Database.open(writing.directory(), writing.storeOptions())) {
      counts.lost(check.check(database, told, rule).lost().size());
    } catch (AshlarException e) {
      problems.add("the store cannot be read after the fault: " + e);
    }
  }

  private void checkRemarks(List<String> remarks, int threads) {
    int ended = 0;
    boolean same = false;
    boolean closed = false;
    for (String remark : remarks) {
      boolean unknown = remark.startsWith("U ");
      boolean poisoned = remark.startsWith("X ") && remark.contains(" StorePoisonedException: ");
      counts.unknown(unknown ? 1 : 0);
      ended += unknown || poisoned ? 1 : 0;
      same |= remark.equals("V same");
      // A close that says that its last sync failed is right too.
      boolean typed =
          remark.contains("StoreIoException: ") || remark.contains("StorePoisonedException: ");
      boolean close = remark.equals("C closed") || (remark.startsWith("C ") && typed);
      closed |= close;
      if (!unknown && !poisoned && !remark.equals("V same") && !close) {
        problems.add("not what a failing disk should lead to: " + remark);
      }
    }
    if (ended != threads || !same || !closed) {
      problems.add("writers, view or close did not end as they should: " + remarks);
    }
  }

  private List<String> command(FaultKind kind, Path store, long pid) throws IOException {
    if (kind == FaultKind.SHORT_WRITE) {
      long limit = Files.size(newestLog(store)) + random.nextInt(MOST_FURTHER_BYTES);
      return List.of("prlimit", "--pid", Long.toString(pid), "--fsize=" + limit);
    }
    List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", "/dev/null"));
    if (kind.onLogAlone()) {
      command.addAll(List.of("-P", newestLog(store).toRealPath().toString()));
    }
    command.addAll(List.of("-e", "trace=" + kind.calls()));
    command.addAll(List.of("-e", "inject=" + kind.calls() + ":error=" + kind.error()));
    command.addAll(List.of("-p", Long.toString(pid)));
    return command;
  }

  private static Path newestLog(Path store) throws IOException {
    try (Stream<Path> files = Files.list(store)) {
      return files
          .filter(file -> file.toString().endsWith(".log"))
          .max(Comparator.naturalOrder())
          .orElseThrow(() -> new IOException("the store has no log"));
    }
  }

  private static ProcessBuilder quiet(List<String> command) {
    return new ProcessBuilder(command)
        .redirectInput(new File("/dev/null"))
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD);
  }
}
