package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.StorePoisonedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Freshness;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits that no thread waits for: each is told once, whatever happens to the log and store. */
@Timeout(300)
final class AsyncCommitTest {

  private record Told(long timestamp, RuntimeException failure) {}

  @TempDir private Path directory;
  private FaultyLog log;
  private EmbeddedStore store;
  private StoreClient client;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    store =
        StoreOpener.open(
            directory.resolve("store"),
            StoreOptions.defaults(),
            System::currentTimeMillis,
            device -> log = new FaultyLog(device));
    client = new StoreClient(store);
  }

  @AfterEach
  void close() {
    client.close();
    store.close();
  }

  private long commit(String key, Durability mode) {
    client.writes().put(StoreClient.key(key), 1, Long.MAX_VALUE);
    return commitWrites(0, mode);
  }

  private long commitWrites(long view, Durability mode) {
    return client.commitAsync(view, mode, (at, failure) -> told.add(new Told(at, failure)));
  }

  private Told next() throws InterruptedException {
    Told next = told.poll(120, TimeUnit.SECONDS);
    assertThat(next).as("told within 20 seconds").isNotNull();
    return next;
  }

  @Test
  void shouldBeVisibleAtOnceAndAcknowledgedAfterTheSync() throws Exception {
    for (Durability mode : List.of(Durability.GROUP, Durability.ALWAYS)) {
      CountDownLatch gate = new CountDownLatch(1);
      log.syncGate = gate;
      long timestamp = commit(mode.name(), mode);
      client.pin();
      assertThat(client.get(mode.name())).isEqualTo(1);
      client.view().pin(Freshness.ACKNOWLEDGED);
      assertThat(client.get(mode.name())).isEqualTo(StoreClient.NONE);
      assertThat(told).isEmpty();
      gate.countDown();
      assertThat(next()).isEqualTo(new Told(timestamp, null));
      assertThat(store.statistics().durableTimestamp()).isGreaterThanOrEqualTo(timestamp);
    }
    assertThat(store.statistics().syncWaits()).isEqualTo(2);
    assertThat(store.statistics().syncWaitNs()).isPositive();
  }

  @Test
  void shouldShareOneSyncWhenManyAreOutstanding() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    long syncs = store.statistics().syncs();
    List<Long> timestamps = new ArrayList<>();
    timestamps.add(commit("first", Durability.GROUP));
    while (log.syncsWaiting.get() == 0) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 1_000; i++) {
      timestamps.add(commit("k" + i, Durability.GROUP));
    }
    gate.countDown();
    List<Long> acknowledged = new ArrayList<>();
    for (int i = 0; i < timestamps.size(); i++) {
      Told each = next();
      assertThat(each.failure()).isNull();
      acknowledged.add(each.timestamp());
    }
    assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(timestamps);
    assertThat(store.statistics().syncs() - syncs).isEqualTo(2);
  }

  @Test
  void shouldTellTheOthersWhenOneListenerThrows() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    long first = commit("first", Durability.GROUP);
    client.writes().put(StoreClient.key("broken"), 1, Long.MAX_VALUE);
    long broken =
        client.commitAsync(
            0,
            Durability.GROUP,
            (at, failure) -> {
              throw new AssertionError("a listener may not throw");
            });
    long last = commit("last", Durability.GROUP);
    assertThat(broken).isBetween(first, last);
    gate.countDown();
    assertThat(List.of(next().timestamp(), next().timestamp()))
        .containsExactlyInAnyOrder(first, last);
    commit("after", Durability.GROUP);
    assertThat(next().failure()).isNull();
  }

  @Test
  void shouldTellBeforeReturningWhenNothingIsToBeWaitedFor() {
    long timestamp = commit("a", Durability.NONE);
    assertThat(told.poll()).isEqualTo(new Told(timestamp, null));
    timestamp = commit("b", Durability.INTERVAL);
    assertThat(told.poll()).isEqualTo(new Told(timestamp, null));
    store.flush();
    client.writes();
    assertThat(commitWrites(timestamp, Durability.GROUP)).isEqualTo(timestamp);
    assertThat(told.poll()).isEqualTo(new Told(timestamp, null));
  }

  @Test
  void shouldWaitForItsViewWhenNothingIsWritten() throws Exception {
    long view = client.put("a", 1);
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    client.writes();
    assertThat(commitWrites(view, Durability.GROUP)).isEqualTo(view);
    assertThat(told).isEmpty();
    gate.countDown();
    assertThat(next()).isEqualTo(new Told(view, null));
  }

  @Test
  void shouldThrowAndTellNobodyWhenInConflict() {
    long before = store.newestTimestamp();
    client.put("a", 1);
    client.writes().put(StoreClient.key("a"), 2, before);
    assertThatThrownBy(() -> commitWrites(before, Durability.GROUP))
        .isInstanceOf(WriteConflictException.class);
    store.flush();
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellUnknownWhenTheSyncFails() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    int commits = 10;
    for (int i = 0; i < commits; i++) {
      commit("k" + i, Durability.GROUP);
    }
    log.failSyncs = true;
    gate.countDown();
    for (int i = 0; i < commits; i++) {
      assertThat(next().failure()).isInstanceOf(CommitOutcomeUnknownException.class);
    }
    assertThatThrownBy(() -> commit("late", Durability.GROUP))
        .isInstanceOf(StorePoisonedException.class);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellAllDurableWhenTheStoreIsClosed() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    for (int i = 0; i < 10; i++) {
      commit("k" + i, Durability.GROUP);
    }
    Thread closing = new Thread(store::close);
    closing.start();
    gate.countDown();
    closing.join(120_000);
    for (int i = 0; i < 10; i++) {
      assertThat(next().failure()).isNull();
    }
  }

  @Test
  void shouldTellUnknownWhenTheSyncOfTheCloseFails() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    log.syncGate = gate;
    commit("a", Durability.GROUP);
    log.failSyncs = true;
    gate.countDown();
    try {
      store.close();
    } catch (CommitOutcomeUnknownException reported) {
      assertThat(reported).hasRootCauseMessage("The sync failed.");
    }
    assertThat(next().failure()).isInstanceOf(CommitOutcomeUnknownException.class);
  }

  @Test
  void shouldTellEachCommitOnceWhenClosedUnderCrowd() throws Exception {
    int threads = 4;
    AtomicInteger ordered = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> crowd = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String key = "t" + i;
      crowd.add(executor.submit(() -> commitUntilClosed(key, ordered)));
    }
    while (ordered.get() < 2_000) {
      Thread.onSpinWait();
    }
    store.close();
    for (Future<?> each : crowd) {
      each.get(120, TimeUnit.SECONDS);
    }
    executor.shutdown();
    for (int i = 0; i < ordered.get(); i++) {
      assertThat(next().failure()).isNull();
    }
    assertThat(told).isEmpty();
  }

  private void commitUntilClosed(String key, AtomicInteger ordered) {
    AcknowledgedListener listener = (at, failure) -> told.add(new Told(at, failure));
    try {
      StoreClient mine = new StoreClient(store);
      while (true) {
        mine.writes().put(StoreClient.key(key), 1, Long.MAX_VALUE);
        Durability mode = ordered.get() % 2 == 0 ? Durability.GROUP : Durability.ALWAYS;
        long timestamp = mine.commitAsync(0, mode, listener);
        assertThat(timestamp).isPositive();
        ordered.incrementAndGet();
      }
    } catch (ClosedException closed) {
      assertThat(store.closed()).isTrue();
    }
  }
}
