package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.mvcc.StoreClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class StoreCloseTest {

  @TempDir private Path directory;
  private FaultyLog log;

  private EmbeddedStore open() {
    return StoreOpener.open(
        directory.resolve("store"),
        StoreOptions.defaults(),
        System::currentTimeMillis,
        device -> log = new FaultyLog(device));
  }

  private long writeOne(EmbeddedStore store) {
    try (StoreClient client = new StoreClient(store)) {
      return client.put("a", 1);
    }
  }

  private void verifyReopened(long timestamp) {
    assertThat(DurableMark.read(directory.resolve("store")).timestamp()).isEqualTo(timestamp);
    try (EmbeddedStore store = open();
        StoreClient client = new StoreClient(store)) {
      assertThat(client.pin()).isGreaterThanOrEqualTo(timestamp);
      assertThat(client.get("a")).isEqualTo(1);
      assertThat(client.put("b", 2)).isGreaterThan(timestamp);
    }
  }

  @Test
  void shouldCloseWholeWhenThreadIsInterrupted() {
    EmbeddedStore store = open();
    long timestamp = writeOne(store);
    Thread.currentThread().interrupt();
    try {
      assertThatCode(store::close).doesNotThrowAnyException();
    } finally {
      assertThat(Thread.interrupted()).as("the flag stays set").isTrue();
    }
    verifyReopened(timestamp);
  }

  @Test
  void shouldMakeAllDurableUponCloseWhenDiskIsFull() {
    EmbeddedStore store = open();
    long timestamp = writeOne(store);
    log.full = true;
    assertThatCode(store::close).doesNotThrowAnyException();
    verifyReopened(timestamp);
  }

  @Test
  void shouldReportCloseWhoseSyncFails() {
    EmbeddedStore store = open();
    writeOne(store);
    log.failSyncs = true;
    assertThatThrownBy(store::close).isInstanceOf(CommitOutcomeUnknownException.class);
    assertThatCode(store::close).doesNotThrowAnyException();
    open().close();
  }
}
