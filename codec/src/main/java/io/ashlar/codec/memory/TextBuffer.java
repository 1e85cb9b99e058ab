package io.ashlar.codec.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import org.agrona.AsciiEncoding;
import org.agrona.AsciiNumberFormatException;
import org.agrona.MutableDirectBuffer;

/**
 * The texts and decimal numbers of Agrona's contract, in terms of bytes and integers. This library
 * writes its texts otherwise; these are here because users of a {@link MutableDirectBuffer} may
 * call them, and are made to be right, not fast.
 *
 * <p>Nothing is written when what is to be written does not fit; but {@link
 * #putNaturalPaddedIntAscii}, like Agrona's, has written the last digits of a number that is longer
 * than its place when it throws.
 */
abstract class TextBuffer extends ScalarBuffer {

  private static final ByteOrder NATIVE = ByteOrder.nativeOrder();

  @Override
  public final String getStringAscii(int index) {
    return getStringAscii(index, NATIVE);
  }

  @Override
  public final String getStringAscii(int index, ByteOrder byteOrder) {
    int length = getInt(index, byteOrder);
    return length == 0 ? "" : getStringWithoutLengthAscii(index + STR_HEADER_LEN, length);
  }

  @Override
  public final String getStringAscii(int index, int length) {
    return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length);
  }

  @Override
  public final int getStringAscii(int index, Appendable appendable) {
    return getStringAscii(index, appendable, NATIVE);
  }

  @Override
  public final int getStringAscii(int index, Appendable appendable, ByteOrder byteOrder) {
    int length = getInt(index, byteOrder);
    return length == 0
        ? 0
        : getStringWithoutLengthAscii(index + STR_HEADER_LEN, length, appendable);
  }

  @Override
  public final int getStringAscii(int index, int length, Appendable appendable) {
    return getStringWithoutLengthAscii(index + STR_HEADER_LEN, length, appendable);
  }

  @Override
  public final String getStringWithoutLengthAscii(int index, int length) {
    return new String(bytesAt(index, length), US_ASCII);
  }

  @Override
  public final int getStringWithoutLengthAscii(int index, int length, Appendable appendable) {
    boundsCheck(index, length);
    try {
      for (int i = 0; i < length; i++) {
        byte character = getByte(index + i);
        appendable.append(character < 0 ? '?' : (char) character);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return length;
  }

  @Override
  public final int putStringAscii(int index, String value) {
    return putStringAscii(index, value, NATIVE);
  }

  @Override
  public final int putStringAscii(int index, CharSequence value) {
    return putStringAscii(index, value, NATIVE);
  }

  @Override
  public final int putStringAscii(int index, String value, ByteOrder byteOrder) {
    return putStringAscii(index, (CharSequence) value, byteOrder);
  }

  @Override
  public final int putStringAscii(int index, CharSequence value, ByteOrder byteOrder) {
    int length = value == null ? 0 : value.length();
    boundsCheck(index, STR_HEADER_LEN + length);
    putInt(index, length, byteOrder);
    return STR_HEADER_LEN + putStringWithoutLengthAscii(index + STR_HEADER_LEN, value);
  }

  @Override
  public final int putStringWithoutLengthAscii(int index, String value) {
    return putStringWithoutLengthAscii(index, (CharSequence) value);
  }

  @Override
  public final int putStringWithoutLengthAscii(int index, CharSequence value) {
    return value == null ? 0 : putStringWithoutLengthAscii(index, value, 0, value.length());
  }

  @Override
  public final int putStringWithoutLengthAscii(
      int index, String value, int valueOffset, int length) {
    return putStringWithoutLengthAscii(index, (CharSequence) value, valueOffset, length);
  }

  @Override
  public final int putStringWithoutLengthAscii(
      int index, CharSequence value, int valueOffset, int length) {
    if (value == null) {
      return 0;
    }
    int written = Math.min(value.length() - valueOffset, length);
    boundsCheck(index, written);
    for (int i = 0; i < written; i++) {
      char character = value.charAt(valueOffset + i);
      putByte(index + i, (byte) (character > 127 ? '?' : character));
    }
    return written;
  }

  @Override
  public final String getStringUtf8(int index) {
    return getStringUtf8(index, NATIVE);
  }

  @Override
  public final String getStringUtf8(int index, ByteOrder byteOrder) {
    int length = getInt(index, byteOrder);
    return length == 0 ? "" : getStringWithoutLengthUtf8(index + STR_HEADER_LEN, length);
  }

  @Override
  public final String getStringUtf8(int index, int length) {
    return getStringWithoutLengthUtf8(index + STR_HEADER_LEN, length);
  }

  @Override
  public final String getStringWithoutLengthUtf8(int index, int length) {
    return new String(bytesAt(index, length), UTF_8);
  }

  @Override
  public final int putStringUtf8(int index, String value) {
    return putStringUtf8(index, value, NATIVE, Integer.MAX_VALUE);
  }

  @Override
  public final int putStringUtf8(int index, String value, ByteOrder byteOrder) {
    return putStringUtf8(index, value, byteOrder, Integer.MAX_VALUE);
  }

  @Override
  public final int putStringUtf8(int index, String value, int maxEncodedLength) {
    return putStringUtf8(index, value, NATIVE, maxEncodedLength);
  }

  @Override
  public final int putStringUtf8(
      int index, String value, ByteOrder byteOrder, int maxEncodedLength) {
    byte[] bytes = utf8(value);
    if (bytes.length > maxEncodedLength) {
      throw new IllegalArgumentException(
          "Encoded string larger than maximum size: " + maxEncodedLength);
    }
    boundsCheck(index, STR_HEADER_LEN + bytes.length);
    putInt(index, bytes.length, byteOrder);
    putBytes(index + STR_HEADER_LEN, bytes);
    return STR_HEADER_LEN + bytes.length;
  }

  @Override
  public final int putStringWithoutLengthUtf8(int index, String value) {
    byte[] bytes = utf8(value);
    putBytes(index, bytes);
    return bytes.length;
  }

  @Override
  public final int parseNaturalIntAscii(int index, int length) {
    return AsciiEncoding.parseIntAscii(natural(index, length), 0, length);
  }

  @Override
  public final long parseNaturalLongAscii(int index, int length) {
    return AsciiEncoding.parseLongAscii(natural(index, length), 0, length);
  }

  @Override
  public final int parseIntAscii(int index, int length) {
    return AsciiEncoding.parseIntAscii(digits(index, length), 0, length);
  }

  @Override
  public final long parseLongAscii(int index, int length) {
    return AsciiEncoding.parseLongAscii(digits(index, length), 0, length);
  }

  @Override
  public final int putIntAscii(int index, int value) {
    return putStringWithoutLengthAscii(index, Integer.toString(value));
  }

  @Override
  public final int putNaturalIntAscii(int index, int value) {
    return putStringWithoutLengthAscii(index, Integer.toString(value));
  }

  @Override
  public final int putNaturalLongAscii(int index, long value) {
    return putStringWithoutLengthAscii(index, Long.toString(value));
  }

  @Override
  public final int putLongAscii(int index, long value) {
    return putStringWithoutLengthAscii(index, Long.toString(value));
  }

  @Override
  public final void putNaturalPaddedIntAscii(int index, int length, int value) {
    boundsCheck(index, length);
    int remainder = value;
    for (int at = index + length - 1; at >= index; at--) {
      putByte(at, (byte) (AsciiEncoding.ZERO + remainder % 10));
      remainder /= 10;
    }
    if (remainder != 0) {
      throw new NumberFormatException("Cannot write " + value + " in " + length + " bytes");
    }
  }

  @Override
  public final int putNaturalIntAsciiFromEnd(int value, int endExclusive) {
    String text = Integer.toString(value);
    boundsCheck(endExclusive - text.length(), text.length());
    // Of zero Agrona writes nothing.
    return value == 0
        ? endExclusive
        : endExclusive - putStringWithoutLengthAscii(endExclusive - text.length(), text);
  }

  private byte[] bytesAt(int index, int length) {
    boundsCheck(index, length);
    byte[] bytes = new byte[length];
    getBytes(index, bytes);
    return bytes;
  }

  private String digits(int index, int length) {
    String text = getStringWithoutLengthAscii(index, length);
    if (length == 0) {
      throw new AsciiNumberFormatException("empty string: index=" + index + " length=" + length);
    }
    return text;
  }

  private String natural(int index, int length) {
    String text = digits(index, length);
    if (text.charAt(0) == AsciiEncoding.MINUS_SIGN) {
      throw new AsciiNumberFormatException("error parsing number: " + text);
    }
    return text;
  }

  /** Agrona writes what is absent as the word. */
  private static byte[] utf8(String value) {
    return String.valueOf(value).getBytes(UTF_8);
  }
}
