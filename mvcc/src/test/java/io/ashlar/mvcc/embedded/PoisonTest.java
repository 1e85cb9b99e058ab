package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.Freshness;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class PoisonTest {

  @TempDir private Path directory;
  private FaultyLog log;
  private EmbeddedStore store;
  private StoreClient client;

  @BeforeEach
  void open() {
    store =
        StoreOpener.open(
            directory.resolve("store"),
            StoreOptions.defaults(),
            System::currentTimeMillis,
            device -> log = new FaultyLog(device));
    client = new StoreClient(store);
    client.put("a", 1);
    store.flush();
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  @Test
  void shouldPoisonAndTellUnknownWhenWriteFails() {
    client.pin();
    log.failWrites = true;
    assertThatThrownBy(() -> commit("b", Durability.GROUP))
        .isInstanceOf(CommitOutcomeUnknownException.class);
    log.failWrites = false;
    assertThatThrownBy(() -> commit("b", Durability.NONE))
        .isInstanceOf(StorePoisonedException.class)
        .hasRootCauseMessage("The write failed.");
    assertThat(client.get("a")).isEqualTo(1);
    assertThat(client.scan("", "z", true)).containsExactly("a=1");
    assertThatThrownBy(() -> store.flush()).isInstanceOf(StorePoisonedException.class);
    for (Freshness freshness : Freshness.values()) {
      assertThatThrownBy(() -> client.view().pin(freshness))
          .isInstanceOf(StorePoisonedException.class);
    }
  }

  @Test
  void shouldTellUnknownWhenLonelySyncFails() {
    for (Durability mode : List.of(Durability.GROUP, Durability.ALWAYS)) {
      log.failSyncs = true;
      assertThatThrownBy(() -> commit("b", mode))
          .isInstanceOfAny(CommitOutcomeUnknownException.class, StorePoisonedException.class);
    }
    assertThatThrownBy(() -> client.pin()).isInstanceOf(StorePoisonedException.class);
  }

  @Test
  void shouldTellUnknownToAllWaitersWhenSharedSyncFails() throws Exception {
    int threads = 6;
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      outcomes.add(executor.submit(() -> outcomeOf(thread)));
    }
    while (store.statistics().commits() < 1 + threads) {
      Thread.sleep(1);
    }
    log.failSyncs = true;
    gate.countDown();
    for (Future<String> outcome : outcomes) {
      assertThat(outcome.get(120, TimeUnit.SECONDS)).isEqualTo("CommitOutcomeUnknownException");
    }
    executor.shutdown();
  }

  private String outcomeOf(int thread) {
    try (StoreClient mine = new StoreClient(store)) {
      mine.writes().put(StoreClient.key("t" + thread), 1, Long.MAX_VALUE);
      mine.commit(0, Durability.GROUP);
      return "committed";
    } catch (CommitOutcomeUnknownException e) {
      return e.getClass().getSimpleName();
    }
  }

  @Test
  void shouldGoOnWhenFullDiskRefusedWriteWhole() {
    long before = store.newestTimestamp();
    log.full = true;
    assertThatThrownBy(() -> commit("b", Durability.GROUP)).isInstanceOf(OutOfSpaceException.class);
    assertThat(store.newestTimestamp()).isEqualTo(before);
    assertThat(client.changedSince("b", before)).isFalse();
    log.full = false;
    commit("b", Durability.GROUP);
    client.pin();
    assertThat(client.get("b")).isEqualTo(2);
  }

  @Test
  void shouldHoldAcknowledgedBackUntilSyncUnlessRelaxedCommitPassesIt() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<String> waiting = executor.submit(() -> outcomeOf(0));
    while (store.statistics().commits() < 2) {
      Thread.sleep(1);
    }
    client.view().pin(Freshness.ACKNOWLEDGED);
    assertThat(client.get("t0")).isEqualTo(StoreClient.NONE);
    client.pin();
    assertThat(client.get("t0")).isEqualTo(1);
    client.put("relaxed", 1);
    client.view().pin(Freshness.ACKNOWLEDGED);
    assertThat(client.get("t0")).isEqualTo(1);
    assertThat(client.get("relaxed")).isEqualTo(1);
    client.view().pin(Freshness.DURABLE);
    assertThat(client.get("t0")).isEqualTo(StoreClient.NONE);
    gate.countDown();
    assertThat(waiting.get(120, TimeUnit.SECONDS)).isEqualTo("committed");
    client.view().pin(Freshness.DURABLE);
    assertThat(client.get("t0")).isEqualTo(1);
    executor.shutdown();
  }

  @Test
  void shouldNotTakeSyncForCommitThatWasWrittenAfterItBegan() throws Exception {
    long syncs = store.statistics().syncs();
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Future<String> first = executor.submit(() -> outcomeOf(0));
    while (log.syncsWaiting.get() == 0) {
      Thread.sleep(1);
    }
    Future<String> second = executor.submit(() -> outcomeOf(1));
    while (store.statistics().commits() < 3) {
      Thread.sleep(1);
    }
    gate.countDown();
    assertThat(first.get(120, TimeUnit.SECONDS)).isEqualTo("committed");
    assertThat(second.get(120, TimeUnit.SECONDS)).isEqualTo("committed");
    assertThat(store.statistics().syncs() - syncs).isEqualTo(2);
    executor.shutdown();
  }

  @Test
  void shouldMakeEmptyCommitWaitUntilItsViewIsDurable() {
    client.put("b", 1);
    long view = client.pin();
    assertThat(store.statistics().durableTimestamp()).isLessThan(view);
    client.writes();
    assertThat(client.commit(view, Durability.GROUP)).isEqualTo(view);
    assertThat(store.statistics().durableTimestamp()).isGreaterThanOrEqualTo(view);
  }

  private void commit(String key, Durability mode) {
    client.writes().put(StoreClient.key(key), 2, Long.MAX_VALUE);
    client.commit(0, mode);
  }
}
