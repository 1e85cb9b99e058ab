package io.ashlar.codec.key;

import org.agrona.MutableDirectBuffer;

/** The constants of the key format. All of them are stored on disk. */
final class KeyFormat {

  static final byte NULL = 0x00;
  static final byte NOT_NULL = 0x01;

  static final byte ESCAPED_ZERO = (byte) 0xFF;
  static final byte TERMINATOR = 0x01;

  static final byte DECIMAL_NEGATIVE = 0x01;
  static final byte DECIMAL_ZERO = 0x02;
  static final byte DECIMAL_POSITIVE = 0x03;
  static final byte DECIMAL_END = 0x00;

  private KeyFormat() {}

  static void invert(MutableDirectBuffer buffer, int from, int end) {
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      buffer.putLong(at, ~buffer.getLong(at));
    }
    for (; at < end; at++) {
      buffer.putByte(at, (byte) ~buffer.getByte(at));
    }
  }
}
