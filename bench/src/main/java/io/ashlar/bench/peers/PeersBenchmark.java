package io.ashlar.bench.peers;

import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.peers.run.PeerTask;
import io.ashlar.bench.turn.Place;
import io.ashlar.bench.turn.TurnFailedException;
import io.ashlar.workbench.BusyThreads;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs all engines at all columns, in turn: within a round the engines of a column follow each
 * other at once, so that a slower hour of the machine slows all of them.
 */
public final class PeersBenchmark {

  private final PeersOptions options;
  private final Progress progress;
  private final Consumer<PeerRound> finished;
  private final PeerJvm child;
  private final List<PeerRound> rounds = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /**
   * Prepares the comparison.
   *
   * @param options what to compare
   * @param progress shows the run
   * @param finished is told of each run at its end
   */
  public PeersBenchmark(PeersOptions options, Progress progress, Consumer<PeerRound> finished) {
    this.options = options;
    this.progress = progress;
    this.finished = finished;
    this.child = new PeerJvm(options.heapMegabytes(), options.server());
  }

  /**
   * Runs all of it.
   *
   * @return what was measured
   * @throws IOException when the directory cannot be used
   * @throws InterruptedException when interrupted while a child ran
   */
  public PeersReport run() throws IOException, InterruptedException {
    Place place = Place.of(options.directory(), options.heapMegabytes(), options.busy());
    SyncTrace tracer = options.counted().isZero() ? null : SyncTrace.orNull();
    BusyThreads busy = BusyThreads.start(options.busy());
    try {
      for (int round = 1; round <= options.rounds(); round++) {
        for (PeerColumn column : options.columns()) {
          for (PeerKind kind : options.turns(column, round - 1)) {
            progress.show(kind.word() + ", " + column.title() + ", round " + round);
            run(kind, column, round, null);
          }
        }
      }
      if (tracer != null) {
        countSyncs(tracer);
      }
    } finally {
      busy.close();
      progress.clear();
    }
    return new PeersReport(options, place, tracer != null, rounds, failures);
  }

  private void countSyncs(SyncTrace tracer) throws IOException, InterruptedException {
    for (PeerColumn column : options.columns()) {
      for (PeerKind kind : options.turns(column, 0)) {
        if (!kind.isServer()) {
          progress.show(kind.word() + ", " + column.title() + ", counting syncs");
          run(kind, column, PeerRound.COUNTING, tracer);
        }
      }
    }
  }

  /** A run that fails is told of at the end; hours of others are not thrown away for it. */
  private void run(PeerKind kind, PeerColumn column, int round, SyncTrace tracer)
      throws IOException, InterruptedException {
    try (WorkDirectory work = WorkDirectory.in(options.directory())) {
      // The tracer tells of files by their real paths.
      Path directory = work.path().toRealPath();
      Path files = Files.createDirectory(directory.resolve("files"));
      PeerRound done =
          tracer == null ? measure(kind, column, round, files) : count(kind, column, files, tracer);
      rounds.add(done);
      finished.accept(done);
    } catch (TurnFailedException e) {
      failures.add(kind.word() + ", " + column.title() + ": " + e.getMessage());
    }
  }

  private PeerRound measure(PeerKind kind, PeerColumn column, int round, Path files)
      throws IOException, InterruptedException, TurnFailedException {
    PeerTask task = options.task(kind, column, options.measured(), files);
    return new PeerRound(kind, column, round, child.run(List.of(), task, files.getParent()), -1);
  }

  private PeerRound count(PeerKind kind, PeerColumn column, Path files, SyncTrace tracer)
      throws IOException, InterruptedException, TurnFailedException {
    Duration length = options.counted();
    PeerTask task = options.task(kind, column, length, files);
    Path trace = files.resolveSibling("trace");
    PeerResult result = child.run(tracer.prefix(trace), task, files.getParent());
    long syncs = SyncTrace.count(trace, result.fromMicros(), result.toMicros());
    return new PeerRound(kind, column, PeerRound.COUNTING, result, syncs);
  }
}
