package io.ashlar.codec.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.codec.memory.Flyweights;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

class KeyRangesTest {

  @Provide
  Arbitrary<byte[]> keys() {
    Arbitrary<Byte> bytes =
        Arbitraries.oneOf(Arbitraries.of((byte) 0, (byte) 0xFF, (byte) 0xFE), Arbitraries.bytes());
    return bytes.array(byte[].class).ofMaxSize(5);
  }

  @Property(tries = 10_000)
  void shouldBoundExactlyTheKeysWithThePrefix(
      @ForAll("keys") byte[] prefix, @ForAll("keys") byte[] key) {
    byte[] bound = prefixSuccessor(prefix);
    boolean within =
        Arrays.compareUnsigned(key, prefix) >= 0
            && (bound == null || Arrays.compareUnsigned(key, bound) < 0);
    boolean hasPrefix =
        key.length >= prefix.length
            && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    assertThat(within).isEqualTo(hasPrefix);
  }

  @Property(tries = 5_000)
  void shouldContainTheLongestContinuationAndEndBeforeTheBound(@ForAll("keys") byte[] prefix) {
    byte[] longest = Arrays.copyOf(prefix, prefix.length + 20);
    Arrays.fill(longest, prefix.length, longest.length, (byte) 0xFF);
    byte[] bound = prefixSuccessor(prefix);
    if (bound != null) {
      assertThat(Arrays.compareUnsigned(longest, bound)).isNegative();
      assertThat(bound.length).isLessThanOrEqualTo(prefix.length);
    }
  }

  @Property
  void shouldLeaveNoKeyBetweenAKeyAndItsSuccessor(
      @ForAll("keys") byte[] key, @ForAll("keys") byte[] other) {
    MutableDirectBuffer target = Flyweights.wrap(new byte[key.length + 1]);
    int length = KeyRanges.successor(Flyweights.wrap(key), 0, key.length, target);
    byte[] successor = Arrays.copyOf(target.byteArray(), length);
    assertThat(Arrays.compareUnsigned(key, successor)).isNegative();
    assertThat(Arrays.compareUnsigned(other, key) <= 0)
        .isEqualTo(Arrays.compareUnsigned(other, successor) < 0);
  }

  @Test
  void shouldHaveNoSuccessorWhenPrefixIsAllOnesOrEmpty() {
    assertThat(prefixSuccessor(new byte[0])).isNull();
    assertThat(prefixSuccessor(new byte[] {-1, -1})).isNull();
    assertThat(prefixSuccessor(new byte[] {1, -1, -1})).containsExactly(2);
  }

  @Test
  void shouldWorkInPlaceWhenTargetIsTheSource() {
    MutableDirectBuffer buffer = Flyweights.wrap(new byte[] {1, 2, -1});
    assertThat(KeyRanges.prefixSuccessor(buffer, 0, 3, buffer)).isEqualTo(2);
    assertThat(buffer.byteArray()).startsWith(1, 3);
  }

  private static byte[] prefixSuccessor(byte[] prefix) {
    MutableDirectBuffer target = Flyweights.wrap(new byte[prefix.length]);
    int length = KeyRanges.prefixSuccessor(Flyweights.wrap(prefix), 0, prefix.length, target);
    return length == KeyRanges.UNBOUNDED ? null : Arrays.copyOf(target.byteArray(), length);
  }
}
