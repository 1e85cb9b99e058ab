package io.ashlar.codec.row;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Decimals;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.agrona.DirectBuffer;

/**
 * A flyweight over one row: reads any column in O(1) without decoding the others.
 *
 * <pre>{@code
 * int version = RowView.layoutVersion(buffer, 0, length);
 * view.wrap(layouts[version], buffer, 0, length);
 * long balance = view.isNull(2) ? 0 : view.word(2);
 * }</pre>
 *
 * <p>{@link #wrap} checks everything that finding columns relies on, so no getter leaves the row
 * whatever its bytes are. A getter on a null is an {@link IllegalUseException}, and so is one of
 * another form: of kinds of one form, a narrower one is read as a wider one, as columns that were
 * widened later have to be read from old rows.
 *
 * <p>Only {@link #decimal} and {@link #getString} allocate. One owner at a time; not thread-safe;
 * valid as long as the bytes that it was wrapped around stay as they were.
 *
 * <p>Long because each form of values has a reader, with what it promises and checks.
 */
public final class RowView implements ValueReader {

  /** What {@link #unscaled} gives where it does not tell: no decimal of 18 digits. */
  public static final long UNFIT = Long.MIN_VALUE;

  private DirectBuffer buffer = Flyweights.empty();
  private int offset;
  private int length;

  /** Null until the first wrap. */
  private RowLayout layout;

  /** A view of no row. */
  public RowView() {}

  /**
   * Reads which layout a row was written under.
   *
   * @param buffer holds the row
   * @param offset the first byte of the row
   * @param length the length of the row
   * @return the layout version, 0 to {@link RowFormat#MAX_VERSION}
   * @throws CorruptionException if the row is too short to say so or has another format
   * @throws IllegalUseException if the range is not within the buffer
   */
  public static int layoutVersion(DirectBuffer buffer, int offset, int length) {
    requireRange(buffer, offset, length);
    if (length < RowFormat.NULLS_OFFSET) {
      throw new CorruptionException("A row is cut off.", "rowBytes", length);
    }
    byte format = buffer.getByte(offset + RowFormat.FORMAT_OFFSET);
    if (format != RowFormat.FORMAT) {
      throw new CorruptionException("A row has an unknown format.", "format", format);
    }
    return buffer.getShort(offset + RowFormat.VERSION_OFFSET, RowFormat.ORDER) & 0xFFFF;
  }

  /**
   * Views a row. Takes time in the number of variable columns; does not allocate.
   *
   * @param layout the layout that {@link #layoutVersion} names
   * @param buffer holds the row; not copied
   * @param offset the first byte of the row
   * @param length the length of the row
   * @return this
   * @throws CorruptionException if the bytes are not a row of the layout
   * @throws IllegalUseException if the range is not within the buffer
   */
  public RowView wrap(RowLayout layout, DirectBuffer buffer, int offset, int length) {
    this.layout = null;
    RowCheck.check(layout, buffer, offset, length);
    this.layout = layout;
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    return this;
  }

  /**
   * The layout of the row.
   *
   * @return the layout given to {@link #wrap}
   * @throws IllegalUseException if this view has no row
   */
  public RowLayout layout() {
    if (layout == null) {
      throw new IllegalUseException("The view is not wrapped around a row.");
    }
    return layout;
  }

  /**
   * The commit timestamp.
   *
   * @return the timestamp; 0 when the row has not been committed
   */
  @Override
  public long stamp() {
    layout();
    return RowFormat.stampOf(buffer, offset);
  }

  /**
   * Whether a column is null.
   *
   * @param slot its slot
   * @return true when it is
   * @throws IllegalUseException if there is no such slot
   */
  @Override
  public boolean isNull(int slot) {
    layout().kind(slot);
    return nullBit(slot);
  }

  /**
   * Reads a BOOLEAN, INT, LONG, DATE, TIME or TIMESTAMP.
   *
   * @param slot its slot
   * @return the value; 0 or 1 of a BOOLEAN
   * @throws IllegalUseException if the column is null or of another form, or there is none
   * @throws CorruptionException if a boolean is neither 0 nor 1
   */
  @Override
  public long word(int slot) {
    ValueKind kind = requireForm(slot, ValueForm.WORD);
    return switch (kind.fixedSize()) {
      case Byte.BYTES -> bit(slot);
      case Integer.BYTES -> buffer.getInt(fixed(slot), RowFormat.ORDER);
      default -> buffer.getLong(fixed(slot), RowFormat.ORDER);
    };
  }

