package io.ashlar.sql.execute;

import com.sun.management.ThreadMXBean;
import io.ashlar.transaction.ReadTransaction;
import java.lang.management.ManagementFactory;

/**
 * A source whose rows, time and memory are counted, those of the sources that it reads included.
 * Counting costs time of its own for each row.
 */
final class Metered extends RowSource {

  private static final long NANOS_PER_MICRO = 1_000;
  private static final long UNKNOWN = -1;

  private final RowSource source;
  private final ThreadMXBean threads;
  private long opened;
  private long rows;
  private long nanos;
  private long bytes;

  private Metered(RowSource source) {
    this.source = source;
    this.threads =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
                && bean.isThreadAllocatedMemorySupported()
            ? bean
            : null;
  }

  /** A source and all that it reads, counted one by one. */
  static RowSource of(RowSource source) {
    source.wrap(Metered::of);
    return new Metered(source);
  }

  private long allocated() {
    return threads == null ? UNKNOWN : threads.getCurrentThreadAllocatedBytes();
  }

  private void count(long begun, long before) {
    nanos += System.nanoTime() - begun;
    bytes += allocated() - before;
  }

  @Override
  public void open(ReadTransaction transaction) {
    long before = allocated();
    long begun = System.nanoTime();
    source.open(transaction);
    opened++;
    count(begun, before);
  }

  @Override
  public boolean next() {
    long before = allocated();
    long begun = System.nanoTime();
    boolean any = source.next();
    count(begun, before);
    if (any) {
      rows++;
    }
    return any;
  }

  @Override
  public String analyzed(ReadTransaction transaction) {
    return source.analyzed(transaction);
  }

  @Override
  public void explain(PlanText plan) {
    plan.billed(
        "rows="
            + rows
            + (opened == 1 ? "" : " opened=" + opened)
            + " time us="
            + nanos / NANOS_PER_MICRO
            + " heap bytes="
            + (threads == null ? UNKNOWN : bytes));
    source.explain(plan);
  }

  @Override
  public void close() {
    source.close();
  }

  @Override
  public void release() {
    source.release();
  }
}
