package io.ashlar.txn.readset;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.store.ReadVisitor;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

final class ReadSetPropertyTest {

  private static final int KEYSPACES = 3;
  private static final int NUMBERS = 200;

  /** Numbers in keyspaces 16 to 18; the number {@link #NUMBERS} is the end of the keyspace. */
  private static MutableDirectBuffer key(int keyspace, int number) {
    if (number == NUMBERS) {
      MutableDirectBuffer end = Flyweights.wrap(new byte[4]);
      end.putInt(0, 17 + keyspace, ByteOrder.BIG_ENDIAN);
      return end;
    }
    // Some keys are prefixes of others.
    MutableDirectBuffer key = Flyweights.wrap(new byte[number % 3 == 0 ? 5 : 6]);
    key.putInt(0, 16 + keyspace, ByteOrder.BIG_ENDIAN);
    key.putByte(4, (byte) (number / 3));
    if (number % 3 != 0) {
      key.putByte(5, (byte) (number % 3));
    }
    return key;
  }

  @Property(tries = 150)
  void shouldCoverExactlyWhatWasReadWithinBounds(@ForAll long seed) {
    run(seed, ReadSet.LIMIT_BYTES, 60, true);
  }

  @Property(tries = 150)
  void shouldCoverAtLeastWhatWasReadWhenCoarsened(@ForAll long seed) {
    run(seed, 150, 200, false);
  }

  private static void run(long seed, int limitBytes, int readings, boolean exact) {
    Random random = new Random(seed);
    boolean[][] ranges = new boolean[KEYSPACES][NUMBERS];
    Set<Integer> points = new HashSet<>();
    BufferPool pool = new BufferPool(1 << 20);
    try (ReadSet reads = new ReadSet(pool, limitBytes)) {
      for (int round = 0; round < 2; round++) {
        reads.begin();
        for (int i = 0; i < readings; i++) {
          read(random, reads, ranges, points);
        }
        check(reads, ranges, points, exact);
        reads.clear();
        assertThat(reads.isEmpty()).isTrue();
        points.clear();
        ranges = new boolean[KEYSPACES][NUMBERS];
      }
    }
    assertThat(pool.outstanding()).isZero();
    pool.close();
  }

  private static void read(Random random, ReadSet reads, boolean[][] ranges, Set<Integer> points) {
    int keyspace = random.nextInt(KEYSPACES);
    int from = random.nextInt(NUMBERS);
    MutableDirectBuffer lower = key(keyspace, from);
    if (random.nextInt(3) == 0) {
      reads.addPoint(KeyHash.hash(lower, 0, lower.capacity()), lower, 0, lower.capacity());
      points.add(keyspace * NUMBERS + from);
      return;
    }
    int width = random.nextInt(8) == 0 ? NUMBERS : random.nextInt(12);
    int to = Math.min(NUMBERS, from + width);
    MutableDirectBuffer upper = key(keyspace, to);
    reads.addRange(lower, 0, lower.capacity(), upper, 0, upper.capacity());
    for (int number = from; number < to; number++) {
      ranges[keyspace][number] = true;
    }
  }

  private static void check(ReadSet reads, boolean[][] ranges, Set<Integer> points, boolean exact) {
    Delivered delivered = new Delivered();
    reads.forEach(delivered);
    assertThat(delivered.points).doesNotHaveDuplicates();
    for (int keyspace = 0; keyspace < KEYSPACES; keyspace++) {
      for (int number = 0; number < NUMBERS; number++) {
        MutableDirectBuffer key = key(keyspace, number);
        boolean inRange = ranges[keyspace][number];
        boolean covered = reads.covers(key, 0, key.capacity());
        boolean pointed = delivered.points.contains(text(key, 0, key.capacity()));
        boolean wanted = points.contains(keyspace * NUMBERS + number);
        if (exact) {
          assertThat(covered).isEqualTo(inRange);
          assertThat(pointed).isEqualTo(wanted);
        } else {
          assertThat(covered || pointed || !(inRange || wanted)).isTrue();
        }
        assertThat(delivered.holds(key)).isEqualTo(covered);
      }
    }
    delivered.requireDisjoint();
  }

  @Test
  void shouldCoverBothKeyspacesWhenRangesThatTouchAreCoarsened() {
    try (BufferPool pool = new BufferPool(1 << 20);
        ReadSet reads = new ReadSet(pool, 64)) {
      reads.begin();
      for (int keyspace = 0; keyspace < 2; keyspace++) {
        MutableDirectBuffer lower = key(keyspace - 1, NUMBERS);
        MutableDirectBuffer upper = key(keyspace, NUMBERS);
        reads.addRange(lower, 0, 4, upper, 0, 4);
      }
      MutableDirectBuffer far = Flyweights.wrap(new byte[100]);
      far.putInt(0, 40, ByteOrder.BIG_ENDIAN);
      reads.addPoint(1, far, 0, 100);
      assertThat(reads.covers(key(0, 50), 0, 6)).isTrue();
      assertThat(reads.covers(key(1, 50), 0, 6)).isTrue();
      assertThat(reads.covers(key(2, 50), 0, 6)).isFalse();
      assertThat(reads.covers(far, 0, 100)).isTrue();
      assertThat(reads.covers(far, 0, 99)).isFalse();
    }
  }

  private static String text(DirectBuffer buffer, int offset, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(String.format(Locale.ROOT, "%02x", buffer.getByte(offset + i)));
    }
    return text.toString();
  }

  private static final class Delivered implements ReadVisitor {
    private final List<String> points = new ArrayList<>();
    private final List<MutableDirectBuffer[]> ranges = new ArrayList<>();

    @Override
    public void point(long hash, DirectBuffer key, int offset, int length) {
      assertThat(hash).isEqualTo(KeyHash.hash(key, offset, length));
      points.add(text(key, offset, length));
    }

    @Override
    public void range(
        DirectBuffer lower,
        int lowerOffset,
        int lowerLength,
        DirectBuffer upper,
        int upperOffset,
        int upperLength) {
      ranges.add(
          new MutableDirectBuffer[] {
            copy(lower, lowerOffset, lowerLength), copy(upper, upperOffset, upperLength)
          });
    }

    private static MutableDirectBuffer copy(DirectBuffer buffer, int offset, int length) {
      byte[] bytes = new byte[length];
      buffer.getBytes(offset, bytes);
      return Flyweights.wrap(bytes);
    }

    boolean holds(MutableDirectBuffer key) {
      return ranges.stream()
          .anyMatch(range -> compare(range[0], key) <= 0 && compare(range[1], key) > 0);
    }

    void requireDisjoint() {
      for (MutableDirectBuffer[] a : ranges) {
        assertThat(compare(a[0], a[1])).isNegative();
        for (MutableDirectBuffer[] b : ranges) {
          assertThat(a == b || compare(a[1], b[0]) <= 0 || compare(b[1], a[0]) <= 0).isTrue();
        }
      }
    }

    private static int compare(MutableDirectBuffer a, MutableDirectBuffer b) {
      return UnsignedBytes.compare(a, 0, a.capacity(), b, 0, b.capacity());
    }
  }
}
