package io.ashlar.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One pooled iterator, reset thousands of times onto random states and ranges over data in several
 * table files, against sorted maps. A bound that RocksDB remembers from an earlier range would show
 * as missing or surplus rows.
 */
class CursorModelTest {

  private static final int KEYS = 4_000;

  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldMatchSortedMapWhenResetAgainAndAgain(long seed) {
    Random random = new Random(seed);
    List<EngineSnapshot> snapshots = new ArrayList<>();
    List<NavigableMap<String, String>> states = new ArrayList<>();
    NavigableMap<String, String> newest = new TreeMap<>();
    try (StoreFixture store = new StoreFixture(temp)) {
      for (int round = 0; round < 5; round++) {
        change(store, random, newest);
        snapshots.add(store.engine.openSnapshot());
        states.add(new TreeMap<>(newest));
        if (random.nextBoolean()) {
          store.engine.flush();
        }
      }
      snapshots.add(null);
      states.add(newest);
      try (EngineCursor cursor = store.engine.acquireCursor(Family.DATA)) {
        for (int turn = 0; turn < 1_500; turn++) {
          // Mostly the same state as before, so that the iterator is not rebuilt.
          int state = turn % 50 == 0 ? random.nextInt(states.size()) : states.size() - 1;
          compare(cursor, random, snapshots.get(state), states.get(state), "turn " + turn);
        }
      }
    }
  }

  private static void compare(
      EngineCursor cursor,
      Random random,
      EngineSnapshot snapshot,
      NavigableMap<String, String> state,
      String turn) {
    String lower = random.nextInt(4) == 0 ? null : key(random);
    String upper = random.nextInt(4) == 0 ? null : key(random);
    if (lower != null && upper != null && lower.compareTo(upper) > 0) {
      String swap = lower;
      lower = upper;
      upper = swap;
    }
    NavigableMap<String, String> range = state;
    range = lower == null ? range : range.tailMap(lower, true);
    range = upper == null ? range : range.headMap(upper, false);
    StoreFixture.reset(cursor, snapshot, lower, upper);
    String bounds = turn + " [" + lower + ", " + upper + ")";
    switch (random.nextInt(8)) {
      case 0 -> assertThat(StoreFixture.forward(cursor)).as(bounds).isEqualTo(rows(range));
      case 1 -> {
        List<String> reversed = rows(range);
        Collections.reverse(reversed);
        assertThat(StoreFixture.backward(cursor)).as(bounds).isEqualTo(reversed);
      }
      default -> walk(cursor, random, range, bounds);
    }
  }

  private static void walk(
      EngineCursor cursor, Random random, NavigableMap<String, String> range, String bounds) {
    String sought = key(random);
    boolean before = random.nextBoolean();
    String at = before ? range.lowerKey(sought) : range.ceilingKey(sought);
    boolean found =
        before ? StoreFixture.seekBefore(cursor, sought) : StoreFixture.seek(cursor, sought);
    for (int step = 0; ; step++) {
      String where = bounds + " from " + sought + " step " + step;
      assertThat(found).as(where).isEqualTo(at != null);
      if (at == null || step == 60) {
        return;
      }
      assertThat(StoreFixture.key(cursor)).as(where).isEqualTo(at);
      assertThat(StoreFixture.value(cursor)).as(where).isEqualTo(range.get(at));
      boolean up = random.nextInt(8) == 0 ? before : !before;
      at = up ? range.higherKey(at) : range.lowerKey(at);
      found = up ? cursor.next() : cursor.prev();
    }
  }

  private static void change(StoreFixture store, Random random, Map<String, String> newest) {
    try (EngineBatch batch = store.engine.newBatch()) {
      for (int i = 0; i < KEYS / 2; i++) {
        String key = key(random);
        if (random.nextInt(5) == 0) {
          StoreFixture.delete(batch, key);
          newest.remove(key);
        } else {
          String value = key + "/" + random.nextInt();
          StoreFixture.put(batch, key, value);
          newest.put(key, value);
        }
      }
      store.engine.write(batch);
    }
  }

  private static List<String> rows(NavigableMap<String, String> range) {
    List<String> rows = new ArrayList<>();
    range.forEach((key, value) -> rows.add(key + "=" + value));
    return rows;
  }

  /** Of various lengths, many of them prefixes of others. */
  private static String key(Random random) {
    String digits = Integer.toString(random.nextInt(KEYS), 8);
    return digits.substring(0, 1 + random.nextInt(digits.length())) + "x".repeat(random.nextInt(3));
  }
}
