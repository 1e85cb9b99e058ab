package io.ashlar.codec.key;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Floats;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Builds one key at a time in a direct buffer of its own; the package documentation specifies the
 * bytes.
 *
 * <pre>{@code
 * KeyEncoder key = new KeyEncoder();
 * key.reset(keyspaceId).putString("Basel", false).putLong(4001, true);
 * reader.get(Family.DATA, key.buffer(), 0, key.length(), value);
 * }</pre>
 *
 * <p>A put that throws leaves the key as it was before the put. A range that is not within its
 * source is an {@link IndexOutOfBoundsException}. Except for decimals nothing allocates. One owner
 * at a time; not thread-safe. There is nothing to close: the buffer goes with the encoder.
 */
public final class KeyEncoder {

  /** The longest key, keyspace id included, in bytes. */
  public static final int MAX_KEY_BYTES = 8 * 1024;

  /** Bytes of the terminator of strings and bytes. */
  private static final int TERMINATOR_BYTES = 2;

  private final MutableDirectBuffer buffer =
      Flyweights.wrap(ByteBuffer.allocateDirect(MAX_KEY_BYTES + 64));

  /** Bytes of the key so far. Invariant: at most {@link #MAX_KEY_BYTES}. */
  private int length;

  /** An encoder that holds an empty key. Allocates its buffer, a little over 8 KiB off-heap. */
  public KeyEncoder() {}

  /**
   * Starts a key with its keyspace id.
   *
   * @param keyspaceId the id
   * @return this
   */
  public KeyEncoder reset(int keyspaceId) {
    KeyspacePrefix.put(buffer, 0, keyspaceId);
    length = Integer.BYTES;
    return this;
  }

  /**
   * Starts an empty key.
   *
   * @return this
   */
  public KeyEncoder resetEmpty() {
    length = 0;
    return this;
  }

  /**
   * Appends a null of any kind.
   *
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putNull(boolean descending) {
    require(1);
    buffer.putByte(length++, descending ? (byte) ~KeyFormat.NULL : KeyFormat.NULL);
    return this;
  }

  /**
   * Appends a boolean.
   *
   * @param value the value
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putBoolean(boolean value, boolean descending) {
    require(2);
    buffer.putByte(length + 1, (byte) (value ? 1 : 0));
    return endColumn(length + 2, descending);
  }

  /**
   * Appends an INT, LONG, DATE, TIME or TIMESTAMP.
   *
   * @param value the value
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putLong(long value, boolean descending) {
    return putOrderedBits(value ^ Long.MIN_VALUE, descending);
  }

  /**
   * Appends a value that is kept as one long.
   *
   * @param word the value
   * @param bytes how many it has in keys: 1 for a BOOLEAN, else 8
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putWord(long word, int bytes, boolean descending) {
    return bytes == 1 ? putBoolean(word != 0, descending) : putLong(word, descending);
  }

  /**
   * Appends a FLOAT or DOUBLE. A float is widened by the call.
   *
   * @param value the value; any NaN is the one NaN, negative zero is zero
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putDouble(double value, boolean descending) {
    long bits = Floats.canonicalBits(value);
    return putOrderedBits(bits ^ (bits >> 63 | Long.MIN_VALUE), descending);
  }

  /**
   * Appends a decimal. The scale is not kept: 1.0 and 1.00 are one key. Allocates.
   *
   * @param value the value
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}, or the
   *     value is out of the bounds of {@link io.ashlar.codec.value.Decimals}
   */
  public KeyEncoder putDecimal(BigDecimal value, boolean descending) {
    DecimalForm form = DecimalForm.of(value);
    require(1 + form.encodedLength());
    return endColumn(form.encode(buffer, length + 1), descending);
  }

  /**
   * Appends a STRING.
   *
   * @param value the text
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   * @throws ConstraintException if the text holds an unpaired surrogate
   */
  public KeyEncoder putString(CharSequence value, boolean descending) {
    long bytes = value.length();
    require(1 + bytes + TERMINATOR_BYTES);
    if (bytes * Utf8.MAX_BYTES_PER_CHAR > MAX_KEY_BYTES - length) {
      bytes = Utf8.encodedLength(value);
      require(1 + bytes + TERMINATOR_BYTES);
    }
    return endVariable(Utf8.encode(value, buffer, length + 1), descending);
  }

  /**
   * Appends a STRING that is UTF-8 already.
   *
   * @param source the bytes; may not be this encoder's buffer
   * @param offset the first byte
   * @param textLength how many bytes
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   * @throws ConstraintException if the bytes are not well-formed UTF-8
   */
  public KeyEncoder putUtf8(DirectBuffer source, int offset, int textLength, boolean descending) {
    Utf8.requireValid(source, offset, textLength);
    return putBytes(source, offset, textLength, descending);
  }

