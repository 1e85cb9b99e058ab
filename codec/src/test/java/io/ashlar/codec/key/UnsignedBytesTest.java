package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.agrona.DirectBuffer;

/** Byte strings at any place of their buffers, beside those of the JDK. */
class UnsignedBytesTest {

  @Property
  void shouldCompareAsTheJdkDoes(
      @ForAll @Size(max = 40) byte[] a,
      @ForAll @Size(max = 40) byte[] b,
      @ForAll @IntRange(max = 9) int aOffset,
      @ForAll @IntRange(max = 9) int bOffset) {
    DirectBuffer first = moved(a, aOffset);
    DirectBuffer second = moved(b, bOffset);
    assertThat(
            Integer.signum(
                UnsignedBytes.compare(first, aOffset, a.length, second, bOffset, b.length)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a, b)));
    assertThat(UnsignedBytes.equal(first, aOffset, a.length, second, bOffset, b.length))
        .isEqualTo(Arrays.equals(a, b));
  }

  @Property
  void shouldSeeEachBitThatDiffers(
      @ForAll @Size(min = 1, max = 40) byte[] bytes,
      @ForAll @IntRange(max = 319) int bit,
      @ForAll @IntRange(max = 9) int offset) {
    byte[] other = bytes.clone();
    other[bit / Byte.SIZE % other.length] ^= (byte) (1 << bit % Byte.SIZE);
    DirectBuffer first = moved(bytes, offset);
    DirectBuffer second = moved(other, 0);
    int length = bytes.length;
    assertThat(UnsignedBytes.equal(first, offset, length, second, 0, length)).isFalse();
    assertThat(UnsignedBytes.equal(first, offset, length, moved(bytes, 0), 0, length)).isTrue();
    assertThat(UnsignedBytes.startsWith(first, offset, length, second, length)).isFalse();
  }

  private static DirectBuffer moved(byte[] bytes, int offset) {
    byte[] all = new byte[offset + bytes.length];
    Arrays.fill(all, (byte) 0x5A);
    System.arraycopy(bytes, 0, all, offset, bytes.length);
    return Flyweights.wrap(all);
  }
}
