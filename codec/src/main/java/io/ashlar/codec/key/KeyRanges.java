package io.ashlar.codec.key;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Bounds of key ranges. Stateless; nothing here allocates. */
public final class KeyRanges {

  /** What {@link #prefixSuccessor} gives when no key is greater than all keys with the prefix. */
  public static final int UNBOUNDED = -1;

  private KeyRanges() {}

  /**
   * The exclusive upper bound of all keys with a prefix: the least key that is greater than every
   * one of them. It is the prefix without trailing FF bytes, its last byte plus one.
   *
   * @param source holds the prefix
   * @param offset the first byte of the prefix
   * @param length the length of the prefix
   * @param target receives the bound from byte 0 on; at least {@code length} bytes; may be the
   *     source when the offset is 0
   * @return the length of the bound, or {@link #UNBOUNDED} when the prefix is empty or all FF
   */
  public static int prefixSuccessor(
      DirectBuffer source, int offset, int length, MutableDirectBuffer target) {
    int kept = length;
    while (kept > 0 && source.getByte(offset + kept - 1) == (byte) 0xFF) {
      kept--;
    }
    if (kept == 0) {
      return UNBOUNDED;
    }
    byte last = source.getByte(offset + kept - 1);
    target.putBytes(0, source, offset, kept);
    target.putByte(kept - 1, (byte) (last + 1));
    return kept;
  }

  /**
   * The least key that is greater than a key: the key and a 00.
   *
   * @param source holds the key
   * @param offset the first byte of the key
   * @param length the length of the key
   * @param target receives the successor from byte 0 on; at least {@code length + 1} bytes; may be
   *     the source when the offset is 0
   * @return the length of the successor, {@code length + 1}
   */
  public static int successor(
      DirectBuffer source, int offset, int length, MutableDirectBuffer target) {
    target.putBytes(0, source, offset, length);
    target.putByte(length, (byte) 0);
    return length + 1;
  }
}
