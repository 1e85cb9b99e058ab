package io.ashlar.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BusyThreadsTest {

  @Test
  void shouldComputeUntilItIsClosed() {
    BusyThreads busy = BusyThreads.start(2);
    try (busy) {
      assertThat(busy.running()).isEqualTo(2);
      long first = busy.outcome();
      while (busy.outcome() == first) {
        Thread.onSpinWait();
      }
    }
    assertThat(busy.running()).isZero();
  }

  @Test
  void shouldEndThemAndKeepTheFlagWhenInterrupted() {
    BusyThreads busy = BusyThreads.start(1);
    Thread.currentThread().interrupt();
    busy.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(busy.running()).isZero();
  }
}
