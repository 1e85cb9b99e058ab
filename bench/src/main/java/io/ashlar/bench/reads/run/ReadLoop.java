package io.ashlar.bench.reads.run;

import io.ashlar.bench.reads.data.ReadQuery;
import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.bench.reads.data.SpanReader;
import io.ashlar.workbench.Latencies;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

/**
 * One reader's thread: asks one query after the other, in transactions of {@value
 * #QUERIES_PER_TRANSACTION}. A query that has begun in time counts whole, with its time, so that
 * one that takes longer than what is measured is counted too.
 */
final class ReadLoop implements Callable<ReadLoop.Tally> {

  /**
   * What a reader did while it was measured.
   *
   * @param latencies of each query; what begins a new transaction is the next one's
   * @param rows that were met
   * @param seconds from the beginning of the first query to the end of the last
   */
  record Tally(Latencies latencies, long rows, double seconds) {}

  private static final int QUERIES_PER_TRANSACTION = 1_000;
  private static final double NS_PER_SECOND = 1e9;

  private final ReadsTask task;
  private final ReadQuery query;
  private final SpanReader reader;
  private final CyclicBarrier before;
  private final CyclicBarrier after;
  private final RowDigest digest = new RowDigest(false);
  private int asked;

  ReadLoop(
      ReadsTask task,
      ReadQuery query,
      SpanReader reader,
      CyclicBarrier before,
      CyclicBarrier after) {
    this.task = task;
    this.query = query;
    this.reader = reader;
    this.before = before;
    this.after = after;
  }

  @Override
  public Tally call() throws Exception {
    reader.begin();
    askFor(task.warmup());
    before.await();
    Tally tally = askFor(task.measured());
    after.await();
    reader.end();
    return tally;
  }

  private Tally askFor(Duration length) throws Exception {
    Latencies latencies = new Latencies();
    long rows = 0;
    long ns = length.toNanos();
    long begun = System.nanoTime();
    long now = begun;
    do {
      rows += ask();
      long end = System.nanoTime();
      latencies.record(end - now);
      now = end;
    } while (now - begun < ns);
    return new Tally(latencies, rows, (now - begun) / NS_PER_SECOND);
  }

  private long ask() throws Exception {
    if (asked == QUERIES_PER_TRANSACTION) {
      reader.end();
      reader.begin();
      asked = 0;
    }
    asked++;
    query.next();
    return query.rowsMet(query.ask(reader, digest));
  }
}
