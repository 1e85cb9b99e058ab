package io.ashlar.txn.writeset;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** The order of keys: unsigned bytes, a prefix before what it is a prefix of. */
public final class KeyOrder {

  private KeyOrder() {}

  /**
   * Compares two keys. Allocates nothing.
   *
   * @param a holds the first key
   * @param aOffset where it starts
   * @param aLength its bytes
   * @param b holds the second key
   * @param bOffset where it starts
   * @param bLength its bytes
   * @return negative, zero or positive as the first is below, equal to or above the second
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

  static boolean equal(
      DirectBuffer a, int aOffset, int aLength, DirectBuffer b, int bOffset, int bLength) {
    return aLength == bLength && compare(a, aOffset, aLength, b, bOffset, bLength) == 0;
  }
}
