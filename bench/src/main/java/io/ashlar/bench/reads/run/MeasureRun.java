package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.data.ReadQuery;
import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.bench.reads.engine.SpanStore;
import io.ashlar.workbench.Allocation;
import io.ashlar.workbench.Latencies;
import io.ashlar.workbench.ProcessorTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens a store that was filled, reads its first rows, and then measures one case after another.
 */
final class MeasureRun {

  private static final int FIRST_READS = 1_000;
  private static final int LONGEST_QUERY_SECONDS = 60;
  private static final double NS_PER_SECOND = 1e9;
  private static final double NS_PER_MS = 1e6;

  private final ReadsTask task;

  MeasureRun(ReadsTask task) {
    this.task = task;
  }

  Findings run() throws Exception {
    List<CaseResult> results = new ArrayList<>();
    List<SpanReader> readers = new ArrayList<>();
    ProcessorTime time = ProcessorTime.take();
    long bytes = Allocation.ofAllThreads();
    long begun = System.nanoTime();
    try (SpanStore store = task.engine().open(task.setup())) {
      double openMillis = (System.nanoTime() - begun) / NS_PER_MS;
      try {
        CaseResult first = firstReads(store, readers, openMillis, time, bytes);
        if (task.cases().contains(ReadCase.COLD_START)) {
          results.add(first);
        }
        while (readers.size() < task.threads()) {
          readers.add(store.newReader());
        }
        results.addAll(cases(store.version(), readers));
      } finally {
        for (SpanReader reader : readers) {
          reader.close();
        }
      }
    }
    return new Findings(List.of(), List.copyOf(results));
  }

  /** A thread that ends takes along what is known of its allocation, so none does in between. */
  private List<CaseResult> cases(String version, List<SpanReader> readers) throws Exception {
    List<CaseResult> results = new ArrayList<>();
    AtomicInteger threads = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            readers.size(), work -> new Thread(work, "reader-" + threads.incrementAndGet()));
    try {
      for (ReadCase asked : task.queries()) {
        results.add(new CaseRun(task, asked, readers, executor).run(version));
      }
    } finally {
      executor.shutdownNow();
      executor.awaitTermination(LONGEST_QUERY_SECONDS, TimeUnit.SECONDS);
    }
    return results;
  }

  /** The preparing of the statements counts, that of the store is told apart. */
  private CaseResult firstReads(
      SpanStore store, List<SpanReader> readers, double openMillis, ProcessorTime time, long bytes)
      throws Exception {
    Latencies latencies = new Latencies();
    RowDigest digest = new RowDigest(false);
    ReadQuery query = new ReadQuery(ReadCase.POINT, task.source(), task.round());
    long begun = System.nanoTime();
    SpanReader reader = store.newReader();
    readers.add(reader);
    reader.begin();
    long last = System.nanoTime();
    for (int i = 0; i < FIRST_READS; i++) {
      query.next();
      query.rowsMet(query.ask(reader, digest));
      long now = System.nanoTime();
      latencies.record(now - last);
      last = now;
    }
    reader.end();
    double seconds = (System.nanoTime() - begun) / NS_PER_SECOND;
    double allocated = (double) Allocation.ofAllThreads() - bytes;
    return CaseResult.of(
        store.version(),
        ReadCase.COLD_START,
        latencies,
        FIRST_READS / seconds,
        FIRST_READS / seconds,
        allocated / FIRST_READS,
        ProcessorTime.take().idleSince(time),
        openMillis);
  }
}
