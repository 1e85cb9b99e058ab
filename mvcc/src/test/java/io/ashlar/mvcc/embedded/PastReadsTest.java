package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.mvcc.history.HistoryExpiry;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.store.Freshness;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading earlier times, against a map that remembers every version. */
final class PastReadsTest {

  private static final long HOUR_MS = 3_600_000;
  private static final int KEYS = 12;

  @TempDir private Path directory;

  private final AtomicLong wallMs = new AtomicLong(1_700_000_000_000L);

  /** What each key was from each commit on; null where it was deleted. */
  private final TreeMap<String, TreeMap<Long, Long>> model = new TreeMap<>();

  private final List<Long> times = new ArrayList<>();

  private VersionedStore open(boolean onDisk) {
    return onDisk
        ? StoreOpener.open(
            directory.resolve("store"), StoreOptions.defaults(), wallMs::get, log -> log)
        : new InMemoryStore();
  }

  /** No key begins with another one, as it is with rows. */
  private static String name(int key) {
    return "k" + key + "!";
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 2", "true, 3", "true, 4", "false, 5", "false, 6"})
  void shouldSeeEveryEarlierTimeAsItWas(boolean onDisk, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    VersionedStore store = open(onDisk);
    keep(store, HOUR_MS);
    for (int round = 0; round < 3; round++) {
      try (StoreClient client = new StoreClient(store)) {
        for (int i = 0; i < 60; i++) {
          change(client, random);
        }
        for (int i = 0; i < 25; i++) {
          long time = times.get(random.nextInt(times.size())) + (random.nextBoolean() ? 0 : -1);
          client.view().pinAsOf(Math.max(time, times.get(0)));
          check(client, Math.max(time, times.get(0)), random);
        }
      }
      if (onDisk) {
        store.close();
        store = open(true);
        keep(store, HOUR_MS);
      }
    }
    store.close();
  }

  private void keep(VersionedStore store, long retentionMs) {
    if (times.isEmpty()) {
      times.add(store.newestTimestamp());
    }
    store.keepHistory(
        StoreClient.KEYSPACE,
        new HistoryPolicy(times.get(0), retentionMs, HistoryPolicy.MIN_BUCKET_MS));
  }

  private void change(StoreClient client, SplittableRandom random) {
    wallMs.addAndGet(random.nextInt(4) == 0 ? random.nextLong(4_000) : random.nextLong(3));
    client.writes();
    TreeMap<String, Long> changes = new TreeMap<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      changes.put(name(random.nextInt(KEYS)), random.nextInt(3) == 0 ? null : random.nextLong(99));
    }
    changes.forEach(
        (key, value) -> {
          if (value == null) {
            client.addDelete(key);
          } else {
            client.addPut(key, value);
          }
        });
    long timestamp = client.commit(0, Durability.NONE);
    changes.forEach(
        (key, value) -> model.computeIfAbsent(key, any -> new TreeMap<>()).put(timestamp, value));
    times.add(timestamp);
  }

  private NavigableMap<String, Long> rowsAt(long time) {
    TreeMap<String, Long> rows = new TreeMap<>();
    model.forEach(
        (key, versions) -> {
          var version = versions.floorEntry(time);
          if (version != null && version.getValue() != null) {
            rows.put(key, version.getValue());
          }
        });
    return rows;
  }

  private void check(StoreClient client, long time, SplittableRandom random) {
    NavigableMap<String, Long> rows = rowsAt(time);
    for (int key = 0; key < KEYS; key++) {
      long expected = rows.getOrDefault(name(key), StoreClient.NONE);
      assertThat(client.get(name(key))).as("%s at %d", name(key), time).isEqualTo(expected);
    }
    // A bound may also be a key and something behind it.
    String lower = "k" + random.nextInt(KEYS) + (random.nextBoolean() ? "" : "!\u0000");
    String upper = "k" + random.nextInt(KEYS) + (random.nextBoolean() ? "" : "!\u0000");
    List<String> expected = new ArrayList<>();
    if (lower.compareTo(upper) < 0) {
      rows.subMap(lower, upper).forEach((key, value) -> expected.add(key + "=" + value));
    }
    assertThat(client.scan(lower, upper, true)).isEqualTo(expected);
    Collections.reverse(expected);
    assertThat(client.scan(lower, upper, false)).isEqualTo(expected);
    wander(client, rows, random);
  }

