package io.ashlar.sql.execute;

import io.ashlar.codec.memory.HeapBuffer;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.agrona.MutableDirectBuffer;

/**
 * Rows that are kept: copies of columns of a frame, one behind the other in one buffer. Memory is
 * kept from run to run and bounded; keeping a row allocates only while it grows, and for decimals
 * of many digits.
 *
 * <p>Of each column, in order, in native byte order: a byte that is 1 for null, and else 0 and the
 * value: WORD and REAL 8 bytes, PAIR 16, BYTES a length of 4 and the bytes, DECIMAL a scale of 4
 * and the unscaled number as BYTES.
 */
public final class RowStore {

  /** What the rows of one source may take. */
  public static final int MAX_BYTES = 256 * 1024 * 1024;

  /** One less than how many rows are loaded before it is asked again: a power of two. */
  private static final int ASKED = 255;

  private static final int FIRST_BYTES = 4 * 1024;
  private static final int FIRST_ROWS = 64;

  /** A null byte, and a value of the longest form of fixed length, or two lengths. */
  private static final int LONGEST_FIXED = 1 + 2 * Long.BYTES;

  private static final int KEPT_BYTES = 1024 * 1024;

  /** What a sort keeps of a row: its number, twice. */
  private static final int SORTED_BYTES = 2 * Integer.BYTES;

  private final ScalarForm[] forms;
  private final int[] slots;
  private final int rowBytes;
  private final int maxBytes;

  /** Says when the statement gives up; null where nobody asks. */
  private final Reading reading;

  /** How many rows were loaded, so that it is asked now and then. */
  private int loads;

  // A statement that was only prepared needs no memory.
  private HeapBuffer memory = new HeapBuffer(0);
  private MutableDirectBuffer buffer = memory.buffer();
  private int[] offsets = new int[0];
  private int rows;
  private int end;

  /**
   * For frames, of rows that are gone through even when the statement was cancelled meanwhile.
   *
   * @param types the types of their columns
   */
  public RowStore(List<SqlType> types) {
    this(types, null);
  }

  /**
   * For frames.
   *
   * @param types the types of their columns
   * @param reading says when the statement gives up; null for never
   */
  public RowStore(List<SqlType> types, Reading reading) {
    this(types, IntStream.range(0, types.size()).toArray(), SORTED_BYTES, MAX_BYTES, reading);
  }

  /**
   * For some columns of a frame.
   *
   * @param types what they are
   * @param slots their numbers in the frame
   * @param rowBytes what the caller keeps of a row beside its columns, in bytes
   * @param maxBytes what all rows may take, that included; at most {@link #MAX_BYTES}
   * @param reading says when the statement gives up; null for never
   */
  public RowStore(List<SqlType> types, int[] slots, int rowBytes, int maxBytes, Reading reading) {
    this.reading = reading;
    forms = new ScalarForm[types.size()];
    for (int i = 0; i < forms.length; i++) {
      forms[i] = types.get(i).form();
    }
    this.slots = slots.clone();
    this.rowBytes = rowBytes + Integer.BYTES;
    this.maxBytes = maxBytes;
  }

  /**
   * How many rows are kept.
   *
   * @return the number
   */
  public int rows() {
    return rows;
  }

  /** Forgets all rows; a large buffer is given up. */
  public void clear() {
    rows = 0;
    end = 0;
    if (buffer.capacity() > KEPT_BYTES) {
      memory = new HeapBuffer(0);
      buffer = memory.buffer();
      offsets = new int[0];
    }
  }

  /**
   * Keeps the row of a frame.
   *
   * @param frame where it is
   * @return its number
   * @throws SqlException 53200 when there is no room for it
   */
  public int add(Frame frame) {
    if (rows == offsets.length) {
      offsets = Arrays.copyOf(offsets, Math.max(FIRST_ROWS, rows * 2));
      memory.ensureCapacity(FIRST_BYTES);
    }
    offsets[rows] = end;
    for (int column = 0; column < forms.length && end <= maxBytes; column++) {
      put(frame, column, slots[column]);
    }
    if (end + (long) rows * rowBytes > maxBytes) {
      throw SqlException.nowhere(
          SqlState.OUT_OF_MEMORY,
          "Rows that a statement keeps need more memory than there is for them.",
          "rows",
          rows,
          "maxBytes",
          maxBytes);
    }
    return rows++;
  }

  private void put(Frame frame, int column, int slot) {
    memory.ensureCapacity(end + LONGEST_FIXED);
    if (frame.isNull(slot)) {
      buffer.putByte(end++, (byte) 1);
      return;
    }
    buffer.putByte(end++, (byte) 0);
    switch (forms[column]) {
      case WORD, REAL -> putWord(frame.word(slot));
      case PAIR -> {
        putWord(frame.word(slot));
        putWord(frame.low(slot));
      }
      case DECIMAL -> putDecimal(frame.decimal(slot));
      default -> {
        int length = frame.length(slot);
        putLength(length);
        memory.ensureCapacity((long) end + length);
        buffer.putBytes(end, frame.buffer(slot), frame.offset(slot), length);
        end += length;
      }
    }
  }

  private void putWord(long word) {
    buffer.putLong(end, word);
    end += Long.BYTES;
  }

  private void putLength(int length) {
    buffer.putInt(end, length);
    end += Integer.BYTES;
  }

  private void putDecimal(BigDecimal decimal) {
    putLength(decimal.scale());
    byte[] digits = decimal.unscaledValue().toByteArray();
    putLength(digits.length);
    memory.ensureCapacity((long) end + digits.length);
    buffer.putBytes(end, digits);
    end += digits.length;
  }

  /**
   * Puts a row into a frame; texts and bytes stay here, for as long as no row is added. Now and
   * then it is asked whether the statement gives up, since kept rows may be gone through for long.
   *
   * @param row its number
   * @param frame where it goes, into the columns that it came from
   */
  public void load(int row, Frame frame) {
    if ((++loads & ASKED) == 0 && reading != null) {
      reading.checkLimits();
    }
    int at = offsets[row];
    for (int column = 0; column < forms.length; column++) {
      boolean isNull = buffer.getByte(at++) != 0;
      if (isNull) {
        frame.setNull(slots[column]);
      } else {
        at = take(frame, forms[column], slots[column], at);
      }
    }
  }

  private int take(Frame frame, ScalarForm form, int slot, int at) {
    switch (form) {
      case WORD -> frame.setWord(slot, buffer.getLong(at));
      case REAL -> frame.setReal(slot, Double.longBitsToDouble(buffer.getLong(at)));
      case PAIR -> {
        frame.setPair(slot, buffer.getLong(at), buffer.getLong(at + Long.BYTES));
        return at + 2 * Long.BYTES;
      }
      case DECIMAL -> {
        return takeDecimal(frame, slot, at);
      }
      default -> {
        int length = buffer.getInt(at);
        frame.setBytes(slot, buffer, at + Integer.BYTES, length);
        return at + Integer.BYTES + length;
      }
    }
    return at + Long.BYTES;
  }

  private int takeDecimal(Frame frame, int slot, int at) {
    int digits = buffer.getInt(at + Integer.BYTES);
    byte[] unscaled = new byte[digits];
    buffer.getBytes(at + 2 * Integer.BYTES, unscaled);
    frame.setDecimal(slot, new BigDecimal(new BigInteger(unscaled), buffer.getInt(at)));
    return at + 2 * Integer.BYTES + digits;
  }
}