  private long bit(int slot) {
    byte value = buffer.getByte(fixed(slot));
    if (value != 0 && value != 1) {
      throw corrupt("A boolean in a row is neither 0 nor 1.", slot);
    }
    return value;
  }

  /**
   * Reads a DOUBLE or FLOAT.
   *
   * @param slot its slot
   * @return the value
   * @throws IllegalUseException if the column is null or of another form, or there is none
   */
  @Override
  public double real(int slot) {
    ValueKind kind = requireForm(slot, ValueForm.REAL);
    return kind.fixedSize() == Float.BYTES
        ? Float.intBitsToFloat(buffer.getInt(fixed(slot), RowFormat.ORDER))
        : Double.longBitsToDouble(buffer.getLong(fixed(slot), RowFormat.ORDER));
  }

  /**
   * Reads a DECIMAL. Allocates.
   *
   * @param slot its slot
   * @return the value, with the scale that it was written with
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   * @throws CorruptionException if the bytes are no decimal within the bounds of {@link Decimals}
   */
  @Override
  public BigDecimal decimal(int slot) {
    requireKind(slot, ValueKind.DECIMAL);
    int start = variableStart(slot);
    byte[] unscaled = new byte[variableEnd(slot) - start - RowFormat.SCALE_BYTES];
    buffer.getBytes(start + RowFormat.SCALE_BYTES, unscaled);
    BigInteger integer = new BigInteger(unscaled);
    BigDecimal value = new BigDecimal(integer, buffer.getInt(start, RowFormat.ORDER));
    if (!Decimals.isWithinLimits(value) || integer.bitLength() / 8 + 1 != unscaled.length) {
      throw corrupt("A decimal in a row is out of bounds or not in its shortest form.", slot);
    }
    return value;
  }

  /**
   * Reads a DECIMAL of few digits without allocation.
   *
   * @param slot its slot
   * @param scale the scale that it is expected with
   * @return its unscaled value; {@link #UNFIT} when it has another scale or does not fit a long, or
   *     its bytes are not in their shortest form: {@link #decimal} knows more then
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   */
  public long unscaled(int slot, int scale) {
    requireKind(slot, ValueKind.DECIMAL);
    int start = variableStart(slot);
    int digits = start + RowFormat.SCALE_BYTES;
    int end = variableEnd(slot);
    if (end <= digits
        || end - digits > Long.BYTES
        || buffer.getInt(start, RowFormat.ORDER) != scale) {
      return UNFIT;
    }
    // The shortest form: no byte that only repeats the sign of the next.
    long value = buffer.getByte(digits);
    if (end - digits > 1 && value == buffer.getByte(digits + 1) >> (Byte.SIZE - 1)) {
      return UNFIT;
    }
    for (int i = digits + 1; i < end; i++) {
      value = value << Byte.SIZE | (buffer.getByte(i) & 0xFF);
    }
    return value;
  }

  /**
   * Reads a STRING. Allocates it; {@link #appendTo} and the view by {@link #bytesOffset} do not.
   *
   * @param slot its slot
   * @return the text
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   * @throws CorruptionException if the bytes are not well-formed UTF-8
   */
  public String getString(int slot) {
    int start = requireUtf8(slot);
    return buffer.getStringWithoutLengthUtf8(start, variableEnd(slot) - start);
  }

  /**
   * Appends a STRING. Allocates only if the target has to grow.
   *
   * @param slot its slot
   * @param target where to append; unchanged when this throws
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   * @throws CorruptionException if the bytes are not well-formed UTF-8
   */
  public void appendTo(int slot, StringBuilder target) {
    int start = requireUtf8(slot);
    Utf8.appendTo(buffer, start, variableEnd(slot) - start, target);
  }

  /**
   * Reads the upper half of a UUID.
   *
   * @param slot its slot
   * @return its most significant bits
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   */
  @Override
  public long uuidHigh(int slot) {
    requireKind(slot, ValueKind.UUID);
    return buffer.getLong(fixed(slot), RowFormat.ORDER);
  }

  /**
   * Reads the lower half of a UUID.
   *
   * @param slot its slot
   * @return its least significant bits
   * @throws IllegalUseException if the column is null or of another kind, or there is none
   */
  @Override
  public long uuidLow(int slot) {
    requireKind(slot, ValueKind.UUID);
    return buffer.getLong(fixed(slot) + Long.BYTES, RowFormat.ORDER);
  }

