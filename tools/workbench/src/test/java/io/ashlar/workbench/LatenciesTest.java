package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void shouldGivePercentilesInMillisecondsWhenDurationsAreRecorded() {
    Latencies latencies = new Latencies();
    for (int ms = 1; ms <= 100; ms++) {
      latencies.record(TimeUnit.MILLISECONDS.toNanos(ms));
    }
    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.percentileMs(50)).isCloseTo(50, within(0.1));
    assertThat(latencies.percentileMs(99)).isCloseTo(99, within(0.1));
  }

  @Test
  void shouldKeepOutliersInRangeWhenDurationsAreImpossible() {
    Latencies latencies = new Latencies();
    latencies.record(-5);
    latencies.record(Long.MAX_VALUE);
    assertThat(latencies.count()).isEqualTo(2);
    assertThat(latencies.percentileMs(100)).isCloseTo(600_000, within(1_000.0));
  }

  @Test
  void shouldAddUpWhenThreadsHaveEnded() {
    Latencies one = new Latencies();
    Latencies other = new Latencies();
    one.record(1_000_000);
    other.record(3_000_000);
    one.add(other);
    assertThat(one.count()).isEqualTo(2);
    assertThat(one.percentileMs(100)).isCloseTo(3, within(0.01));
    assertThat(new Latencies().percentileMs(50)).isZero();
  }
}
