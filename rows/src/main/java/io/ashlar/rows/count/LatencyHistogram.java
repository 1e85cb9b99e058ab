package io.ashlar.rows.count;

import io.ashlar.ingest.WriterLatency;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts durations in buckets each at most 1/16 wider than the one below it. One thread records,
 * any may read. Allocates nothing to record.
 */
public final class LatencyHistogram {

  /** Buckets for each doubling, as bits. */
  private static final int PRECISION = 4;

  private static final int STEPS = 1 << PRECISION;
  private static final int BUCKETS = (Long.SIZE - PRECISION) * STEPS;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  /** Written by the recorder alone. */
  private volatile long maxNs;

  /** Nothing is counted. */
  public LatencyHistogram() {}

  /**
   * Counts a duration.
   *
   * @param ns nanoseconds
   */
  public void record(long ns) {
    long positive = Math.max(0, ns);
    int bucket = bucketOf(positive);
    counts.lazySet(bucket, counts.get(bucket) + 1);
    if (positive > maxNs) {
      maxNs = positive;
    }
  }

  /** Below two times the steps each number has its own bucket; above, its leading bits decide. */
  static int bucketOf(long ns) {
    if (ns < 2 * STEPS) {
      return (int) ns;
    }
    int shift = Long.SIZE - 1 - PRECISION - Long.numberOfLeadingZeros(ns);
    return shift * STEPS + (int) (ns >>> shift);
  }

  /** The largest number in a bucket. */
  static long endOf(int bucket) {
    if (bucket < 2 * STEPS) {
      return bucket;
    }
    int shift = bucket / STEPS - 1;
    return ((long) (bucket % STEPS + STEPS + 1) << shift) - 1;
  }

  /**
   * What several histograms tell together.
   *
   * @param all the histograms
   * @return their percentiles; zero where nothing is counted; allocates
   */
  public static WriterLatency latency(Iterable<LatencyHistogram> all) {
    long[] sums = new long[BUCKETS];
    long total = 0;
    long max = 0;
    for (LatencyHistogram each : all) {
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        long count = each.counts.get(bucket);
        sums[bucket] += count;
        total += count;
      }
      max = Math.max(max, each.maxNs);
    }
    return new WriterLatency(
        percentile(sums, total, max, 0.50),
        percentile(sums, total, max, 0.95),
        percentile(sums, total, max, 0.99),
        Duration.ofNanos(max));
  }

  private static Duration percentile(long[] sums, long total, long max, double share) {
    long wanted = (long) Math.ceil(total * share);
    long seen = 0;
    for (int bucket = 0; bucket < sums.length && wanted > 0; bucket++) {
      seen += sums[bucket];
      if (seen >= wanted) {
        return Duration.ofNanos(Math.min(endOf(bucket), max));
      }
    }
    return Duration.ZERO;
  }
}
