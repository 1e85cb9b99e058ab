package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.engine.EngineOptions;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.Committer;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is still done when little is left of the file system. */
@Timeout(60)
final class FreeSpaceTest {

  private static final int KIB = 1 << 10;
  private static final long MIB = 1 << 20;
  private static final long KEPT_BYTES = 32 * MIB;
  private static final int CATALOG = 5;

  @TempDir private Path directory;
  private volatile long usableBytes = 1_000 * MIB;
  private FaultyLog log;
  private EmbeddedStore store;
  private StoreClient client;

  @BeforeEach
  void open() {
    store =
        StoreOpener.open(
            directory.resolve("store"),
            StoreOptions.builder()
                .minFreeBytes(KEPT_BYTES)
                .engine(EngineOptions.builder().memtableBytes(16 * MIB).build())
                .build(),
            System::currentTimeMillis,
            device -> log = new FaultyLog(device),
            engine -> () -> usableBytes);
    client = new StoreClient(store);
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  /** As the housekeeping thread does about once a second. */
  private void left(long bytes) {
    usableBytes = bytes;
    log.refreshSpace();
  }

  @Test
  void shouldRefuseRowsAndLetDeletesAndCatalogPassWhenTheReserveIsTouched() {
    client.put("a", 1);
    left(KEPT_BYTES - MIB);
    assertThatThrownBy(() -> client.put("b", 1))
        .isInstanceOf(OutOfSpaceException.class)
        .hasMessageContaining("freeBytes=" + (KEPT_BYTES - MIB))
        .hasMessageContaining("keptFreeBytes=" + KEPT_BYTES);
    client.delete("a");
    try (Committer committer = store.newCommitter()) {
      TestWrites entry = new TestWrites().put(TestWrites.key(CATALOG, "t"), 1, Long.MAX_VALUE);
      assertThat(committer.commit(entry, 0, Durability.GROUP, timestamp -> {})).isPositive();
    }
    client.pin();
    assertThat(client.get("a")).isEqualTo(StoreClient.NONE);
    assertThat(client.get("b")).isEqualTo(StoreClient.NONE);
    left(1_000 * MIB);
    client.put("b", 1);
  }

  @Test
  void shouldRefuseDeletesTooWhenTheSmallerReserveIsTouched() {
    client.put("a", 1);
    left(KEPT_BYTES / 4 - MIB);
    assertThatThrownBy(() -> client.delete("a")).isInstanceOf(OutOfSpaceException.class);
  }

  @Test
  void shouldOpenAndCloseWhenHardlyAnythingIsFree() {
    client.put("a", 1);
    left(MIB);
    client.close();
    assertThatCode(store::close).doesNotThrowAnyException();
    assertThatCode(this::open).doesNotThrowAnyException();
    client.pin();
    assertThat(client.get("a")).isEqualTo(1);
  }

  @Test
  void shouldDropKeyspaceWhenTheReserveIsTouched() {
    client.put("a", 1);
    left(KEPT_BYTES - MIB);
    store.reclaimKeyspace(StoreClient.KEYSPACE, store.newestTimestamp());
    while (store.reclaimPending(StoreClient.KEYSPACE)) {
      Thread.onSpinWait();
    }
    client.pin();
    assertThat(client.get("a")).isEqualTo(StoreClient.NONE);
  }

  @Test
  void shouldKeepRoomForWhatMemtablesHoldWhenItIsWrittenToFiles() {
    long empty = store.memory().memtableBytes();
    left(KEPT_BYTES + 4 * MIB);
    TestWrites writes = new TestWrites();
    try (Committer committer = store.newCommitter()) {
      for (int i = 0; i < 200; i++) {
        writes.clear().put(StoreClient.key("k" + i), i, 64 << 10, Long.MAX_VALUE);
        assertThat(committer.commit(writes, 0, Durability.NONE, timestamp -> {})).isPositive();
        assertThat(store.memory().memtableBytes() - empty).isLessThan(4 * MIB);
      }
    }
    client.pin();
    assertThat(client.get("k199")).isEqualTo(199);
  }

  @Test
  void shouldCountWritesThatWereLetPassByALook() {
    store.core().engine().flush();
    left(KEPT_BYTES);
    usableBytes = KEPT_BYTES + 500 * KIB;
    commit(put("looks", 200 * KIB));
    usableBytes = KEPT_BYTES;
    assertThatThrownBy(() -> commit(put("counted", 75 * KIB)))
        .isInstanceOf(OutOfSpaceException.class);
  }

  @Test
  void shouldRefuseOnlyThoseOfAGroupThatBringRowsWhenTheReserveIsTouched() throws Exception {
    client.put("a", 1);
    CountDownLatch gate = new CountDownLatch(1);
    log.writeGate = gate;
    AtomicReference<Throwable> first = new AtomicReference<>();
    AtomicReference<Throwable> bringing = new AtomicReference<>();
    AtomicReference<Throwable> taking = new AtomicReference<>();
    Thread leading = start(() -> commit(put("first")), first);
    while (log.writesWaiting.get() == 0) {
      Thread.onSpinWait();
    }
    Thread putting = start(() -> commit(put("b")), bringing);
    Thread deleting =
        start(() -> commit(new TestWrites().delete(StoreClient.key("a"), Long.MAX_VALUE)), taking);
    while (putting.getState() != Thread.State.WAITING
        || deleting.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    left(KEPT_BYTES - MIB);
    gate.countDown();
    for (Thread thread : new Thread[] {leading, putting, deleting}) {
      thread.join();
    }
    assertThat(bringing.get()).isInstanceOf(OutOfSpaceException.class);
    assertThat(taking.get()).isNull();
  }

  private static Thread start(Runnable work, AtomicReference<Throwable> outcome) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                outcome.set(e);
              }
            });
    thread.start();
    return thread;
  }

  private void commit(TestWrites writes) {
    try (Committer committer = store.newCommitter()) {
      assertThat(committer.commit(writes, 0, Durability.NONE, timestamp -> {})).isPositive();
    }
  }

  private static TestWrites put(String key) {
    return put(key, Long.BYTES);
  }

  private static TestWrites put(String key, int bytes) {
    return new TestWrites().put(StoreClient.key(key), 1, bytes, Long.MAX_VALUE);
  }
}
