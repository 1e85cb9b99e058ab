package io.ashlar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.IllegalUseException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void shouldLoseNothingWhenDefault() {
    Options options = Options.defaults();
    assertThat(options.durability()).isEqualTo(Durability.GROUP);
    assertThat(options.isolation()).isEqualTo(IsolationLevel.SNAPSHOT);
    assertThat(options.lockTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(options.isReadOnly()).isFalse();
    assertThat(Options.readOnly().isReadOnly()).isTrue();
  }

  @Test
  void shouldNameAllViolationsWhenSeveral() {
    Options.Builder builder =
        Options.builder()
            .groupWindow(Duration.ofMillis(-1))
            .syncInterval(Duration.ZERO)
            .lockTimeout(Duration.ofDays(2))
            .maxRetries(-1)
            .writeSetLimitBytes(1)
            .cacheBytes(1 << 20)
            .memtableBytes(2 << 20)
            .pooledBytes(-1);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The options are not valid. violations=")
        .hasMessageContainingAll(
            "groupWindow",
            "syncInterval",
            "lockTimeout",
            "maxRetries",
            "writeSetLimitBytes",
            "memtableBytes",
            "pooledBytes");
  }

  @Test
  void shouldRefuseEveryNumberThatIsNoSizeOfMemory() {
    for (long bytes : new long[] {Long.MIN_VALUE, -1}) {
      Options.Builder builder =
          Options.builder()
              .writeSetLimitBytes(bytes)
              .cacheBytes(bytes)
              .memtableBytes(bytes)
              .pooledBytes(bytes)
              .commitWindowBytes(bytes)
              .resultCacheBytes(bytes)
              .residentBytes(bytes)
              .memoryBudgetBytes(bytes);
      assertThatThrownBy(builder::build)
          .isInstanceOf(IllegalUseException.class)
          .hasMessageContainingAll(
              "writeSetLimitBytes=" + bytes,
              "cacheBytes=" + bytes,
              "memtableBytes=" + bytes,
              "pooledBytes=" + bytes,
              "commitWindowBytes=" + bytes,
              "resultCacheBytes=" + bytes,
              "residentBytes=" + bytes,
              "memoryBudgetBytes=" + bytes);
    }
  }
}
