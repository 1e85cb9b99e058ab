package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.ReadQuery;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.ProcessorTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;

/**
 * One case with all readers at once, each in a thread of its own. They begin to be measured
 * together, and none ends before all have been measured, so that what their threads have allocated
 * can be read.
 */
final class CaseRun {

  private final ReadsTask task;
  private final ReadCase asked;
  private final List<SpanReader> readers;
  private final Executor executor;
  private long bytes;
  private double idle;
  private ProcessorTime time;

  CaseRun(ReadsTask task, ReadCase asked, List<SpanReader> readers, Executor executor) {
    this.task = task;
    this.asked = asked;
    this.readers = readers;
    this.executor = executor;
  }

  /** Where a reader fails the others may wait for it until the threads are interrupted. */
  CaseResult run(String version) throws Exception {
    CyclicBarrier before = new CyclicBarrier(readers.size(), this::takeBefore);
    CyclicBarrier after = new CyclicBarrier(readers.size(), this::takeAfter);
    CompletionService<ReadLoop.Tally> loops = new ExecutorCompletionService<>(executor);
    for (int i = 0; i < readers.size(); i++) {
      long seed = (long) task.round() * readers.size() + i;
      ReadQuery query = new ReadQuery(asked, task.source(), seed);
      loops.submit(new ReadLoop(task, query, readers.get(i), before, after));
    }
    List<ReadLoop.Tally> tallies = new ArrayList<>();
    try {
      while (tallies.size() < readers.size()) {
        tallies.add(loops.take().get());
      }
      return result(version, tallies);
    } catch (ExecutionException e) {
      throw new IllegalStateException(asked.word() + " has failed", e.getCause());
    }
  }

  private void takeBefore() {
    time = ProcessorTime.take();
    bytes = Allocation.ofAllThreads();
  }

  private void takeAfter() {
    bytes = Allocation.ofAllThreads() - bytes;
    idle = ProcessorTime.take().idleSince(time);
  }

  private CaseResult result(String version, List<ReadLoop.Tally> tallies) {
    Latencies latencies = new Latencies();
    double queries = 0;
    double rows = 0;
    long all = 0;
    for (ReadLoop.Tally tally : tallies) {
      latencies.add(tally.latencies());
      queries += tally.latencies().count() / tally.seconds();
      rows += tally.rows() / tally.seconds();
      all += tally.rows();
    }
    return CaseResult.of(
        version,
        asked,
        latencies,
        queries,
        rows,
        (double) bytes / Math.max(1, all),
        idle,
        Double.NaN);
  }
}
