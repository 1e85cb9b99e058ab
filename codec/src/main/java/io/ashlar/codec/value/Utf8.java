package io.ashlar.codec.value;

import io.ashlar.error.ConstraintException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Strict UTF-8 between {@link CharSequence} and buffers: nothing is ever replaced, so two different
 * texts never become the same bytes. Allocates nothing except where a String is the result.
 */
public final class Utf8 {

  /** The most bytes that one char can take; a surrogate pair takes four for two chars. */
  public static final int MAX_BYTES_PER_CHAR = 3;

  /** In place of a low surrogate, which it is not. */
  private static final char UNPAIRED = 0;

  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /**
   * The length of a text in UTF-8.
   *
   * @param text any text
   * @return bytes
   * @throws ConstraintException if the text holds an unpaired surrogate
   */
  public static long encodedLength(CharSequence text) {
    return encodedLength(text, true);
  }

  /**
   * The length of a text as {@link #encodeComparable} writes it.
   *
   * @param text any text
   * @return bytes
   */
  public static long comparableLength(CharSequence text) {
    return encodedLength(text, false);
  }

  private static long encodedLength(CharSequence text, boolean strict) {
    int chars = text.length();
    long bytes = chars;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        bytes += 1;
      } else {
        bytes += 2;
        if (Character.isSurrogate(c) && low(text, i, chars, strict) != UNPAIRED) {
          i++;
        }
      }
    }
    return bytes;
  }

  /**
   * Writes a text as UTF-8.
   *
   * @param text any text
   * @param target where to write; has room for {@link #encodedLength} bytes from the offset on
   * @param offset the first byte to write
   * @return how many bytes were written
   * @throws ConstraintException if the text holds an unpaired surrogate; the bytes from the offset
   *     on are then undefined
   */
  public static int encode(CharSequence text, MutableDirectBuffer target, int offset) {
    return encode(text, target, offset, true);
  }

  /**
   * Writes a text for a comparison with texts in UTF-8. An unpaired surrogate becomes the three
   * bytes that its number has in the scheme of UTF-8, which no text in UTF-8 holds: so the bytes
   * are equal to those of no such text, and have their place by code point among them.
   *
   * @param text any text
   * @param target where to write; has room for {@link #comparableLength} bytes from the offset on
   * @param offset the first byte to write
   * @return how many bytes were written
   */
  public static int encodeComparable(CharSequence text, MutableDirectBuffer target, int offset) {
    return encode(text, target, offset, false);
  }

  private static int encode(
      CharSequence text, MutableDirectBuffer target, int offset, boolean strict) {
    int chars = text.length();
    int at = offset;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        target.putByte(at++, (byte) c);
      } else if (c < 0x800) {
        target.putByte(at++, (byte) (0xC0 | (c >> 6)));
        target.putByte(at++, (byte) (0x80 | (c & 0x3F)));
      } else {
        char low = Character.isSurrogate(c) ? low(text, i, chars, strict) : UNPAIRED;
        if (low == UNPAIRED) {
          target.putByte(at++, (byte) (0xE0 | (c >> 12)));
          target.putByte(at++, (byte) (0x80 | ((c >> 6) & 0x3F)));
          target.putByte(at++, (byte) (0x80 | (c & 0x3F)));
        } else {
          i++;
          int point = Character.toCodePoint(c, low);
          target.putByte(at++, (byte) (0xF0 | (point >> 18)));
          target.putByte(at++, (byte) (0x80 | ((point >> 12) & 0x3F)));
          target.putByte(at++, (byte) (0x80 | ((point >> 6) & 0x3F)));
          target.putByte(at++, (byte) (0x80 | (point & 0x3F)));
        }
      }
    }
    return at - offset;
  }

  /**
   * Whether bytes are well-formed UTF-8 by table 3-7 of the Unicode standard: no overlong forms, no
   * surrogates, nothing over U+10FFFF.
   *
   * @param source the bytes
   * @param offset the first byte
   * @param length how many bytes
   * @return true when they are
   */
  public static boolean isValid(DirectBuffer source, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (end - at >= Long.BYTES
          && (source.getLong(at, ByteOrder.LITTLE_ENDIAN) & HIGH_BITS) == 0) {
        at += Long.BYTES;
        continue;
      }
      int size = sequenceLength(source, at, end);
      if (size == 0) {
        return false;
      }
      at += size;
    }
    return true;
  }

  /**
   * Counts the characters of a text.
   *
   * @param source bytes for which {@link #isValid} is true
   * @param offset the first byte
   * @param length how many bytes
   * @return how many code points there are
   */
  public static int codePoints(DirectBuffer source, int offset, int length) {
    int end = offset + length;
    int at = offset;
    int continuations = 0;
    // A byte that continues a character, and no other, begins with the bits 1 and 0.
    while (end - at >= Long.BYTES) {
      long word = source.getLong(at, ByteOrder.LITTLE_ENDIAN);
      continuations += Long.bitCount(word & ~(word << 1) & HIGH_BITS);
      at += Long.BYTES;
    }
    while (at < end) {
      continuations += (source.getByte(at) & 0xC0) == 0x80 ? 1 : 0;
      at++;
    }
    return length - continuations;
  }

  /**
   * Checks bytes that a caller passes as text.
   *
   * @param source the bytes
   * @param offset the first byte
   * @param length how many bytes
   * @throws ConstraintException if they are not well-formed UTF-8
   */
  public static void requireValid(DirectBuffer source, int offset, int length) {
    if (!isValid(source, offset, length)) {
      throw new ConstraintException("The text is not well-formed UTF-8.", "textBytes", length);
    }
  }

  /**
   * Appends bytes as text.
   *
   * @param source bytes for which {@link #isValid} is true
   * @param offset the first byte
   * @param length how many bytes
   * @param target where to append; grows, and allocates, if its capacity does not suffice
   */
  public static void appendTo(DirectBuffer source, int offset, int length, StringBuilder target) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      int first = source.getByte(at++);
      if (first >= 0) {
        target.append((char) first);
      } else {
        int continuations = first < (byte) 0xE0 ? 1 : first < (byte) 0xF0 ? 2 : 3;
        int point = first & (0x3F >> continuations);
        for (int i = 0; i < continuations; i++) {
          point = (point << 6) | (source.getByte(at++) & 0x3F);
        }
        target.appendCodePoint(point);
      }
    }
  }

  /**
   * Whether a text has a form in UTF-8.
   *
   * @param text any text
   * @return false when it holds an unpaired surrogate
   */
  public static boolean isEncodable(CharSequence text) {
    int chars = text.length();
    for (int i = 0; i < chars; i++) {
      if (Character.isSurrogate(text.charAt(i)) && low(text, i++, chars, false) == UNPAIRED) {
        return false;
      }
    }
    return true;
  }

  /** The low surrogate behind a high one, or else {@link #UNPAIRED} or an exception. */
  private static char low(CharSequence text, int high, int chars, boolean strict) {
    if (Character.isHighSurrogate(text.charAt(high)) && high + 1 < chars) {
      char low = text.charAt(high + 1);
      if (Character.isLowSurrogate(low)) {
        return low;
      }
    }
    if (strict) {
      throw new ConstraintException("The text holds an unpaired surrogate.", "charIndex", high);
    }
    return UNPAIRED;
  }

  /** The size of the well-formed sequence at a position, or 0 when there is none. */
  private static int sequenceLength(DirectBuffer source, int at, int end) {
    int first = source.getByte(at) & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int size = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (size == 0 || end - at < size) {
      return 0;
    }
    int second = source.getByte(at + 1) & 0xFF;
    int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((source.getByte(at + i) & 0xC0) != 0x80) {
        return 0;
      }
    }
    return size;
  }
}
