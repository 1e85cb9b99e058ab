package io.ashlar.rows.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.agrona.DirectBuffer;

/** Whatever fits into memory, entries come back in order, and equal keys as they came. */
class EntrySorterPropertyTest {

  private static final class Entry {

    private final byte[] key;
    private final byte[] value;
    private final long number;

    Entry(byte[] key, byte[] value, long number) {
      this.key = key;
      this.value = value;
      this.number = number;
    }

    byte[] key() {
      return key;
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void shouldGiveAllEntriesBackInOrder(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    Path directory = Files.createTempDirectory("sorter");
    List<Entry> entries = entries(random);
    try (BufferPool pool = new BufferPool(0)) {
      try (EntrySorter sorter = new EntrySorter(pool, directory, "t", 1 << 16)) {
        for (Entry entry : entries) {
          // Somewhere in a larger buffer.
          DirectBuffer key = Flyweights.wrap(padded(entry.key));
          DirectBuffer value = Flyweights.wrap(padded(entry.value));
          sorter.add(key, 3, entry.key.length, value, 3, entry.value.length, entry.number);
        }
        entries.sort(Comparator.comparing(Entry::key, Arrays::compareUnsigned));
        try (SortedEntries sorted = sorter.sorted()) {
          for (Entry expected : entries) {
            assertThat(sorted.next()).isTrue();
            assertThat(sorted.number()).isEqualTo(expected.number);
            assertThat(bytes(sorted.buffer(), sorted.keyOffset(), sorted.keyLength()))
                .isEqualTo(expected.key);
            assertThat(bytes(sorted.buffer(), sorted.valueOffset(), sorted.valueLength()))
                .isEqualTo(expected.value);
          }
          assertThat(sorted.next()).isFalse();
        }
      }
      assertThat(pool.outstanding()).isZero();
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    } finally {
      Files.delete(directory);
    }
  }

  /** Few and many; of a few keys and of many; already in order, and in none. */
  private static List<Entry> entries(Random random) {
    int count = random.nextInt(4) == 0 ? random.nextInt(12) : random.nextInt(4_000);
    int most =
        random.nextInt(20) == 0 ? 80_000 : 1 + random.nextInt(random.nextBoolean() ? 40 : 2_000);
    int alphabet = 1 + random.nextInt(random.nextBoolean() ? 3 : 256);
    int keyBytes = 1 + random.nextInt(24);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] key = new byte[random.nextInt(keyBytes)];
      for (int b = 0; b < key.length; b++) {
        key[b] = (byte) (random.nextInt(alphabet) * 17);
      }
      byte[] value = new byte[random.nextInt(most)];
      random.nextBytes(value);
      entries.add(new Entry(key, value, i));
    }
    if (random.nextInt(4) == 0) {
      entries.sort(Comparator.comparing(Entry::key, Arrays::compareUnsigned));
    }
    return entries;
  }

  private static byte[] padded(byte[] bytes) {
    byte[] padded = new byte[bytes.length + 7];
    System.arraycopy(bytes, 0, padded, 3, bytes.length);
    return padded;
  }

  private static byte[] bytes(DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return bytes;
  }
}
