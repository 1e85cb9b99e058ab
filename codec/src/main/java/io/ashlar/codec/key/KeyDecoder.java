package io.ashlar.codec.key;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Floats;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * A flyweight that walks the columns of an encoded key.
 *
 * <p>For each column, in order: {@link #nextIsNull} if it may be null, then, when it is not, the
 * call that fits its kind, or {@link #skip} for either. A value call may also stand alone, and then
 * takes a null for corruption. {@link #next} reads any column by its type and shows it as a {@link
 * ValueReader}.
 *
 * <pre>{@code
 * decoder.wrap(cursor.key(), 4, cursor.keyLength() - 4); // after the keyspace id
 * String city = decoder.nextIsNull(false) ? null : decoder.nextString(false);
 * long number = decoder.nextLong(true);
 * }</pre>
 *
 * <p>Bytes that no {@link KeyEncoder} writes are a {@link CorruptionException}, and no other
 * exception comes from any bytes. After one, only {@link #wrap} may follow. Only {@link
 * #nextString} and decimals allocate. One owner at a time; not thread-safe; valid as long as the
 * bytes that it was wrapped around.
 *
 * <p>Long because each type of column has a method.
 */
public final class KeyDecoder implements ValueReader {

  private final VariableScanner scanner = new VariableScanner();
  private final DecimalScanner decimals = new DecimalScanner();
  private DirectBuffer buffer = Flyweights.empty();
  private int position;
  private int limit;

  /** True between a nextIsNull that found a value and the call that reads the value. */
  private boolean markerConsumed;

  private long msb;
  private long lsb;

  /**
   * Of the column that {@link #next} read last: whether it is null, its word or bits, a decimal.
   */
  private boolean isNull;

  private long word;
  private BigDecimal decimal;

  /** A decoder around no bytes. */
  public KeyDecoder() {}

  /**
   * Stands before the first column of some bytes.
   *
   * @param key the buffer, which is not copied
   * @param offset where a column starts: after the keyspace id, or between two columns
   * @param length the bytes from there to the end of the key
   * @return this
   * @throws IllegalUseException if the range is not within the buffer
   */
  public KeyDecoder wrap(DirectBuffer key, int offset, int length) {
    if ((offset | length) < 0 || length > key.capacity() - offset) {
      throw new IllegalUseException(
          "The range is not within the buffer.",
          "offset",
          offset,
          "length",
          length,
          "capacity",
          key.capacity());
    }
    buffer = key;
    position = offset;
    limit = offset + length;
    markerConsumed = false;
    return this;
  }

  /**
   * Reads whether the next column is null. A null is passed over by this call; a value still waits
   * to be read.
   *
   * @param descending whether the column orders descending
   * @return true when it is null
   * @throws CorruptionException if there is no marker here
   */
  public boolean nextIsNull(boolean descending) {
    if (markerConsumed) {
      return false;
    }
    byte marker = (byte) (readByte() ^ mask(descending));
    if (marker == KeyFormat.NULL) {
      return true;
    }
    if (marker != KeyFormat.NOT_NULL) {
      throw corrupt("A key column starts with an unknown marker.");
    }
    markerConsumed = true;
    return false;
  }

  /**
   * Reads a BOOLEAN.
   *
   * @param descending whether the column orders descending
   * @return the value
   * @throws CorruptionException if there is none here
   */
  public boolean nextBoolean(boolean descending) {
    openValue(descending);
    int value = readByte() ^ mask(descending);
    if (value != 0 && value != 1) {
      throw corrupt("A boolean in a key is neither 0 nor 1.");
    }
    return value == 1;
  }

  /**
   * Reads an INT, LONG, DATE, TIME or TIMESTAMP.
   *
   * @param descending whether the column orders descending
   * @return the value
   * @throws CorruptionException if there is none here
   */
  public long nextLong(boolean descending) {
    openValue(descending);
    return (readLong() ^ mask(descending)) ^ Long.MIN_VALUE;
  }

  /**
   * Reads a FLOAT or DOUBLE.
   *
   * @param descending whether the column orders descending
   * @return the value
   * @throws CorruptionException if there is none here, or a NaN or zero in another form
   */
  public double nextDouble(boolean descending) {
    openValue(descending);
    long ordered = readLong() ^ mask(descending);
    long bits = ordered ^ (~ordered >> 63 | Long.MIN_VALUE);
    if (!Floats.isCanonical(bits)) {
      throw corrupt("A floating point number in a key is not in its one form.");
    }
    return Double.longBitsToDouble(bits);
  }

  /**
   * Reads a DECIMAL. Allocates.
   *
   * @param descending whether the column orders descending
   * @return the value without trailing zeros; its scale may be negative
   * @throws CorruptionException if there is none here
   */
  public BigDecimal nextDecimal(boolean descending) {
    openValue(descending);
    position = decimals.scan(buffer, position, limit, mask(descending));
    return decimals.value();
  }

  /**
   * Reads a UUID, for {@link #msb()} and {@link #lsb()}.
   *
   * @param descending whether the column orders descending
   * @throws CorruptionException if there is none here
   */
  public void nextUuid(boolean descending) {
    openValue(descending);
    msb = readLong() ^ mask(descending);
    lsb = readLong() ^ mask(descending);
  }

  /**
   * The upper half of the UUID read last.
   *
   * @return its most significant bits
   */
  public long msb() {
    return msb;
  }

  /**
   * The lower half of the UUID read last.
   *
   * @return its least significant bits
   */
  public long lsb() {
    return lsb;
  }

  /**
   * Reads BYTES, for {@link #bytesBuffer()} and its companions. Of a STRING, the UTF-8 is not
   * checked: see {@link #nextUtf8}.
   *
   * @param descending whether the column orders descending
   * @throws CorruptionException if there are none here
   */
  public void nextBytes(boolean descending) {
    openValue(descending);
    position = scanner.scan(buffer, position, limit, mask(descending));
    scanner.expose(buffer);
  }

  /**
   * Reads a STRING as UTF-8, for {@link #bytesBuffer()} and its companions.
   *
   * @param descending whether the column orders descending
   * @throws CorruptionException if there is none here, or it is not well-formed UTF-8
   */
  public void nextUtf8(boolean descending) {
    nextBytes(descending);
    if (!Utf8.isValid(bytesBuffer(), bytesOffset(), bytesLength())) {
      throw corrupt("A string in a key is not well-formed UTF-8.");
    }
  }

  /**
   * Reads a STRING. Allocates it.
   *
   * @param descending whether the column orders descending
   * @return the text
   * @throws CorruptionException if there is none here, or it is not well-formed UTF-8
   */
  public String nextString(boolean descending) {
    nextUtf8(descending);
    return bytesBuffer().getStringWithoutLengthUtf8(bytesOffset(), bytesLength());
  }

  /**
   * Reads the next column, null or not, whatever its type: {@link #word}, {@link #real} and the
   * others show it then, by any number. Allocates for decimals alone.
   *
   * @param type the type of the column
   * @param descending whether the column orders descending
   * @return false when it is null
   * @throws CorruptionException if there is no value of the type here
   */
  public boolean next(ValueType type, boolean descending) {
    isNull = nextIsNull(descending);
    if (isNull) {
      return false;
    }
    switch (type.form()) {
      case WORD ->
          word = type.keyBytes() == 1 ? bit(nextBoolean(descending)) : nextLong(descending);
      case REAL -> word = Double.doubleToRawLongBits(nextDouble(descending));
      case DECIMAL -> decimal = nextDecimal(descending);
      case BYTES -> {
        if (type.isText()) {
          nextUtf8(descending);
        } else {
          nextBytes(descending);
        }
      }
      case UUID -> nextUuid(descending);
    }
    return true;
  }

  /**
   * The word that {@link #next} read last, or the bits of the floating-point number.
   *
   * @return the word or bits
   */
  public long bits() {
    return word;
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }

  @Override
  public boolean isNull(int column) {
    return isNull;
  }

  @Override
  public long word(int column) {
    return word;
  }

  @Override
  public double real(int column) {
    return Double.longBitsToDouble(word);
  }

  @Override
  public BigDecimal decimal(int column) {
    return decimal;
  }

  @Override
  public long uuidHigh(int column) {
    return msb;
  }

  @Override
  public long uuidLow(int column) {
    return lsb;
  }

  @Override
  public DirectBuffer bytesBuffer(int column) {
    return bytesBuffer();
  }

  @Override
  public int bytesOffset(int column) {
    return bytesOffset();
  }

  @Override
  public int bytesLength(int column) {
    return bytesLength();
  }

  /**
   * Where the bytes read last are: the key itself when they stand there as they are, otherwise
   * memory of this decoder. Read-only, and valid until the next call that moves the decoder.
   *
   * @return the buffer
   */
  public DirectBuffer bytesBuffer() {
    return scanner.bytesBuffer();
  }

  /**
   * The index in {@link #bytesBuffer()} of the first of the bytes read last.
   *
   * @return an absolute index
   */
  public int bytesOffset() {
    return scanner.bytesOffset();
  }

  /**
   * How many bytes were read last.
   *
   * @return the length
   */
  public int bytesLength() {
    return scanner.bytesLength();
  }

  /**
   * Passes over the next column, null or not. Checks what it takes to find its end, not the value.
   *
   * @param type the type of the column
   * @param descending whether it orders descending
   * @throws CorruptionException if the column does not end within the key
   */
  public void skip(ValueType type, boolean descending) {
    if (nextIsNull(descending)) {
      return;
    }
    markerConsumed = false;
    switch (type.form()) {
      case BYTES -> position = scanner.scan(buffer, position, limit, mask(descending));
      case DECIMAL -> position = decimals.scan(buffer, position, limit, mask(descending));
      case WORD, REAL, UUID -> advance(type.keyBytes());
    }
  }

  /**
   * Where the decoder stands: after the last column read.
   *
   * @return an absolute index in the wrapped buffer
   */
  public int position() {
    return position;
  }

  /**
   * Whether bytes follow.
   *
   * @return true when the key has not been read to its end
   */
  public boolean hasRemaining() {
    return position < limit;
  }

  /** All ones for a descending column: the exclusive or with it inverts, at any width. */
  private static int mask(boolean descending) {
    return descending ? -1 : 0;
  }

  private void openValue(boolean descending) {
    if (nextIsNull(descending)) {
      throw corrupt("A key column is null where a value has to be.");
    }
    markerConsumed = false;
  }

  private byte readByte() {
    int at = position;
    advance(1);
    return buffer.getByte(at);
  }

  private long readLong() {
    int at = position;
    advance(Long.BYTES);
    return buffer.getLong(at, ByteOrder.BIG_ENDIAN);
  }

  private void advance(int bytes) {
    if (limit - position < bytes) {
      throw corrupt("A key ends within a column.");
    }
    position += bytes;
  }

  private CorruptionException corrupt(String sentence) {
    return new CorruptionException(sentence, "position", position, "limit", limit);
  }
}
