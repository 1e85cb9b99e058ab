package io.ashlar.rows.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.ingest.WriterLatency;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Buckets hold what they say, and percentiles are what is counted in them. */
class LatencyHistogramTest {

  @Test
  void shouldPutEachNumberIntoABucketThatEndsShortlyBehindIt() {
    long before = -1;
    for (long ns = 0; ns >= 0 && ns < Long.MAX_VALUE / 2; ns += 1 + ns / 40) {
      int bucket = LatencyHistogram.bucketOf(ns);
      long end = LatencyHistogram.endOf(bucket);
      assertThat(end).isGreaterThanOrEqualTo(ns).isLessThanOrEqualTo(ns + ns / 16);
      assertThat(LatencyHistogram.bucketOf(end)).isEqualTo(bucket);
      assertThat(LatencyHistogram.bucketOf(end + 1)).isEqualTo(bucket + 1);
      assertThat((long) bucket).isGreaterThanOrEqualTo(before);
      before = bucket;
    }
    LatencyHistogram all = new LatencyHistogram();
    all.record(Long.MAX_VALUE);
    all.record(-1);
    assertThat(LatencyHistogram.latency(List.of(all)).max())
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void shouldTellPercentilesOfAllTogether() {
    LatencyHistogram low = new LatencyHistogram();
    LatencyHistogram high = new LatencyHistogram();
    for (int i = 1; i <= 90; i++) {
      low.record(10);
    }
    for (int i = 1; i <= 9; i++) {
      high.record(20);
    }
    high.record(1_000_003);
    WriterLatency told = LatencyHistogram.latency(List.of(low, high));
    assertThat(told.p50()).isEqualTo(Duration.ofNanos(10));
    assertThat(told.p95()).isEqualTo(Duration.ofNanos(20));
    assertThat(told.p99()).isEqualTo(Duration.ofNanos(20));
    assertThat(told.max()).isEqualTo(Duration.ofNanos(1_000_003));
    WriterLatency none = LatencyHistogram.latency(List.of());
    assertThat(none.p99()).isEqualTo(Duration.ZERO);
  }
}
