package io.ashlar.sql.value;

import io.ashlar.codec.memory.HeapBuffer;
import io.ashlar.codec.value.Utf8;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Bytes, mostly text in UTF-8, that are put together in memory which is kept for the next time. One
 * owner; allocates only to grow. What is longer than a value may be is refused.
 */
public final class TextBuilder {

  private static final int FIRST_CAPACITY = 32;
  private static final int LONGEST_LONG = 20;

  private final HeapBuffer memory = new HeapBuffer(FIRST_CAPACITY);
  private int length;

  /** Without bytes. */
  public TextBuilder() {}

  /** Begins anew. */
  public void clear() {
    length = 0;
  }

  /**
   * What was built.
   *
   * @return the same buffer every time; its bytes from 0 to {@link #length()} count
   */
  public MutableDirectBuffer buffer() {
    return memory.buffer();
  }

  /**
   * How many bytes there are.
   *
   * @return bytes
   */
  public int length() {
    return length;
  }

  /**
   * Cuts off the end.
   *
   * @param bytes how many stay, at most {@link #length()}
   */
  public void truncate(int bytes) {
    length = bytes;
  }

  /** Makes room, so that bytes can be put without asking. */
  private int room(long bytes) {
    if (length + bytes > SqlType.MAX_LENGTH) {
      throw DataErrors.limit("text", length + bytes);
    }
    memory.ensureCapacity(length + bytes);
    int at = length;
    length += (int) bytes;
    return at;
  }

  /**
   * Appends one byte.
   *
   * @param value its low eight bits
   */
  public void append(int value) {
    memory.buffer().putByte(room(1), (byte) value);
  }

  /**
   * Appends bytes.
   *
   * @param source where they are; not this builder's own buffer
   * @param offset the first
   * @param bytes how many
   */
  public void append(DirectBuffer source, int offset, int bytes) {
    int at = room(bytes);
    memory.buffer().putBytes(at, source, offset, bytes);
  }

  /**
   * Appends bytes.
   *
   * @param bytes all of them
   */
  public void append(byte[] bytes) {
    int at = room(bytes.length);
    memory.buffer().putBytes(at, bytes);
  }

  /**
   * Appends a text.
   *
   * @param text without unpaired surrogates
   */
  public void append(CharSequence text) {
    long bytes = Utf8.encodedLength(text);
    int at = room(bytes);
    int written = Utf8.encode(text, memory.buffer(), at);
    length = at + written;
  }

  /**
   * Appends a code point.
   *
   * @param point a code point that is no surrogate
   */
  public void appendCodePoint(int point) {
    if (point < 0x80) {
      append(point);
    } else if (point < 0x800) {
      append(0xC0 | (point >> 6));
      append(0x80 | (point & 0x3F));
    } else {
      if (point < 0x10000) {
        append(0xE0 | (point >> 12));
      } else {
        append(0xF0 | (point >> 18));
        append(0x80 | ((point >> 12) & 0x3F));
      }
      append(0x80 | ((point >> 6) & 0x3F));
      append(0x80 | (point & 0x3F));
    }
  }

  /**
   * Appends a number in decimal digits.
   *
   * @param value any number
   */
  public void appendLong(long value) {
    memory.ensureCapacity((long) length + LONGEST_LONG);
    // Counted down from the negative number, as the least long has no positive counterpart.
    long rest = value < 0 ? value : -value;
    int digits = 1;
    for (long left = rest / 10; left != 0; left /= 10) {
      digits++;
    }
    int at = room(digits + (value < 0 ? 1 : 0));
    if (value < 0) {
      memory.buffer().putByte(at++, (byte) '-');
    }
    for (int i = at + digits - 1; i >= at; i--) {
      memory.buffer().putByte(i, (byte) ('0' - rest % 10));
      rest /= 10;
    }
  }

  /**
   * Appends a number with zeros before it.
   *
   * @param value not negative
   * @param width the fewest digits
   */
  public void appendPadded(long value, int width) {
    int digits = 1;
    for (long left = value / 10; left != 0; left /= 10) {
      digits++;
    }
    for (int i = digits; i < width; i++) {
      append('0');
    }
    appendLong(value);
  }

  /**
   * Appends a scaled number.
   *
   * @param unscaled its digits
   * @param scale how many of them stand behind the point, 0 to 18
   */
  public void appendScaled(long unscaled, int scale) {
    if (scale == 0) {
      appendLong(unscaled);
      return;
    }
    if (unscaled < 0) {
      append('-');
    }
    long power = Exact.power(scale);
    long whole = unscaled / power;
    long fraction = unscaled % power;
    appendLong(whole < 0 ? -whole : whole);
    append('.');
    appendPadded(fraction < 0 ? -fraction : fraction, scale);
  }

  /**
   * The text that was built. Allocates.
   *
   * @return the text
   */
  @Override
  public String toString() {
    byte[] bytes = new byte[length];
    memory.buffer().getBytes(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
