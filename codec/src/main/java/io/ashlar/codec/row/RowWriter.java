package io.ashlar.codec.row;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.value.Decimals;
import io.ashlar.codec.value.Floats;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Builds one row at a time in a growable direct buffer of its own.
 *
 * <pre>{@code
 * try (RowWriter writer = new RowWriter(pool)) {
 *   writer.begin(layout);
 *   writer.setString(1, "Basel");
 *   writer.setLong(0, 4001);
 *   int length = writer.finish();
 *   batch.put(Family.DATA, key.buffer(), 0, key.length(), writer.buffer(), 0, length);
 * }
 * }</pre>
 *
 * <p>Slots are set in any order, and again if need be; {@link #finish} may be called again after
 * further changes. A setter that throws leaves the row as it was. A range that is not within its
 * source is an {@link IndexOutOfBoundsException}. Variable columns that are set once each in slot
 * order are written in place; in any other order they are moved once more by {@link #finish}.
 *
 * <p>Except for {@link #setDecimal} nothing allocates, once the buffer has grown to the size of the
 * rows. One owner at a time; not thread-safe; closed by its owner.
 *
 * <p>Long because each type of column has a method.
 */
public final class RowWriter implements AutoCloseable {

  private static final int NOT_FINISHED = -1;
  private static final int INITIAL_BYTES = 256;

  private final PooledBuffer row;
  private final MutableDirectBuffer buffer;
  private final VariableArea variables;

  /** Null until the first begin. */
  private RowLayout layout;

  /** The length of the finished row, or {@link #NOT_FINISHED}. */
  private int length = NOT_FINISHED;

  /**
   * A writer without a row.
   *
   * @param pool where its memory comes from and goes back to
   * @throws io.ashlar.error.ClosedException if the pool is closed
   */
  public RowWriter(BufferPool pool) {
    this.row = pool.acquire(INITIAL_BYTES);
    this.buffer = row.buffer();
    this.variables = new VariableArea(pool, row);
  }

  /**
   * Starts a row in which every column is null.
   *
   * @param layout the layout of the row
   * @return this
   * @throws io.ashlar.error.ClosedException if this writer is closed
   */
  public RowWriter begin(RowLayout layout) {
    int dataOffset = layout.dataOffset();
    row.ensureCapacity(dataOffset);
    this.layout = layout;
    length = NOT_FINISHED;
    buffer.setMemory(0, dataOffset, (byte) 0);
    buffer.putByte(RowFormat.FORMAT_OFFSET, RowFormat.FORMAT);
    buffer.putShort(RowFormat.VERSION_OFFSET, (short) layout.version(), RowFormat.ORDER);
    int slots = layout.slots();
    buffer.setMemory(RowFormat.NULLS_OFFSET, slots >> 3, (byte) 0xFF);
    if ((slots & 7) != 0) {
      buffer.putByte(RowFormat.NULLS_OFFSET + (slots >> 3), (byte) ((1 << (slots & 7)) - 1));
    }
    variables.begin(layout);
    return this;
  }

  /**
   * Makes a column null.
   *
   * @param slot its slot
   * @throws IllegalUseException if there is no such slot or no row
   */
  public void setNull(int slot) {
    ValueKind kind = open().kind(slot);
    if (kind.isVariable()) {
      variables.clear(layout.ordinalOf(slot));
    } else {
      buffer.setMemory(layout.fixedOffsetOf(slot), kind.fixedSize(), (byte) 0);
    }
    int at = nullByte(slot);
    buffer.putByte(at, (byte) (buffer.getByte(at) | 1 << (slot & 7)));
    length = NOT_FINISHED;
  }

  /**
   * Whether a column has a value.
   *
   * @param slot its slot
   * @return false while it is null
   * @throws IllegalUseException if there is no such slot or no row
   */
  public boolean isSet(int slot) {
    open().kind(slot);
    return (buffer.getByte(nullByte(slot)) & 1 << (slot & 7)) == 0;
  }

  /**
   * Sets a BOOLEAN.
   *
   * @param slot its slot
   * @param value the value
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setBoolean(int slot, boolean value) {
    requireKind(slot, ValueKind.BOOLEAN);
    buffer.putByte(layout.fixedOffsetOf(slot), (byte) (value ? 1 : 0));
    markSet(slot);
  }

  /**
   * Sets an INT.
   *
   * @param slot its slot
   * @param value the value
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setInt(int slot, int value) {
    requireKind(slot, ValueKind.INT);
    buffer.putInt(layout.fixedOffsetOf(slot), value, RowFormat.ORDER);
    markSet(slot);
  }

  /**
   * Sets a LONG, DATE, TIME or TIMESTAMP: a word of eight bytes.
   *
   * @param slot its slot
   * @param value the value
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setLong(int slot, long value) {
    ValueKind kind = open().kind(slot);
    if (ValueType.of(kind).form() != ValueForm.WORD || kind.fixedSize() != Long.BYTES) {
      throw otherKind(slot, kind, ValueKind.LONG);
    }
    buffer.putLong(layout.fixedOffsetOf(slot), value, RowFormat.ORDER);
    markSet(slot);
  }

  /**
   * Sets a number, whatever bytes its column has.
   *
   * @param slot its slot
   * @param value a value that the column holds
   * @throws IllegalUseException if the column is of another form, or there is none
   */
  public void setWord(int slot, long value) {
    ValueKind kind = open().kind(slot);
    if (ValueType.of(kind).form() != ValueForm.WORD) {
      throw otherKind(slot, kind, ValueKind.LONG);
    }
    putWord(slot, kind.fixedSize(), value);
  }

  /**
   * Sets a FLOAT.
   *
   * @param slot its slot
   * @param value the value; any NaN is the one NaN, negative zero is zero
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setFloat(int slot, float value) {
    requireKind(slot, ValueKind.FLOAT);
    buffer.putInt(layout.fixedOffsetOf(slot), Floats.canonicalBits(value), RowFormat.ORDER);
    markSet(slot);
  }

  /**
   * Sets a DOUBLE.
   *
   * @param slot its slot
   * @param value the value; any NaN is the one NaN, negative zero is zero
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setDouble(int slot, double value) {
    requireKind(slot, ValueKind.DOUBLE);
    buffer.putLong(layout.fixedOffsetOf(slot), Floats.canonicalBits(value), RowFormat.ORDER);
    markSet(slot);
  }

  /**
   * Sets a UUID.
   *
   * @param slot its slot
   * @param mostSignificant its upper 64 bits
   * @param leastSignificant its lower 64 bits
   * @throws IllegalUseException if the column is of another kind, or there is none
   */
  public void setUuid(int slot, long mostSignificant, long leastSignificant) {
    requireKind(slot, ValueKind.UUID);
    int at = layout.fixedOffsetOf(slot);
    buffer.putLong(at, mostSignificant, RowFormat.ORDER);
    buffer.putLong(at + Long.BYTES, leastSignificant, RowFormat.ORDER);
    markSet(slot);
  }

  /**
   * Sets a DECIMAL, scale included. Allocates.
   *
   * @param slot its slot
   * @param value the value
   * @throws IllegalUseException if the column is of another kind, or there is none
   * @throws LimitExceededException if the value is out of the bounds of {@link Decimals}, or the
   *     row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void setDecimal(int slot, BigDecimal value) {
    requireKind(slot, ValueKind.DECIMAL);
    Decimals.requireWithinLimits(value);
    byte[] unscaled = value.unscaledValue().toByteArray();
    int bytes = RowFormat.SCALE_BYTES + unscaled.length;
    int at = variables.reserve(layout.ordinalOf(slot), bytes);
    buffer.putInt(at, value.scale(), RowFormat.ORDER);
    buffer.putBytes(at + RowFormat.SCALE_BYTES, unscaled);
    commit(slot, bytes);
  }

  /**
   * Sets a STRING.
   *
   * @param slot its slot
   * @param value the text
   * @throws IllegalUseException if the column is of another kind, or there is none
   * @throws ConstraintException if the text holds an unpaired surrogate
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void setString(int slot, CharSequence value) {
    requireKind(slot, ValueKind.STRING);
    int at = variables.reserve(layout.ordinalOf(slot), Utf8.encodedLength(value));
    commit(slot, Utf8.encode(value, buffer, at));
  }

  /**
   * Sets a STRING that is UTF-8 already.
   *
   * @param slot its slot
   * @param source the bytes
   * @param offset the first byte
   * @param textLength how many bytes
   * @throws IllegalUseException if the column is of another kind, or there is none
   * @throws ConstraintException if the bytes are not well-formed UTF-8
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void setUtf8(int slot, DirectBuffer source, int offset, int textLength) {
    requireKind(slot, ValueKind.STRING);
    Utf8.requireValid(source, offset, textLength);
    append(slot, source, offset, textLength);
  }

  /**
   * Sets BYTES.
   *
   * @param slot its slot
   * @param source the bytes
   * @param offset the first byte
   * @param bytesLength how many bytes
   * @throws IllegalUseException if the column is of another kind, or there is none
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void setBytes(int slot, DirectBuffer source, int offset, int bytesLength) {
    requireKind(slot, ValueKind.BYTES);
    append(slot, source, offset, bytesLength);
  }

  /**
   * Sets BYTES.
   *
   * @param slot its slot
   * @param source the bytes, all of them
   * @throws IllegalUseException if the column is of another kind, or there is none
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void setBytes(int slot, byte[] source) {
    requireKind(slot, ValueKind.BYTES);
    int at = variables.reserve(layout.ordinalOf(slot), source.length);
    buffer.putBytes(at, source);
    commit(slot, source.length);
  }

  /**
   * Sets a column, null or not, to a value of its kind. Allocates for decimals alone.
   *
   * @param slot its slot
   * @param from holds the value; not a view of this writer's own buffer
   * @param column the number of the value there
   * @throws IllegalUseException if there is no such slot
   * @throws ConstraintException if a text is not well-formed UTF-8
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES},
   *     or a decimal is out of the bounds of {@link Decimals}
   */
  public void set(int slot, ValueReader from, int column) {
    if (from.isNull(column)) {
      setNull(slot);
      return;
    }
    ValueType type = ValueType.of(open().kind(slot));
    switch (type.form()) {
      case WORD -> putWord(slot, type.kind().fixedSize(), from.word(column));
      case REAL -> putReal(slot, type.kind().fixedSize(), from.real(column));
      case DECIMAL -> setDecimal(slot, from.decimal(column));
      case BYTES -> {
        DirectBuffer bytes = from.bytesBuffer(column);
        int offset = from.bytesOffset(column);
        int bytesLength = from.bytesLength(column);
        if (type.isText()) {
          Utf8.requireValid(bytes, offset, bytesLength);
        }
        append(slot, bytes, offset, bytesLength);
      }
      case UUID -> setUuid(slot, from.uuidHigh(column), from.uuidLow(column));
    }
  }

  private void putWord(int slot, int bytes, long value) {
    int at = layout.fixedOffsetOf(slot);
    switch (bytes) {
      case Byte.BYTES -> buffer.putByte(at, (byte) value);
      case Integer.BYTES -> buffer.putInt(at, (int) value, RowFormat.ORDER);
      default -> buffer.putLong(at, value, RowFormat.ORDER);
    }
    markSet(slot);
  }

  private void putReal(int slot, int bytes, double value) {
    int at = layout.fixedOffsetOf(slot);
    if (bytes == Float.BYTES) {
      buffer.putInt(at, Floats.canonicalBits((float) value), RowFormat.ORDER);
    } else {
      buffer.putLong(at, Floats.canonicalBits(value), RowFormat.ORDER);
    }
    markSet(slot);
  }

  /**
   * Copies a column, null or not, from another row, which may be of another layout. Does not
   * allocate.
   *
   * @param source the other row; not a view of this writer's own buffer
   * @param sourceSlot the slot of the column there
   * @param slot the slot of the column here, of the same kind or one that {@link ValueKind#widens}
   *     it
   * @throws IllegalUseException if the kinds do not match, or there is no such slot
   * @throws LimitExceededException if the row would be longer than {@link RowFormat#MAX_ROW_BYTES}
   */
  public void copyFrom(RowView source, int sourceSlot, int slot) {
    ValueKind kind = open().kind(slot);
    ValueKind sourceKind = source.layout().kind(sourceSlot);
    if (!kind.widens(sourceKind)) {
      throw otherKind(slot, kind, sourceKind);
    }
    if (source.isNull(sourceSlot)) {
      setNull(slot);
    } else if (kind.isVariable()) {
      append(slot, source.buffer(), source.bytesOffset(sourceSlot), source.bytesLength(sourceSlot));
    } else if (kind == sourceKind) {
      buffer.putBytes(
          layout.fixedOffsetOf(slot), source.buffer(), source.fixed(sourceSlot), kind.fixedSize());
      markSet(slot);
    } else if (kind == ValueKind.LONG) {
      setLong(slot, source.word(sourceSlot));
    } else {
      setDouble(slot, source.real(sourceSlot));
    }
  }

  /**
   * Completes the row. The stamp is zero.
   *
   * @return the length of the row, which starts at byte 0 of {@link #buffer()}
   * @throws IllegalUseException if there is no row
   */
  public int finish() {
    open();
    length = variables.finish();
    return length;
  }

  /**
   * The buffer that holds the row from byte 0 on: direct, owned by this writer, the same object for
   * life. A row in it stays until the next {@link #begin}, setter or {@link #close}.
   *
   * @return the buffer
   */
  public MutableDirectBuffer buffer() {
    return buffer;
  }

  /**
   * The length of the finished row.
   *
   * @return what {@link #finish} returned
   * @throws IllegalUseException if the row has not been finished, or changed since
   */
  public int length() {
    if (length == NOT_FINISHED) {
      throw new IllegalUseException("The row is not finished.");
    }
    return length;
  }

  /** Gives the memory back to the pool. Idempotent. */
  @Override
  public void close() {
    layout = null;
    length = NOT_FINISHED;
    variables.close();
    row.close();
  }

  private void append(int slot, DirectBuffer source, int offset, int bytes) {
    int at = variables.reserve(layout.ordinalOf(slot), bytes);
    buffer.putBytes(at, source, offset, bytes);
    commit(slot, bytes);
  }

  private void commit(int slot, int bytes) {
    variables.commit(layout.ordinalOf(slot), bytes);
    markSet(slot);
  }

  private void markSet(int slot) {
    int at = nullByte(slot);
    buffer.putByte(at, (byte) (buffer.getByte(at) & ~(1 << (slot & 7))));
    length = NOT_FINISHED;
  }

  private static int nullByte(int slot) {
    return RowFormat.NULLS_OFFSET + (slot >> 3);
  }

  private RowLayout open() {
    if (layout == null) {
      throw new IllegalUseException("The writer has no row.");
    }
    return layout;
  }

  private void requireKind(int slot, ValueKind wanted) {
    ValueKind kind = open().kind(slot);
    if (kind != wanted) {
      throw otherKind(slot, kind, wanted);
    }
  }

  private static IllegalUseException otherKind(int slot, ValueKind kind, ValueKind wanted) {
    return new IllegalUseException(
        "The column is of another kind.", "slot", slot, "kind", kind, "writtenAs", wanted);
  }
}
