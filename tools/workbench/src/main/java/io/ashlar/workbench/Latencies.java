package io.ashlar.workbench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Durations of one operation, kept with three significant digits up to ten minutes; what takes
 * longer counts as ten minutes. Recording allocates nothing. Confined to one thread; results of
 * several are {@linkplain #add added up} when these have ended.
 */
public final class Latencies {

  private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(10);
  private static final int SIGNIFICANT_DIGITS = 3;
  private static final double NS_PER_MS = 1e6;

  private final Histogram histogram = new Histogram(1, LONGEST_NS, SIGNIFICANT_DIGITS);

  /** Without durations. */
  public Latencies() {}

  /**
   * Records one duration.
   *
   * @param durationNs nanoseconds
   */
  public void record(long durationNs) {
    histogram.recordValue(Math.max(1, Math.min(LONGEST_NS, durationNs)));
  }

  /**
   * Takes over everything that another recorded.
   *
   * @param other the other, unchanged
   */
  public void add(Latencies other) {
    histogram.add(other.histogram);
  }

  /**
   * How many durations there are.
   *
   * @return the count
   */
  public long count() {
    return histogram.getTotalCount();
  }

  /**
   * A percentile.
   *
   * @param percentile 0 to 100
   * @return milliseconds; 0 when nothing was recorded
   */
  public double percentileMs(double percentile) {
    return count() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / NS_PER_MS;
  }
}