  /**
   * Appends BYTES.
   *
   * @param source the bytes; may not be this encoder's buffer
   * @param offset the first byte
   * @param bytesLength how many bytes
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putBytes(DirectBuffer source, int offset, int bytesLength, boolean descending) {
    require(1L + bytesLength + TERMINATOR_BYTES);
    buffer.putBytes(length + 1, source, offset, bytesLength);
    return endVariable(bytesLength, descending);
  }

  /**
   * Appends BYTES.
   *
   * @param source the bytes, all of them
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putBytes(byte[] source, boolean descending) {
    require(1L + source.length + TERMINATOR_BYTES);
    buffer.putBytes(length + 1, source);
    return endVariable(source.length, descending);
  }

  /**
   * Appends a UUID.
   *
   * @param mostSignificant its upper 64 bits
   * @param leastSignificant its lower 64 bits
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putUuid(long mostSignificant, long leastSignificant, boolean descending) {
    require(17);
    buffer.putLong(length + 1, mostSignificant, ByteOrder.BIG_ENDIAN);
    buffer.putLong(length + 9, leastSignificant, ByteOrder.BIG_ENDIAN);
    return endColumn(length + 17, descending);
  }

  /**
   * Appends a value of any kind, null or not. Allocates for decimals alone.
   *
   * @param from holds the value; no view of this encoder's buffer
   * @param column the number of the value there
   * @param type its type
   * @param descending whether the column orders descending
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}, or a
   *     decimal is out of bounds
   * @throws ConstraintException if a text is not well-formed UTF-8
   */
  public KeyEncoder put(ValueReader from, int column, ValueType type, boolean descending) {
    if (from.isNull(column)) {
      return putNull(descending);
    }
    return switch (type.form()) {
      case WORD -> putWord(from.word(column), type.keyBytes(), descending);
      case REAL -> putDouble(from.real(column), descending);
      case DECIMAL -> putDecimal(from.decimal(column), descending);
      case BYTES -> {
        DirectBuffer bytes = from.bytesBuffer(column);
        int offset = from.bytesOffset(column);
        int bytesLength = from.bytesLength(column);
        if (type.isText()) {
          Utf8.requireValid(bytes, offset, bytesLength);
        }
        yield putBytes(bytes, offset, bytesLength, descending);
      }
      case UUID -> putUuid(from.uuidHigh(column), from.uuidLow(column), descending);
    };
  }

  /**
   * Appends encoded columns as they are, such as the primary key at the end of an index key.
   *
   * @param source the bytes; may not be this encoder's buffer
   * @param offset the first byte
   * @param rawLength how many bytes
   * @return this
   * @throws LimitExceededException if the key would be longer than {@link #MAX_KEY_BYTES}
   */
  public KeyEncoder putRaw(DirectBuffer source, int offset, int rawLength) {
    require(rawLength);
    buffer.putBytes(length, source, offset, rawLength);
    length += rawLength;
    return this;
  }

  /**
   * Takes bytes off the end, so that another tail can follow; {@link #length()} taken earlier marks
   * the place.
   *
   * @param newLength the bytes to keep; a place between two columns
   * @return this
   * @throws IllegalUseException if it is negative or more than {@link #length()}
   */
  public KeyEncoder truncate(int newLength) {
    if (newLength < 0 || newLength > length) {
      throw new IllegalUseException(
          "A key can only be truncated to less than it holds.",
          "newLength",
          newLength,
          "length",
          length);
    }
    length = newLength;
    return this;
  }

  /**
   * The buffer that holds the key from byte 0 on: direct, owned by this encoder, the same object
   * for life. What lies beyond {@link #length()} is undefined.
   *
   * @return the buffer
   */
  public MutableDirectBuffer buffer() {
    return buffer;
  }

  /**
   * The length of the key so far.
   *
   * @return bytes, at most {@link #MAX_KEY_BYTES}
   */
  public int length() {
    return length;
  }

  private KeyEncoder putOrderedBits(long bits, boolean descending) {
    require(9);
    buffer.putLong(length + 1, bits, ByteOrder.BIG_ENDIAN);
    return endColumn(length + 9, descending);
  }

  /** Escapes and terminates the {@code valueLength} bytes that stand after the marker's place. */
  private KeyEncoder endVariable(int valueLength, boolean descending) {
    int start = length + 1;
    int end = start + valueLength;
    int zeros = 0;
    for (int i = start; i < end; i++) {
      if (buffer.getByte(i) == 0) {
        zeros++;
      }
    }
    require(1L + valueLength + zeros + TERMINATOR_BYTES);
    int escapedEnd = end + zeros;
    // From the back, in place: once the two positions meet, no zero is left to escape.
    int to = escapedEnd;
    for (int from = end; from != to; ) {
      byte b = buffer.getByte(--from);
      if (b == 0) {
        buffer.putByte(--to, KeyFormat.ESCAPED_ZERO);
      }
      buffer.putByte(--to, b);
    }
    buffer.putByte(escapedEnd, (byte) 0);
    buffer.putByte(escapedEnd + 1, KeyFormat.TERMINATOR);
    return endColumn(escapedEnd + TERMINATOR_BYTES, descending);
  }

  /** Writes the marker, inverts a descending column, and only then lets the column count. */
  private KeyEncoder endColumn(int end, boolean descending) {
    buffer.putByte(length, KeyFormat.NOT_NULL);
    if (descending) {
      KeyFormat.invert(buffer, length, end);
    }
    length = end;
    return this;
  }

  private void require(long bytes) {
    if (length + bytes > MAX_KEY_BYTES) {
      throw new LimitExceededException(
          "The key is longer than the limit.",
          "keyBytes",
          length + bytes,
          "limitBytes",
          MAX_KEY_BYTES);
    }
  }
}