  /**
   * Where the bytes of a STRING, BYTES or DECIMAL are. Of a STRING the UTF-8 is not checked.
   *
   * @param slot its slot
   * @return the index of the first byte in {@link #buffer()}
   * @throws IllegalUseException if the column is null or of fixed size, or there is none
   */
  @Override
  public int bytesOffset(int slot) {
    requireVariable(slot);
    return variableStart(slot);
  }

  /**
   * How many bytes a STRING, BYTES or DECIMAL has.
   *
   * @param slot its slot
   * @return the length, 0 for an empty value
   * @throws IllegalUseException if the column is null or of fixed size, or there is none
   */
  @Override
  public int bytesLength(int slot) {
    requireVariable(slot);
    return variableEnd(slot) - variableStart(slot);
  }

  /**
   * The buffer that holds a STRING, BYTES or DECIMAL: that of the row.
   *
   * @param slot its slot
   * @return what {@link #buffer} gives
   */
  @Override
  public DirectBuffer bytesBuffer(int slot) {
    return buffer;
  }

  /**
   * The buffer given to {@link #wrap}.
   *
   * @return the buffer; read-only by contract
   */
  public DirectBuffer buffer() {
    return buffer;
  }

  /**
   * The first byte of the row.
   *
   * @return an index in {@link #buffer()}
   */
  public int offset() {
    return offset;
  }

  /**
   * The length of the row.
   *
   * @return bytes
   */
  public int length() {
    return length;
  }

  static void requireRange(DirectBuffer buffer, int offset, int length) {
    if ((offset | length) < 0 || length > buffer.capacity() - offset) {
      throw new IllegalUseException(
          "The range is not within the buffer.",
          "offset",
          offset,
          "length",
          length,
          "capacity",
          buffer.capacity());
    }
  }

  /** Where in the buffer a fixed column is; for copying between rows too. */
  int fixed(int slot) {
    return offset + layout.fixedOffsetOf(slot);
  }

  private boolean nullBit(int slot) {
    return (buffer.getByte(offset + RowFormat.NULLS_OFFSET + (slot >> 3)) & 1 << (slot & 7)) != 0;
  }

  private int variableStart(int slot) {
    int ordinal = layout.ordinalOf(slot);
    return offset + layout.dataOffset() + (ordinal == 0 ? 0 : end(ordinal - 1));
  }

  private int variableEnd(int slot) {
    return offset + layout.dataOffset() + end(layout.ordinalOf(slot));
  }

  private int end(int ordinal) {
    return buffer.getInt(
        offset + layout.endsOffset() + ordinal * RowFormat.END_BYTES, RowFormat.ORDER);
  }

  private int requireUtf8(int slot) {
    requireKind(slot, ValueKind.STRING);
    int start = variableStart(slot);
    if (!Utf8.isValid(buffer, start, variableEnd(slot) - start)) {
      throw corrupt("A string in a row is not well-formed UTF-8.", slot);
    }
    return start;
  }

  private void requireVariable(int slot) {
    ValueKind kind = requireValue(slot);
    if (!kind.isVariable()) {
      throw otherKind(slot, kind, ValueKind.BYTES);
    }
  }

  private void requireKind(int slot, ValueKind wanted) {
    ValueKind kind = requireValue(slot);
    if (kind != wanted) {
      throw otherKind(slot, kind, wanted);
    }
  }

  private ValueKind requireForm(int slot, ValueForm wanted) {
    ValueKind kind = requireValue(slot);
    if (ValueType.of(kind).form() != wanted) {
      throw otherKind(slot, kind, wanted);
    }
    return kind;
  }

  private ValueKind requireValue(int slot) {
    ValueKind kind = layout().kind(slot);
    if (nullBit(slot)) {
      throw new IllegalUseException("The column is null in this row.", "slot", slot, "kind", kind);
    }
    return kind;
  }

  private static IllegalUseException otherKind(int slot, ValueKind kind, Object wanted) {
    return new IllegalUseException(
        "The column is of another kind.", "slot", slot, "kind", kind, "readAs", wanted);
  }

  private CorruptionException corrupt(String sentence, int slot) {
    return new CorruptionException(
        sentence, "slot", slot, "columnId", layout.columnId(slot), "version", layout.version());
  }
}
