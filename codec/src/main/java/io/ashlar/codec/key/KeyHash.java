package io.ashlar.codec.key;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A 64-bit hash of keys for tables in memory; never stored on disk, so it may change.
 *
 * <p>The round and the finish are those of xxHash64 for short inputs. Every round is a bijection of
 * the state for a given word and of the word for a given state, so two keys of one length that
 * differ in a single word never collide. Unseeded: a table that strangers can fill has to bear
 * collisions.
 */
public final class KeyHash {

  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private KeyHash() {}

  /**
   * Hashes bytes. Does not allocate; thread-safe.
   *
   * @param key holds the bytes
   * @param offset the first byte
   * @param length how many bytes
   * @return the hash; equal bytes have equal hashes, wherever they are stored
   */
  public static long hash(DirectBuffer key, int offset, int length) {
    long state = PRIME_5 + length;
    int end = offset + length;
    int at = offset;
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      state = round(state, key.getLong(at, ByteOrder.LITTLE_ENDIAN));
    }
    long tail = 0;
    for (int shift = 0; at < end; at++, shift += Byte.SIZE) {
      tail |= (key.getByte(at) & 0xFFL) << shift;
    }
    // The length tells a tail of zeros from no tail.
    return finish(round(state, tail));
  }

  private static long round(long state, long word) {
    long mixed = Long.rotateLeft(word * PRIME_2, 31) * PRIME_1;
    return Long.rotateLeft(state ^ mixed, 27) * PRIME_1 + PRIME_4;
  }

  private static long finish(long state) {
    long hash = (state ^ state >>> 33) * PRIME_2;
    hash = (hash ^ hash >>> 29) * PRIME_3;
    return hash ^ hash >>> 32;
  }
}
