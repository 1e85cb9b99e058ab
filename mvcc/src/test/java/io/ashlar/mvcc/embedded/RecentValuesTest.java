package io.ashlar.mvcc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.window.RecentCommits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

final class RecentValuesTest {

  private static final long FLOOR = 1_000;
  private static final int KEYS = 40;
  private static final int KEY_BYTES = 13;

  private static MutableDirectBuffer key(int number) {
    MutableDirectBuffer key = Flyweights.wrap(new byte[KEY_BYTES]);
    key.putInt(0, 7);
    key.putLong(5, number);
    return key;
  }

  private static long hash(MutableDirectBuffer key) {
    return KeyHash.hash(key, 0, KEY_BYTES);
  }

  /** Content follows from key and timestamp, its length too. */
  private static MutableDirectBuffer value(int number, long timestamp) {
    int length = 16 + (int) ((number + timestamp) % 400);
    MutableDirectBuffer value = Flyweights.wrap(new byte[length]);
    for (int i = 0; i < length; i++) {
      value.putByte(i, (byte) (number + timestamp * 7 + i));
    }
    return value;
  }

  private static void commit(
      RecentCommits window, RecentValues values, int number, long timestamp) {
    MutableDirectBuffer key = key(number);
    MutableDirectBuffer value = value(number, timestamp);
    values.put(
        null, Family.DATA, hash(key), timestamp, key, 0, KEY_BYTES, value, 0, value.capacity());
    window.record(hash(key), timestamp, timestamp - 200);
  }

  @Property(tries = 100)
  void shouldAnswerOnlyWithTheValueOfTheView(@ForAll long seed) {
    Random random = new Random(seed);
    RecentCommits window = new RecentCommits(1_024, FLOOR);
    RecentValues values = new RecentValues(window);
    List<TreeMap<Long, Boolean>> model = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      model.add(new TreeMap<>());
    }
    long timestamp = FLOOR;
    int known = 0;
    try (BufferPool pool = new BufferPool(0);
        PooledBuffer into = pool.acquire(16)) {
      for (int i = 0; i < 2_000; i++) {
        timestamp++;
        int number = random.nextInt(1 + random.nextInt(KEYS));
        switch (random.nextInt(10)) {
          case 0 -> {
            window.record(hash(key(number)), timestamp, timestamp - 200);
            model.get(number).put(timestamp, false);
          }
          // Offered and never committed: the write to the log was refused.
          case 1 -> {
            MutableDirectBuffer value = value(number, timestamp);
            MutableDirectBuffer key = key(number);
            values.put(
                null,
                Family.DATA,
                hash(key),
                timestamp,
                key,
                0,
                KEY_BYTES,
                value,
                0,
                value.capacity());
          }
          default -> {
            commit(window, values, number, timestamp);
            model.get(number).put(timestamp, true);
          }
        }
        int asked = random.nextInt(KEYS);
        long view = timestamp - random.nextInt(50);
        MutableDirectBuffer key = key(asked);
        int length = values.read(hash(key), key, 0, KEY_BYTES, view, into);
        if (length != RecentValues.UNKNOWN) {
          known++;
          Map.Entry<Long, Boolean> newest = model.get(asked).floorEntry(view);
          assertThat(newest.getValue()).as("a deleted key is not answered").isTrue();
          MutableDirectBuffer expected = value(asked, newest.getKey());
          assertThat(Flyweights.wrap(into.buffer(), 0, length)).isEqualTo(expected);
        }
      }
    }
    assertThat(known).isPositive();
  }

  @Test
  void shouldNotAnswerWithTornValuesWhileTheyAreReplaced() throws Exception {
    RecentCommits window = new RecentCommits(1_024, FLOOR);
    RecentValues values = new RecentValues(window);
    AtomicLong published = new AtomicLong(FLOOR);
    Thread writer =
        new Thread(
            () -> {
              for (long timestamp = FLOOR + 1; timestamp <= FLOOR + 300_000; timestamp++) {
                commit(window, values, 1, timestamp);
                published.set(timestamp);
              }
            });
    writer.start();
    MutableDirectBuffer key = key(1);
    int known = 0;
    try (BufferPool pool = new BufferPool(0);
        PooledBuffer into = pool.acquire(16)) {
      while (writer.isAlive()) {
        long view = published.get();
        int length = values.read(hash(key), key, 0, KEY_BYTES, view, into);
        if (length != RecentValues.UNKNOWN) {
          known++;
          assertThat(Flyweights.wrap(into.buffer(), 0, length)).isEqualTo(value(1, view));
        }
      }
    }
    writer.join();
    assertThat(known).isPositive();
  }
}
