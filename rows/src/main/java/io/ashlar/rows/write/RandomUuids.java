package io.ashlar.rows.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * Random UUIDs of version 4 that allocate nothing, which {@link SecureRandom} does for each number.
 * The bits are those of ChaCha20 (RFC 8439) under a key that {@code SecureRandom} gave: as hard to
 * guess, and made in memory that is there. After each block the key is replaced by a part of it, so
 * that who reads the memory cannot tell what was given before. One owner at a time.
 */
final class RandomUuids {

  private static final int WORDS = 16;
  private static final int KEY_WORDS = 8;
  private static final int KEY_AT = 4;
  private static final int DOUBLE_ROUNDS = 10;
  private static final int[] CONSTANTS = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};

  private static final long VERSION_MASK = 0xFFFF_FFFF_FFFF_0FFFL;
  private static final long VERSION_4 = 0x4000L;
  private static final long VARIANT_MASK = 0x3FFF_FFFF_FFFF_FFFFL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** Constants, key, and a counter and nonce that stay 0: no key makes a second block. */
  private final int[] state = new int[WORDS];

  private final int[] block = new int[WORDS];

  /** The first word of the block that was not given out; those before it are the next key. */
  private int used = WORDS;

  private boolean seeded;
  private long high;
  private long low;

  RandomUuids() {
    System.arraycopy(CONSTANTS, 0, state, 0, CONSTANTS.length);
  }

  /** Makes the next one. */
  void next() {
    if (used == WORDS) {
      refill();
    }
    high = (pair() & VERSION_MASK) | VERSION_4;
    low = (pair() & VARIANT_MASK) | VARIANT;
  }

  /** Its upper half. */
  long high() {
    return high;
  }

  /** Its lower half. */
  long low() {
    return low;
  }

  private long pair() {
    long words = Integer.toUnsignedLong(block[used]) << Integer.SIZE;
    words |= Integer.toUnsignedLong(block[used + 1]);
    block[used++] = 0;
    block[used++] = 0;
    return words;
  }

  private void refill() {
    if (!seeded) {
      byte[] key = new byte[KEY_WORDS * Integer.BYTES];
      new SecureRandom().nextBytes(key);
      ByteBuffer.wrap(key)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .get(state, KEY_AT, KEY_WORDS);
      seeded = true;
    }
    block(state, block);
    System.arraycopy(block, 0, state, KEY_AT, KEY_WORDS);
    used = KEY_WORDS;
  }

  /** The function of section 2.3 of the RFC, but that the words are not made bytes of. */
  static void block(int[] from, int[] to) {
    System.arraycopy(from, 0, to, 0, WORDS);
    for (int i = 0; i < DOUBLE_ROUNDS; i++) {
      quarter(to, 0, 4, 8, 12);
      quarter(to, 1, 5, 9, 13);
      quarter(to, 2, 6, 10, 14);
      quarter(to, 3, 7, 11, 15);
      quarter(to, 0, 5, 10, 15);
      quarter(to, 1, 6, 11, 12);
      quarter(to, 2, 7, 8, 13);
      quarter(to, 3, 4, 9, 14);
    }
    for (int i = 0; i < WORDS; i++) {
      to[i] += from[i];
    }
  }

  private static void quarter(int[] words, int a, int b, int c, int d) {
    words[a] += words[b];
    words[d] = Integer.rotateLeft(words[d] ^ words[a], 16);
    words[c] += words[d];
    words[b] = Integer.rotateLeft(words[b] ^ words[c], 12);
    words[a] += words[b];
    words[d] = Integer.rotateLeft(words[d] ^ words[a], 8);
    words[c] += words[d];
    words[b] = Integer.rotateLeft(words[b] ^ words[c], 7);
  }
}