  /** Moves in both directions and seeks, in turn. */
  private static void wander(
      StoreClient client, NavigableMap<String, Long> rows, SplittableRandom random) {
    client.open("k", "l");
    String current = null;
    for (int i = 0; i < 40; i++) {
      String sought = name(random.nextInt(KEYS));
      String next;
      boolean found;
      switch (random.nextInt(current == null ? 4 : 8)) {
        case 0 -> {
          found = client.cursor().first();
          next = rows.isEmpty() ? null : rows.firstKey();
        }
        case 1 -> {
          found = client.cursor().last();
          next = rows.isEmpty() ? null : rows.lastKey();
        }
        case 2 -> {
          found = client.seek(sought);
          next = rows.ceilingKey(sought);
        }
        case 3 -> {
          found = client.seekBefore(sought);
          next = rows.lowerKey(sought);
        }
        case 4, 5 -> {
          found = client.cursor().next();
          next = rows.higherKey(current);
        }
        default -> {
          found = client.cursor().previous();
          next = rows.lowerKey(current);
        }
      }
      assertThat(found).isEqualTo(next != null);
      if (found) {
        assertThat(client.current()).isEqualTo(next + "=" + rows.get(next));
      }
      current = next;
    }
    client.cursor().release();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldRefuseTimesThatAreNotCovered(boolean onDisk) {
    try (VersionedStore store = open(onDisk);
        StoreClient client = new StoreClient(store)) {
      long before = client.put("a!", 1);
      assertThatThrownBy(() -> pinAndGet(client, before))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("keeps no history");
      long since = store.newestTimestamp();
      store.keepHistory(StoreClient.KEYSPACE, new HistoryPolicy(since, 10_000, 1_000));
      long newest = client.put("a!", 2);
      assertThatThrownBy(() -> pinAndGet(client, since - 1))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("had not begun");
      long future = newest + CommitTimestamp.firstOf(60_000L);
      assertThatThrownBy(() -> client.view().pinAsOf(future))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("beyond");
      assertThat(client.view().pinned()).isFalse();
      assertThat(pinAndGet(client, since)).isEqualTo(1);
      assertThat(pinAndGet(client, newest)).isEqualTo(2);
      store.dropHistory(StoreClient.KEYSPACE);
      assertThatThrownBy(() -> pinAndGet(client, since))
          .isInstanceOf(HistoryUnavailableException.class);
      client.view().pin(Freshness.WRITTEN);
      assertThat(client.get("a!")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldFindWhatThereWasOrRefuseWhenTheHistoryIsGivenUpUnderACursor(boolean onDisk) {
    try (VersionedStore store = open(onDisk);
        StoreClient client = new StoreClient(store);
        StoreClient reader = new StoreClient(store)) {
      keep(store, HOUR_MS);
      long then = client.put("a!", 1);
      client.delete("a!");
      reader.view().pinAsOf(then);
      reader
          .cursor()
          .open(
              reader.view(),
              StoreClient.key("a"),
              0,
              StoreClient.key("a").capacity(),
              StoreClient.key("b"),
              0,
              StoreClient.key("b").capacity());
      store.dropHistory(StoreClient.KEYSPACE);
      client.put("a!", 2);
      client.put("a!", 3);
      boolean found;
      try {
        found = reader.cursor().first();
      } catch (HistoryUnavailableException refused) {
        found = true;
      }
      assertThat(found).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void shouldAnswerTheSameAsOfThePresentHoweverOftenItIsAsked(boolean onDisk) throws Exception {
    try (VersionedStore store = open(onDisk);
        StoreClient reader = new StoreClient(store)) {
      keep(store, HOUR_MS);
      AtomicBoolean reading = new AtomicBoolean(true);
      long[] newest = new long[1];
      Thread writer =
          new Thread(
              () -> {
                try (StoreClient client = new StoreClient(store)) {
                  for (long i = 1; reading.get(); i++) {
                    client.writes();
                    client.addPut("a!", i);
                    newest[0] = client.commit(0, Durability.GROUP);
                  }
                }
              });
      writer.start();
      try {
        for (int i = 0; i < 20; i++) {
          long time = present(onDisk);
          long first = pinAndGet(reader, time);
          long stamp = reader.view().timestamp();
          while (store.newestTimestamp() <= Math.max(stamp, time)) {
            Thread.onSpinWait();
          }
          assertThat(pinAndGet(reader, time)).isEqualTo(first);
        }
      } finally {
        reading.set(false);
        writer.join();
      }
      long time = present(onDisk);
      assertThat(time).isGreaterThan(0);
      long last = pinAndGet(reader, newest[0]);
      assertThat(pinAndGet(reader, Math.max(time, newest[0]))).isEqualTo(last);
    }
  }

  /** The last timestamp of the millisecond of the clock that a store has. */
  private long present(boolean onDisk) {
    long millis = onDisk ? wallMs.get() : System.currentTimeMillis();
    return CommitTimestamp.lastOf(millis);
  }

  @Test
  void shouldAcknowledgeWhatIsUnderWayBeforeThePresentIsRead() {
    try (EmbeddedStore store = (EmbeddedStore) open(true);
        StoreClient client = new StoreClient(store)) {
      keep(store, HOUR_MS);
      client.put("a!", 1);
      long time = present(true);
      assertThat(pinAndGet(client, time)).isEqualTo(1);
      assertThat(client.put("a!", 2)).isGreaterThan(time);
      assertThat(pinAndGet(client, time)).isEqualTo(1);
      long ceiling = store.clock().ceiling();
      wallMs.addAndGet(HybridClock.CEILING_AHEAD_MS * 2);
      assertThat(pinAndGet(client, present(true))).isEqualTo(2);
      assertThat(store.clock().ceiling()).isGreaterThan(ceiling);
    }
  }

  private static long pinAndGet(StoreClient client, long time) {
    client.view().pinAsOf(time);
    return client.get("a!");
  }

  @Test
  void shouldExpireOldBucketsButNotUnderAPinnedView() {
    try (EmbeddedStore store = (EmbeddedStore) open(true);
        StoreClient client = new StoreClient(store);
        StoreClient reader = new StoreClient(store)) {
      keep(store, 10_000);
      HistoryExpiry expiry =
          new HistoryExpiry(store.core().history(), store.clock(), store.pipeline().ownWrites());
      long first = client.put("a!", 1);
      wallMs.addAndGet(5_000);
      client.put("a!", 2);
      reader.view().pinAsOf(first);
      assertThat(reader.get("a!")).isEqualTo(1);
      wallMs.addAndGet(20_000);
      client.put("b!", 3);
      expiry.carryOut();
      assertThat(reader.get("a!")).isEqualTo(1);
      assertThatThrownBy(() -> pinAndGet(client, first))
          .isInstanceOf(HistoryUnavailableException.class)
          .hasMessageContaining("not kept any more");
      assertThat(reader.scan("a", "z", true)).containsExactly("a!=1");
    }
  }
}
