package io.ashlar.bench.reads;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.data.GeneratedReader;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.run.CaseResult;
import io.ashlar.bench.reads.run.Findings;
import io.ashlar.bench.reads.run.ReadsChild;
import io.ashlar.bench.reads.run.ReadsTask;
import io.ashlar.bench.turn.Place;
import io.ashlar.bench.turn.TurnFailedException;
import io.ashlar.bench.turn.TurnJvm;
import io.ashlar.workbench.BusyThreads;
import io.ashlar.workbench.Progress;
import io.ashlar.workbench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fills a store with every engine, compares what they answer, and then measures them in turn:
 * within a round they follow each other at once, so that a slower hour of the machine slows all.
 */
public final class ReadsBenchmark {

  /** For opening, warming up classes and closing, beside the time that cases are told to take. */
  private static final Duration SLACK = Duration.ofMinutes(10);

  /** One query may take as long, and it is asked at least twice. */
  private static final Duration SLOWEST_CASE = Duration.ofMinutes(5);

  private static final int SLOWEST_ROWS_PER_SECOND = 500;

  private final ReadsOptions options;
  private final Progress progress;
  private final Consumer<ReadsRound> finished;
  private final List<Answer> expected;
  private final TurnJvm jvm;
  private final List<ReadsRound> rounds = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private final Set<SpanEngine> filled = new HashSet<>();

  /**
   * Prepares the comparison.
   *
   * @param options what to compare
   * @param progress shows the run
   * @param finished is told of each case of each turn at the end of the turn
   */
  public ReadsBenchmark(ReadsOptions options, Progress progress, Consumer<ReadsRound> finished) {
    this(options, progress, finished, null);
  }

  /** With the answers that engines must give; null for those that follow from the spans. */
  ReadsBenchmark(
      ReadsOptions options,
      Progress progress,
      Consumer<ReadsRound> finished,
      List<Answer> expected) {
    this.options = options;
    this.progress = progress;
    this.finished = finished;
    this.expected = expected;
    this.jvm = new TurnJvm(options.heapMegabytes(), Map.of());
  }

  /**
   * Runs all of it. Where an engine answers differently nothing is measured.
   *
   * @return what was measured
   * @throws IOException when the directory cannot be used
   * @throws InterruptedException when interrupted while a child ran
   */
  public ReadsReport run() throws IOException, InterruptedException {
    Place place = Place.of(options.directory(), options.heapMegabytes(), options.busy());
    BusyThreads busy = BusyThreads.start(options.busy());
    try (WorkDirectory work = WorkDirectory.in(options.directory())) {
      Agreement agreement = fill(work.path());
      failures.addAll(agreement.differences());
      if (agreement.differences().isEmpty() && options.hasRounds()) {
        measure(work.path());
      }
    } finally {
      busy.close();
      progress.clear();
    }
    return new ReadsReport(options, place, rounds, failures);
  }

  private Agreement fill(Path directory) throws IOException, InterruptedException {
    progress.show("what must be answered");
    Agreement agreement =
        new Agreement(
            expected == null
                ? GeneratedReader.answers(options.source(), options.queries())
                : expected);
    for (SpanEngine engine : options.engines()) {
      progress.show(engine.word() + ", filling");
      Files.createDirectory(files(directory, engine));
      Findings found = turn(engine, ReadsTask.LOADING, directory);
      if (found != null) {
        filled.add(engine);
        agreement.judge(engine, found.answers());
      }
    }
    return agreement;
  }

  private void measure(Path directory) throws IOException, InterruptedException {
    for (int round = 1; round <= options.rounds(); round++) {
      for (SpanEngine engine : options.turns(round)) {
        if (filled.contains(engine)) {
          progress.show(engine.word() + ", round " + round);
          turn(engine, round, directory);
        }
      }
    }
  }

  /** A turn that fails is told of at the end; hours of others are not thrown away for it. */
  private Findings turn(SpanEngine engine, int round, Path directory)
      throws IOException, InterruptedException {
    ReadsTask task = options.task(engine, round, files(directory, engine));
    try {
      List<String> lines =
          jvm.run(List.of(), ReadsChild.class.getName(), task.toWords(), longest(round), directory);
      Findings found = Findings.ofLines(lines);
      for (CaseResult result : found.results()) {
        ReadsRound done = new ReadsRound(engine, Math.max(1, round), result);
        rounds.add(done);
        finished.accept(done);
      }
      return found;
    } catch (TurnFailedException e) {
      String when = round == ReadsTask.LOADING ? "filling" : "round " + round;
      failures.add(engine.word() + ", " + when + ": " + e.getMessage());
      return null;
    }
  }

  private Duration longest(int round) {
    if (round == ReadsTask.LOADING) {
      return SLACK.plusSeconds(options.source().rows() / SLOWEST_ROWS_PER_SECOND);
    }
    Duration each = options.warmup().plus(options.measured()).plus(SLOWEST_CASE);
    return SLACK.plus(each.multipliedBy(options.cases().size()));
  }

  private static Path files(Path directory, SpanEngine engine) {
    return directory.resolve(engine.word());
  }
}
