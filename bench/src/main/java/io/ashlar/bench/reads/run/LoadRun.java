package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.Answer;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.bench.reads.data.SpanSource;
import io.ashlar.bench.reads.engine.SpanStore;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.ProcessorTime;
import java.util.ArrayList;
import java.util.List;

/** Fills a new store, closes it, opens it again and has it answer the queries that are compared. */
final class LoadRun {

  private static final int ROWS_PER_TRANSACTION = 1_000;
  private static final double NS_PER_SECOND = 1e9;

  private final ReadsTask task;

  LoadRun(ReadsTask task) {
    this.task = task;
  }

  Findings run() throws Exception {
    CaseResult result;
    try (SpanStore store = task.engine().open(task.setup())) {
      store.create();
      result = fill(store);
      store.settle();
    }
    try (SpanStore store = task.engine().open(task.setup());
        SpanReader reader = store.newReader()) {
      return new Findings(
          Answer.all(task.source(), task.queries(), reader),
          task.cases().contains(ReadCase.INSERT) ? List.of(result) : List.of());
    }
  }

  /** The making of the spans is left out, of the time and of what was allocated. */
  private CaseResult fill(SpanStore store) throws Exception {
    SpanSource source = task.source();
    if (store.isFilledAtOnce()) {
      return fillAtOnce(store, source);
    }
    Latencies latencies = new Latencies();
    long ownBytes = 0;
    long ns = 0;
    ProcessorTime begun = ProcessorTime.take();
    long before = Allocation.ofAllThreads();
    for (int first = 0; first < source.rows(); first += ROWS_PER_TRANSACTION) {
      long made = Allocation.ofCurrentThread();
      int count = Math.min(ROWS_PER_TRANSACTION, source.rows() - first);
      List<Span> spans = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        spans.add(source.span(first + i));
      }
      ownBytes += Allocation.ofCurrentThread() - made;
      long start = System.nanoTime();
      store.write(spans);
      long taken = System.nanoTime() - start;
      latencies.record(taken);
      ns += taken;
    }
    double bytes = (double) Allocation.ofAllThreads() - before - ownBytes;
    double seconds = ns / NS_PER_SECOND;
    return CaseResult.of(
        store.version(),
        ReadCase.INSERT,
        latencies,
        latencies.count() / seconds,
        source.rows() / seconds,
        bytes / source.rows(),
        ProcessorTime.take().idleSince(begun),
        Double.NaN);
  }

  /** As one transaction that takes as long as all of it; the spans are made before. */
  private static CaseResult fillAtOnce(SpanStore store, SpanSource source) throws Exception {
    List<Span> spans = new ArrayList<>(source.rows());
    for (int i = 0; i < source.rows(); i++) {
      spans.add(source.span(i));
    }
    Latencies latencies = new Latencies();
    ProcessorTime begun = ProcessorTime.take();
    long before = Allocation.ofAllThreads();
    long start = System.nanoTime();
    store.writeAll(spans);
    long taken = System.nanoTime() - start;
    double bytes = (double) Allocation.ofAllThreads() - before;
    latencies.record(taken);
    return CaseResult.of(
        store.version(),
        ReadCase.INSERT,
        latencies,
        NS_PER_SECOND / taken,
        source.rows() * NS_PER_SECOND / taken,
        bytes / source.rows(),
        ProcessorTime.take().idleSince(begun),
        Double.NaN);
  }
}
