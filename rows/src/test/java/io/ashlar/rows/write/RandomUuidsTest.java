package io.ashlar.rows.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomUuidsTest {

  /** The test vector of section 2.3.2 of RFC 8439. */
  @Test
  void shouldMakeTheBlockOfTheStandardWhenKeyIsThatOfItsExample() {
    int[] state = {
      0x61707865, 0x3320646e, 0x79622d32, 0x6b206574,
      0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c,
      0x13121110, 0x17161514, 0x1b1a1918, 0x1f1e1d1c,
      0x00000001, 0x09000000, 0x4a000000, 0x00000000
    };
    int[] block = new int[16];
    RandomUuids.block(state, block);
    assertThat(block)
        .containsExactly(
            0xe4e7f110,
            0x15593bd1,
            0x1fdd0f50,
            0xc47120a3,
            0xc7f4d1c7,
            0x0368c033,
            0x9aaa2204,
            0x4e6cd4c3,
            0x466482d2,
            0x09aa9f07,
            0x05d7c214,
            0xa2028bd9,
            0xd19c12b5,
            0xb94e16de,
            0xe883d0cb,
            0x4e3c50a2);
  }

  @Test
  void shouldMakeDistinctOnesOfVersionFourWhenManyMake() {
    RandomUuids[] makers = {new RandomUuids(), new RandomUuids(), new RandomUuids()};
    Set<UUID> all = new HashSet<>();
    int[] ones = new int[128];
    int count = 12_000;
    for (int i = 0; i < count; i++) {
      RandomUuids maker = makers[i % makers.length];
      maker.next();
      UUID uuid = new UUID(maker.high(), maker.low());
      assertThat(uuid.version()).isEqualTo(4);
      assertThat(uuid.variant()).isEqualTo(2);
      all.add(uuid);
      for (int bit = 0; bit < ones.length; bit++) {
        long half =
            bit < Long.SIZE ? uuid.getMostSignificantBits() : uuid.getLeastSignificantBits();
        ones[bit] += (int) (half >>> bit & 1);
      }
    }
    assertThat(all).hasSize(count);
    int fixed = 0;
    for (int one : ones) {
      // Twelve deviations of what is as often 1 as 0.
      boolean random = Math.abs(one - count / 2) < 660;
      fixed += random ? 0 : 1;
    }
    assertThat(fixed).as("bits of version and variant").isEqualTo(6);
  }
}
