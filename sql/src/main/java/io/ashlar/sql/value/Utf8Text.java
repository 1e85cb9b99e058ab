package io.ashlar.sql.value;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Well-formed UTF-8 in buffers, walked and counted in code points. Allocates nothing. Stateless.
 */
public final class Utf8Text {

  private Utf8Text() {}

  /**
   * The bytes of the code point that begins with a byte.
   *
   * @param first its first byte
   * @return 1 to 4
   */
  public static int bytesOf(byte first) {
    return (first & 0x80) == 0 ? 1 : (first & 0xE0) == 0xC0 ? 2 : (first & 0xF0) == 0xE0 ? 3 : 4;
  }

  /**
   * How many code points there are.
   *
   * @param text where
   * @param offset the first byte
   * @param length how many bytes
   * @return code points
   */
  public static int count(DirectBuffer text, int offset, int length) {
    int points = 0;
    for (int i = offset; i < offset + length; i++) {
      // Bytes of the form 10xxxxxx continue a code point.
      if ((text.getByte(i) & 0xC0) != 0x80) {
        points++;
      }
    }
    return points;
  }

  /**
   * Goes some code points on.
   *
   * @param text where
   * @param from the first byte of a code point, or {@code end}
   * @param end where the text ends
   * @param points how many, not negative
   * @return where the next one begins, or {@code end} when there are fewer
   */
  public static int skip(DirectBuffer text, int from, int end, long points) {
    int at = from;
    for (long left = points; left > 0 && at < end; left--) {
      at += bytesOf(text.getByte(at));
    }
    return at;
  }

  /**
   * The code point that begins at a place.
   *
   * @param text where
   * @param at its first byte
   * @return the code point
   */
  public static int pointAt(DirectBuffer text, int at) {
    byte first = text.getByte(at);
    if (first >= 0) {
      return first;
    }
    int bytes = bytesOf(first);
    int point = first & (0x7F >> bytes);
    for (int i = 1; i < bytes; i++) {
      point = (point << 6) | (text.getByte(at + i) & 0x3F);
    }
    return point;
  }

  /**
   * Where the code point before a place begins.
   *
   * @param text where
   * @param at the first byte of a code point, or the end of the text; not its beginning
   * @return the first byte of the one before
   */
  public static int before(DirectBuffer text, int at) {
    int place = at - 1;
    while ((text.getByte(place) & 0xC0) == 0x80) {
      place--;
    }
    return place;
  }

  /**
   * Where a text first occurs in another. The time is at most the product of the lengths.
   *
   * @param text where
   * @param from where to begin
   * @param end where the text ends
   * @param part what to look for
   * @param partOffset its first byte
   * @param partLength how many bytes it has
   * @return its first byte, or -1; {@code from} when the part is empty
   */
  public static int find(
      DirectBuffer text, int from, int end, DirectBuffer part, int partOffset, int partLength) {
    for (int at = from; at + partLength <= end; at++) {
      int i = 0;
      while (i < partLength && text.getByte(at + i) == part.getByte(partOffset + i)) {
        i++;
      }
      if (i == partLength) {
        return at;
      }
    }
    return -1;
  }

  /**
   * The text as a String. Allocates.
   *
   * @param text where
   * @param offset the first byte
   * @param length how many bytes
   * @return the String
   */
  public static String string(DirectBuffer text, int offset, int length) {
    byte[] bytes = new byte[length];
    text.getBytes(offset, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
