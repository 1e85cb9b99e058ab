package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.ClosedException;
import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.store.Freshness;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class PipelineStressTest {

  private static final int ACCOUNTS = 20;
  private static final List<Durability> MODES = List.of(Durability.values());

  @TempDir private Path directory;

  private EmbeddedStore open(StoreOptions options) {
    return EmbeddedStore.open(directory.resolve("store"), options);
  }

  private static void run(int threads, IntConsumer work) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      futures.add(executor.submit(() -> work.accept(thread)));
    }
    executor.shutdown();
    for (Future<?> future : futures) {
      future.get(280, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldKeepSumOfAccountsWhenGroupsMixDurabilities() throws Exception {
    StoreOptions options = StoreOptions.builder().groupLimitCommits(3).syncIntervalMs(5).build();
    try (EmbeddedStore store = open(options);
        StoreClient client = new StoreClient(store)) {
      for (int i = 0; i < ACCOUNTS; i++) {
        client.put("a" + i, 100);
      }
      run(12, thread -> transfer(store, thread));
      client.pin();
      assertThat(sum(client)).isEqualTo(100L * ACCOUNTS);
      StoreStatistics statistics = store.statistics();
      assertThat(statistics.groups()).isLessThanOrEqualTo(statistics.commits());
      assertThat(statistics.acknowledgedTimestamp()).isEqualTo(statistics.newestTimestamp());
      store.flush();
      assertThat(store.statistics().durableTimestamp()).isEqualTo(statistics.newestTimestamp());
    }
  }

  private static long sum(StoreClient client) {
    long sum = 0;
    for (int i = 0; i < ACCOUNTS; i++) {
      sum += client.get("a" + i);
    }
    return sum;
  }

  private static void transfer(EmbeddedStore store, int thread) {
    Random random = new Random(thread);
    try (StoreClient mine = new StoreClient(store);
        StoreClient reader = new StoreClient(store)) {
      for (int i = 0; i < 150; i++) {
        String from = "a" + random.nextInt(ACCOUNTS / 2);
        String to = "a" + (ACCOUNTS / 2 + random.nextInt(ACCOUNTS / 2));
        Durability mode = MODES.get(random.nextInt(MODES.size()));
        long view = mine.pin();
        mine.writes()
            .put(StoreClient.key(from), mine.get(from) - 1, view)
            .put(StoreClient.key(to), mine.get(to) + 1, view);
        try {
          long timestamp = mine.commit(view, mode);
          reader.view().pin(mode.waitsForSync() ? Freshness.DURABLE : Freshness.ACKNOWLEDGED);
          assertThat(reader.view().timestamp()).isGreaterThanOrEqualTo(timestamp);
        } catch (WriteConflictException e) {
          reader.view().pin(Freshness.ACKNOWLEDGED);
        }
        assertThat(sum(reader)).isEqualTo(100L * ACCOUNTS);
      }
    }
  }

  @Test
  void shouldShareSyncsWhenManyClientsCommit() throws Exception {
    try (EmbeddedStore store = open(StoreOptions.defaults())) {
      run(
          8,
          thread -> {
            try (StoreClient mine = new StoreClient(store)) {
              for (int i = 0; i < 200; i++) {
                mine.writes().put(StoreClient.key(thread + "/" + i), i, Long.MAX_VALUE);
                mine.commit(0, Durability.GROUP);
              }
            }
          });
      StoreStatistics statistics = store.statistics();
      assertThat(statistics.commits()).isEqualTo(1_600);
      assertThat(statistics.syncs()).isLessThan(1_600 / 2);
    }
  }

  @Test
  void shouldWaitForWindowUnlessBatchIsFull() throws Exception {
    long windowNs = TimeUnit.SECONDS.toNanos(1);
    StoreOptions options =
        StoreOptions.builder().groupWindowMicros(1_000_000).groupLimitCommits(4).build();
    try (EmbeddedStore store = open(options)) {
      // Four threads may fail to meet within a window on a busy machine, but not each time.
      long syncs;
      long tookNs;
      int rounds = 0;
      do {
        syncs = store.statistics().syncs();
        long start = System.nanoTime();
        run(4, thread -> putOnce(store, thread));
        tookNs = System.nanoTime() - start;
        syncs = store.statistics().syncs() - syncs;
      } while ((syncs != 1 || tookNs >= windowNs) && ++rounds < 30);
      assertThat(syncs).isEqualTo(1);
      assertThat(tookNs).isLessThan(windowNs);
      long start = System.nanoTime();
      putOnce(store, 0);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(windowNs);
    }
  }

  private static void putOnce(EmbeddedStore store, int thread) {
    try (StoreClient mine = new StoreClient(store)) {
      mine.writes().put(StoreClient.key("t" + thread), 1, Long.MAX_VALUE);
      mine.commit(0, Durability.GROUP);
    }
  }

  @Test
  void shouldMoveDurableStateOnWhenAllCommitsAreRelaxed() throws Exception {
    AtomicLong wall = new AtomicLong(System.currentTimeMillis());
    Path path = directory.resolve("store");
    try (EmbeddedStore store =
            StoreOpener.open(path, StoreOptions.defaults(), wall::get, device -> device);
        StoreClient client = new StoreClient(store)) {
      wall.addAndGet(HybridClock.CEILING_AHEAD_MS * 3 / 4);
      long timestamp = client.put("a", 1);
      assertThat(store.statistics().durableTimestamp()).isLessThan(timestamp);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (store.statistics().durableTimestamp() < timestamp && System.nanoTime() < deadline) {
        Thread.sleep(10);
      }
      assertThat(store.statistics().durableTimestamp()).isGreaterThanOrEqualTo(timestamp);
      assertThat(store.clock().ceilingNear()).isFalse();
    }
  }

  @Test
  void shouldSyncOnceForEachCommitWhenModeIsAlways() throws Exception {
    try (EmbeddedStore store = open(StoreOptions.defaults())) {
      run(
          4,
          thread -> {
            try (StoreClient mine = new StoreClient(store)) {
              for (int i = 0; i < 20; i++) {
                mine.writes().put(StoreClient.key(thread + "/" + i), i, Long.MAX_VALUE);
                mine.commit(0, Durability.ALWAYS);
              }
            }
          });
      assertThat(store.statistics().syncs()).isGreaterThanOrEqualTo(80);
    }
  }

  @Test
  void shouldSyncWithinIntervalWhenModeIsInterval() throws Exception {
    try (EmbeddedStore store = open(StoreOptions.builder().syncIntervalMs(20).build());
        StoreClient client = new StoreClient(store)) {
      client.writes().put(StoreClient.key("a"), 1, Long.MAX_VALUE);
      long timestamp = client.commit(0, Durability.INTERVAL);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
      while (store.statistics().durableTimestamp() < timestamp && System.nanoTime() < deadline) {
        Thread.sleep(1);
      }
      assertThat(store.statistics().durableTimestamp()).isGreaterThanOrEqualTo(timestamp);
    }
  }

  @Test
  void shouldRefuseWriterOlderThanWindowButNotReader() {
    try (EmbeddedStore store = open(StoreOptions.builder().windowEntries(1_024).build());
        StoreClient client = new StoreClient(store);
        StoreClient other = new StoreClient(store)) {
      client.put("a", 1);
      long view = client.pin();
      for (int i = 0; i < 5_000; i++) {
        other.put("k" + i, i);
      }
      assertThat(store.window().entries()).isLessThanOrEqualTo(1_024);
      client.writes().put(StoreClient.key("a"), 2, view);
      assertThatThrownBy(() -> client.commit(view, Durability.GROUP))
          .isInstanceOf(SnapshotTooOldException.class);
      assertThat(client.get("a")).isEqualTo(1);
      client.writes();
      assertThat(client.commit(view, Durability.GROUP)).isEqualTo(view);
    }
  }

  @Test
  void shouldLoseNoAcknowledgedCommitWhenClosedUnderLoad() throws Exception {
    int threads = 6;
    long[] acknowledged = new long[threads];
    EmbeddedStore store = open(StoreOptions.defaults());
    Thread closer =
        new Thread(
            () -> {
              while (store.newestTimestamp() == 0 || store.statistics().commits() < 500) {
                Thread.onSpinWait();
              }
              store.close();
            });
    closer.start();
    run(threads, thread -> acknowledged[thread] = commitUntilClosed(store, thread));
    closer.join();
    try (EmbeddedStore reopened = open(StoreOptions.defaults());
        StoreClient client = new StoreClient(reopened)) {
      client.pin();
      for (int i = 0; i < threads; i++) {
        assertThat(client.get("t" + i)).isEqualTo(acknowledged[i]);
      }
    }
  }

  private static long commitUntilClosed(EmbeddedStore store, int thread) {
    long done = StoreClient.NONE;
    try (StoreClient mine = new StoreClient(store)) {
      for (int i = 0; ; i++) {
        mine.writes().put(StoreClient.key("t" + thread), i, Long.MAX_VALUE);
        mine.commit(0, MODES.get(i % MODES.size()));
        done = i;
      }
    } catch (ClosedException e) {
      return done;
    }
  }
}
