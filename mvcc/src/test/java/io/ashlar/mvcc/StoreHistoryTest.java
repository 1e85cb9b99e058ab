package io.ashlar.mvcc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.embedded.EmbeddedStore;
import io.ashlar.mvcc.embedded.StoreOptions;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.conformance.StoreClient;
import io.ashlar.store.conformance.TestWrites;
import io.ashlar.store.memory.InMemoryStore;
import io.ashlar.transaction.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories against a model that keeps the whole state after each commit. */
final class StoreHistoryTest {

  private static final int KEYS = 12;
  private static final int STEPS = 250;
  private static final int CLIENTS = 3;
  private static final List<Durability> MODES = List.of(Durability.values());

  @Property(tries = 40)
  void shouldAgreeWithModelWhenInMemory(@ForAll long seed) {
    History history = new History(seed, new InMemoryStore());
    for (int i = 0; i < STEPS; i++) {
      history.step();
    }
    history.close();
  }

  @Property(tries = 15)
  void shouldAgreeWithModelWhenEmbeddedAndReopened(@ForAll long seed) throws IOException {
    Path directory = Files.createTempDirectory("ashlar-history");
    try {
      History history = new History(seed, open(directory));
      for (int i = 0; i < STEPS; i++) {
        if (i % 90 == 89) {
          history.close();
          history.use(open(directory));
        }
        history.step();
      }
      history.close();
    } finally {
      delete(directory);
    }
  }

  private static VersionedStore open(Path directory) {
    return EmbeddedStore.open(directory.resolve("store"), StoreOptions.defaults());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static final class History {
    private final Random random;

    /** State after the commit of each timestamp. */
    private final TreeMap<Long, NavigableMap<String, Long>> states = new TreeMap<>();

    private final Map<String, Long> lastChanges = new HashMap<>();
    private final List<StoreClient> clients = new ArrayList<>();
    private VersionedStore store;

    History(long seed, VersionedStore first) {
      random = new Random(seed);
      states.put(0L, new TreeMap<>());
      use(first);
    }

    void use(VersionedStore opened) {
      store = opened;
      assertThat(store.newestTimestamp()).isGreaterThanOrEqualTo(states.lastKey());
      for (int i = 0; i < CLIENTS; i++) {
        StoreClient client = new StoreClient(store);
        client.pin();
        clients.add(client);
      }
    }

    void close() {
      clients.forEach(StoreClient::close);
      clients.clear();
      store.close();
    }

    void step() {
      StoreClient client = clients.get(random.nextInt(CLIENTS));
      switch (random.nextInt(6)) {
        case 0 -> client.pin();
        case 1, 2 -> commit(client);
        case 3 -> scan(client);
        case 4 -> seek(client);
        default -> get(client);
      }
    }

    private String anyKey() {
      return "k" + (char) ('a' + random.nextInt(KEYS));
    }

    private NavigableMap<String, Long> seenBy(StoreClient client) {
      return states.floorEntry(client.view().timestamp()).getValue();
    }

    private void get(StoreClient client) {
      String key = anyKey();
      assertThat(client.get(key)).isEqualTo(seenBy(client).getOrDefault(key, StoreClient.NONE));
      long view = client.view().timestamp();
      assertThat(client.changedSince(key, view))
          .isEqualTo(lastChanges.getOrDefault(key, 0L) > view);
    }

    private void scan(StoreClient client) {
      String lower = anyKey();
      String upper = anyKey();
      List<String> expected = new ArrayList<>();
      if (lower.compareTo(upper) < 0) {
        seenBy(client).subMap(lower, upper).forEach((k, v) -> expected.add(k + "=" + v));
      }
      assertThat(client.scan(lower, upper, true)).isEqualTo(expected);
      Collections.reverse(expected);
      assertThat(client.scan(lower, upper, false)).isEqualTo(expected);
    }

    private void seek(StoreClient client) {
      client.open("kb", "kj");
      NavigableMap<String, Long> range = seenBy(client).subMap("kb", true, "kj", false);
      for (int i = 0; i < 4; i++) {
        String key = anyKey();
        var sought = StoreClient.key(key);
        boolean forward = random.nextBoolean();
        boolean found =
            forward
                ? client.cursor().seek(sought, 0, sought.capacity())
                : client.cursor().seekBefore(sought, 0, sought.capacity());
        var expected = forward ? range.ceilingEntry(key) : range.lowerEntry(key);
        while (expected != null && found) {
          assertThat(client.current()).isEqualTo(expected.getKey() + "=" + expected.getValue());
          boolean next = random.nextBoolean();
          found = next ? client.cursor().next() : client.cursor().previous();
          expected =
              next ? range.higherEntry(expected.getKey()) : range.lowerEntry(expected.getKey());
        }
        assertThat(found).isEqualTo(expected != null);
      }
      client.cursor().release();
    }

    private void commit(StoreClient client) {
      long view = client.view().timestamp();
      NavigableMap<String, Long> after = new TreeMap<>(states.lastEntry().getValue());
      Map<String, Boolean> touched = new TreeMap<>();
      boolean conflict = false;
      TestWrites writes = client.writes();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String key = anyKey();
        if (touched.containsKey(key)) {
          continue;
        }
        conflict |= lastChanges.getOrDefault(key, 0L) > view;
        touched.put(key, addEntry(writes, key, view, after));
      }
      try {
        long timestamp = client.commit(view, MODES.get(random.nextInt(MODES.size())));
        if (conflict) {
          fail("a conflict was not found");
        }
        apply(timestamp, view, touched, after);
      } catch (WriteConflictException e) {
        assertThat(conflict).isTrue();
      }
    }

    /** Whether the entry changes the key. */
    private boolean addEntry(
        TestWrites writes, String key, long view, NavigableMap<String, Long> after) {
      switch (random.nextInt(4)) {
        case 0 -> writes.check(StoreClient.key(key), view);
        case 1 -> {
          writes.delete(StoreClient.key(key), view);
          after.remove(key);
          return true;
        }
        default -> {
          long payload = random.nextLong() >>> 1;
          writes.put(StoreClient.key(key), payload, 8 + random.nextInt(300), view);
          after.put(key, payload);
          return true;
        }
      }
      return false;
    }

    private void apply(
        long timestamp, long view, Map<String, Boolean> touched, NavigableMap<String, Long> after) {
      if (!touched.containsValue(true)) {
        assertThat(timestamp).isEqualTo(view);
        return;
      }
      assertThat(timestamp).isGreaterThan(states.lastKey()).isEqualTo(store.newestTimestamp());
      states.put(timestamp, after);
      touched.forEach(
          (key, changed) -> {
            if (changed) {
              lastChanges.put(key, timestamp);
            }
          });
    }
  }
}
