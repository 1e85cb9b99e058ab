package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.log.FaultyLog;
import io.ashlar.store.Freshness;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read through pages, with no memory for them, hardly any, and much, against a model. */
final class ResidentRangesTest {

  private static final long[] BUDGETS = {0, 3 * 8192, 20 * 8192, 8 << 20};
  private static final int KEYS = 400;
  private static final Freshness[] STATES = Freshness.values();

  @TempDir private Path directory;

  private static StoreOptions options(long budget) {
    return StoreOptions.builder().residentBytes(budget).build();
  }

  /** Of several lengths, some with much in common. */
  private static String key(int number) {
    return number % 7 == 0
        ? "k" + "x".repeat(20 + number % 30) + String.format("%04d", number)
        : String.format("k%04d", number);
  }

  private static int payload(Random random) {
    return random.nextInt(40) == 0 ? 3_000 : 8 + random.nextInt(120);
  }

  /** The state of the store at a view. */
  private record Pinned(StoreClient client, NavigableMap<String, Long> rows) {}

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void shouldReadAtEachViewWhatWasCommittedUpToIt(@ForAll long seed) throws IOException {
    Path place = Files.createTempDirectory("resident");
    Random random = new Random(seed);
    try (EmbeddedStore store =
            EmbeddedStore.open(
                place.resolve("store"), options(BUDGETS[random.nextInt(BUDGETS.length)]));
        StoreClient writer = new StoreClient(store)) {
      run(store, writer, random);
    } finally {
      delete(place);
    }
  }

  private static void run(EmbeddedStore store, StoreClient writer, Random random) {
    NavigableMap<String, Long> rows = new TreeMap<>();
    List<Pinned> views = new ArrayList<>();
    long payload = 0;
    int hot = 1 + random.nextInt(KEYS);
    for (int i = 0; i < 400; i++) {
      if (random.nextInt(3) == 0) {
        TestWrites writes = writer.writes();
        TreeMap<String, Boolean> once = new TreeMap<>();
        for (int n = random.nextInt(random.nextInt(8) == 0 ? 60 : 6); n >= 0; n--) {
          String key = key(random.nextInt(random.nextBoolean() ? hot : KEYS));
          if (once.put(key, true) != null) {
            continue;
          }
          if (random.nextInt(4) == 0) {
            writes.delete(StoreClient.key(key), Long.MAX_VALUE);
            rows.remove(key);
          } else {
            writes.put(StoreClient.key(key), ++payload, payload(random), Long.MAX_VALUE);
            rows.put(key, payload);
          }
        }
        writer.commit(0, Durability.NONE);
      }
      if (views.size() < 4 && random.nextInt(6) == 0) {
        StoreClient client = new StoreClient(store);
        client.view().pin(Freshness.WRITTEN);
        views.add(new Pinned(client, new TreeMap<>(rows)));
      }
      if (!views.isEmpty()) {
        Pinned pinned = views.get(random.nextInt(views.size()));
        ask(pinned, random);
        if (random.nextInt(25) == 0) {
          views.remove(pinned);
          pinned.client.close();
        }
      }
    }
    views.forEach(pinned -> pinned.client.close());
  }

