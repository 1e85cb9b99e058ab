package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.MutableDirectBuffer;
import org.agrona.collections.LongHashSet;
import org.junit.jupiter.api.Test;

class KeyHashTest {

  @Property
  void shouldNotDependOnWhereBytesAreStored(@ForAll @Size(max = 40) byte[] key) {
    MutableDirectBuffer direct = Flyweights.wrap(ByteBuffer.allocateDirect(64));
    direct.putBytes(7, key);
    assertThat(KeyHash.hash(direct, 7, key.length)).isEqualTo(hash(key));
  }

  @Property
  void shouldFlipAboutHalfOfTheBitsWhenOneBitFlips(@ForAll @Size(min = 1, max = 40) byte[] key) {
    long hash = hash(key);
    int flips = 0;
    for (int bit = 0; bit < key.length * 8; bit++) {
      byte[] other = key.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      int distance = Long.bitCount(hash ^ hash(other));
      assertThat(distance).isBetween(6, 58);
      flips += distance;
    }
    assertThat(flips / (key.length * 8.0)).isBetween(26.0, 38.0);
  }

  @Test
  void shouldTellLengthsOfZerosApart() {
    LongHashSet hashes = new LongHashSet();
    for (int length = 0; length < 200; length++) {
      hashes.add(hash(new byte[length]));
    }
    assertThat(hashes.size()).isEqualTo(200);
  }

  @Test
  void shouldSpreadSequentialKeysEvenlyOverStripes() {
    int[] stripes = new int[256];
    LongHashSet hashes = new LongHashSet();
    KeyEncoder encoder = new KeyEncoder();
    int keys = 256 * 400;
    for (int i = 0; i < keys; i++) {
      encoder.reset(12).putLong(i, false);
      long hash = KeyHash.hash(encoder.buffer(), 0, encoder.length());
      hashes.add(hash);
      stripes[(int) hash & 255]++;
    }
    assertThat(hashes.size()).isEqualTo(keys);
    assertThat(Arrays.stream(stripes).min().orElseThrow()).isGreaterThan(300);
    assertThat(Arrays.stream(stripes).max().orElseThrow()).isLessThan(500);
  }

  private static long hash(byte[] key) {
    return KeyHash.hash(Flyweights.wrap(key), 0, key.length);
  }
}
