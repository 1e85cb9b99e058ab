package io.ashlar.rows.row;

import org.agrona.DirectBuffer;

/** Compares UTF-8 bytes with a text in place. Stateless; allocates nothing. */
final class TextBytes {

  private TextBytes() {}

  /** Whether bytes are the UTF-8 form of a text; one with an unpaired surrogate has none. */
  static boolean equal(DirectBuffer buffer, int offset, int length, CharSequence text) {
    int at = offset;
    int end = offset + length;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int point = c;
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        point = Character.toCodePoint(c, text.charAt(++i));
      }
      int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (end - at < size || !matches(buffer, at, point, size)) {
        return false;
      }
      at += size;
    }
    return at == end;
  }

  private static boolean matches(DirectBuffer buffer, int at, int point, int size) {
    if (size == 1) {
      return buffer.getByte(at) == (byte) point;
    }
    int rest = point;
    for (int i = size - 1; i > 0; i--) {
      if (buffer.getByte(at + i) != (byte) (0x80 | (rest & 0x3F))) {
        return false;
      }
      rest >>= 6;
    }
    // As many leading ones as there are bytes, then a zero.
    return buffer.getByte(at) == (byte) (0xF00 >> size | rest);
  }
}