  private static void ask(Pinned pinned, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        for (int i = 0; i < 20; i++) {
          String key = key(random.nextInt(KEYS + 10));
          Long found = pinned.rows.get(key);
          assertThat(pinned.client.get(key)).isEqualTo(found == null ? StoreClient.NONE : found);
        }
      }
      case 1 -> scan(pinned, random, true);
      case 2 -> scan(pinned, random, false);
      default -> wander(pinned, random);
    }
  }

  private static void scan(Pinned pinned, Random random, boolean forward) {
    String[] bounds = bounds(random);
    NavigableMap<String, Long> range = pinned.rows.subMap(bounds[0], true, bounds[1], false);
    List<String> expected = new ArrayList<>();
    (forward ? range : range.descendingMap()).forEach((k, v) -> expected.add(k + "=" + v));
    assertThat(pinned.client.scan(bounds[0], bounds[1], forward)).isEqualTo(expected);
  }

  private static String[] bounds(Random random) {
    if (random.nextInt(4) == 0) {
      return new String[] {"", "z"};
    }
    String a = key(random.nextInt(KEYS));
    String b = key(random.nextInt(KEYS));
    return a.compareTo(b) <= 0 ? new String[] {a, b} : new String[] {b, a};
  }

  /** Moves to and fro. */
  private static void wander(Pinned pinned, Random random) {
    String[] bounds = bounds(random);
    NavigableMap<String, Long> range = pinned.rows.subMap(bounds[0], true, bounds[1], false);
    StoreClient client = pinned.client;
    client.open(bounds[0], bounds[1]);
    StoreCursor cursor = client.cursor();
    Map.Entry<String, Long> at = null;
    for (int i = 0; i < 60; i++) {
      boolean found;
      int move = at == null ? random.nextInt(4) : random.nextInt(12);
      String key = key(random.nextInt(KEYS));
      if (move == 0) {
        found = cursor.first();
        at = range.firstEntry();
      } else if (move == 1) {
        found = cursor.last();
        at = range.lastEntry();
      } else if (move == 2) {
        found = client.seek(key);
        at = range.ceilingEntry(key);
      } else if (move == 3) {
        found = client.seekBefore(key);
        at = range.lowerEntry(key);
      } else if (move < 8) {
        found = cursor.next();
        at = range.higherEntry(at.getKey());
      } else {
        found = cursor.previous();
        at = range.lowerEntry(at.getKey());
      }
      assertThat(found).isEqualTo(at != null);
      if (found) {
        assertThat(client.current()).isEqualTo(at.getKey() + "=" + at.getValue());
      }
    }
    cursor.release();
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path path : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3 * 8192, 40 * 8192, 8 << 20})
  void shouldKeepEachSumWhenRowsAreMovedAndReadAtOnce(long budget) throws Exception {
    int accounts = 300;
    AtomicBoolean done = new AtomicBoolean();
    try (EmbeddedStore store =
        EmbeddedStore.open(directory.resolve("s" + budget), options(budget))) {
      try (StoreClient client = new StoreClient(store)) {
        TestWrites writes = client.writes();
        for (int i = 0; i < accounts; i++) {
          writes.put(StoreClient.key(key(i)), 1_000, 60, Long.MAX_VALUE);
        }
        client.commit(0, Durability.NONE);
      }
      ExecutorService executor = Executors.newFixedThreadPool(5);
      List<Future<?>> writers = new ArrayList<>();
      List<Future<?>> readers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int seed = i;
        writers.add(executor.submit(() -> move(store, accounts, seed)));
      }
      for (int i = 0; i < 3; i++) {
        int seed = i;
        readers.add(executor.submit(() -> sum(store, accounts, seed, done)));
      }
      try {
        for (Future<?> writer : writers) {
          writer.get(200, TimeUnit.SECONDS);
        }
      } finally {
        done.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get(60, TimeUnit.SECONDS);
      }
      executor.shutdown();
    }
  }

  private static void move(EmbeddedStore store, int accounts, int seed) {
    Random random = new Random(seed);
    int refused = 0;
    try (StoreClient client = new StoreClient(store)) {
      for (int i = 0; i < 4_000; i++) {
        long view = client.pin();
        String from = key(random.nextInt(accounts));
        String to = key(random.nextInt(accounts));
        long left = client.get(from);
        long right = client.get(to);
        client.view().release();
        if (from.equals(to)) {
          continue;
        }
        // An account that is empty is not there.
        TestWrites writes = client.writes();
        long have = left == StoreClient.NONE ? 0 : left;
        long moved = random.nextInt(3) == 0 ? have : Math.min(have, random.nextInt(100));
        put(writes, from, have - moved, view, random);
        put(writes, to, (right == StoreClient.NONE ? 0 : right) + moved, view, random);
        try {
          client.commit(view, i % 100 == 0 ? Durability.GROUP : Durability.NONE);
        } catch (WriteConflictException e) {
          refused++;
        }
      }
    }
    assertThat(refused).isLessThan(3_000);
  }

  private static void put(TestWrites writes, String key, long amount, long view, Random random) {
    if (amount == 0) {
      writes.delete(StoreClient.key(key), view);
    } else {
      writes.put(StoreClient.key(key), amount, 8 + random.nextInt(100), view);
    }
  }

  private static void sum(EmbeddedStore store, int accounts, int seed, AtomicBoolean done) {
    Random random = new Random(-seed);
    try (StoreClient client = new StoreClient(store)) {
      int rounds = 0;
      while (!done.get() || rounds < 10) {
        rounds++;
        client.view().pin(STATES[random.nextInt(STATES.length)]);
        for (int i = random.nextInt(3); i >= 0; i--) {
          long sum = 0;
          if (random.nextInt(4) == 0) {
            for (int account = 0; account < accounts; account++) {
              long amount = client.get(key(account));
              sum += amount == StoreClient.NONE ? 0 : amount;
            }
          } else {
            for (String row : client.scan("", "z", random.nextBoolean())) {
              sum += Long.parseLong(row.substring(row.indexOf('=') + 1));
            }
          }
          assertThat(sum).isIn(0L, 1_000L * accounts);
        }
        client.view().release();
      }
    }
  }

  @Test
  void shouldNotShowWhatTheLogHasRefused() {
    AtomicReference<FaultyLog> log = new AtomicReference<>();
    try (EmbeddedStore store =
            StoreOpener.open(
                directory.resolve("f"),
                options(1 << 20),
                System::currentTimeMillis,
                device -> {
                  log.set(new FaultyLog(device));
                  return log.get();
                });
        StoreClient client = new StoreClient(store)) {
      client.put("a", 1);
      client.put("b", 1);
      client.pin();
      assertThat(client.scan("", "z", true)).containsExactly("a=1", "b=1");
      log.get().full = true;
      assertThatThrownBy(() -> client.put("a", 2)).isInstanceOf(OutOfSpaceException.class);
      assertThatThrownBy(() -> client.delete("b")).isInstanceOf(OutOfSpaceException.class);
      log.get().full = false;
      client.put("c", 3);
      client.pin();
      assertThat(client.get("a")).isEqualTo(1);
      assertThat(client.scan("", "z", true)).containsExactly("a=1", "b=1", "c=3");
    }
  }

  @Test
  void shouldNotFillAPageFromAStateThatLacksWhatWasToldBefore() throws Exception {
    AtomicReference<FaultyLog> log = new AtomicReference<>();
    try (EmbeddedStore store =
            StoreOpener.open(
                directory.resolve("g"),
                options(1 << 20),
                System::currentTimeMillis,
                device -> {
                  log.set(new FaultyLog(device));
                  return log.get();
                });
        StoreClient client = new StoreClient(store);
        StoreClient other = new StoreClient(store)) {
      client.put("a", 1);
      // The keyspace is known from here on, and has no page.
      store.core().resident().endDrop(StoreClient.KEYSPACE);
      CountDownLatch gate = new CountDownLatch(1);
      log.get().writeGate = gate;
      Thread committing = new Thread(() -> other.put("a", 2));
      committing.start();
      while (log.get().writesWaiting.get() == 0) {
        Thread.onSpinWait();
      }
      client.pin();
      assertThat(client.get("a")).isEqualTo(1);
      log.get().writeGate = null;
      gate.countDown();
      committing.join();
      client.pin();
      assertThat(client.get("a")).isEqualTo(2);
    }
  }

  @Test
  void shouldTakeNoMoreThanItsBudget() {
    long budget = 20 * 8192;
    try (EmbeddedStore store = EmbeddedStore.open(directory.resolve("b"), options(budget));
        StoreClient client = new StoreClient(store)) {
      for (int i = 0; i < 20; i++) {
        TestWrites writes = client.writes();
        for (int k = 0; k < 500; k++) {
          writes.put(StoreClient.key(String.format("b%06d", i * 500 + k)), k, 200, Long.MAX_VALUE);
        }
        client.commit(0, Durability.NONE);
      }
      client.pin();
      assertThat(client.scan("", "z", true)).hasSize(10_000);
      assertThat(store.core().resident().bytes()).isPositive().isLessThanOrEqualTo(budget);
    }
  }
}
