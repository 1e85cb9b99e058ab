package io.ashlar.codec.key;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Byte strings in the order of unsigned bytes: the order of keys, and for UTF-8 that of code
 * points.
 */
public final class UnsignedBytes {

  private UnsignedBytes() {}

  /**
   * Compares two byte strings; of two where one begins with the other, the shorter comes first.
   *
   * @param a holds the first
   * @param aOffset where it starts
   * @param aLength its bytes
   * @param b holds the second
   * @param bOffset where it starts
   * @param bLength its bytes
   * @return negative, zero or positive
   */
  public static int compare(
      DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
    int common = Math.min(aLength, bLength);
    int i = 0;
    for (; i + Long.BYTES <= common; i += Long.BYTES) {
      long left = a.getLong(aOffset + i, ByteOrder.BIG_ENDIAN);
      long right = b.getLong(bOffset + i, ByteOrder.BIG_ENDIAN);
      if (left != right) {
        return Long.compareUnsigned(left, right);
      }
    }
    for (; i < common; i++) {
      int difference = (a.getByte(aOffset + i) & 0xFF) - (b.getByte(bOffset + i) & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return Integer.compare(aLength, bLength);
  }

  /**
   * Whether two byte strings are the same. Allocates nothing.
   *
   * @param a holds the first
   * @param aOffset where it starts
   * @param aLength its bytes
   * @param b holds the second
   * @param bOffset where it starts
   * @param bLength its bytes
   * @return true when they are
   */
  public static boolean equal(
      DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
    if (aLength != bLength) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= aLength; i += Long.BYTES) {
      if (a.getLong(aOffset + i) != b.getLong(bOffset + i)) {
        return false;
      }
    }
    for (; i < aLength; i++) {
      if (a.getByte(aOffset + i) != b.getByte(bOffset + i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a byte string begins with another.
   *
   * @param value holds the byte string
   * @param offset where it starts
   * @param length its bytes
   * @param prefix holds the other from index 0 on
   * @param prefixLength its bytes
   * @return true when it does
   */
  public static boolean startsWith(
      DirectBuffer value, int offset, int length, DirectBuffer prefix, int prefixLength) {
    return length >= prefixLength
        && compare(value, offset, prefixLength, prefix, 0, prefixLength) == 0;
  }
}
