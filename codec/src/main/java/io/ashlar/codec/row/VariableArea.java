package io.ashlar.codec.row;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import org.agrona.MutableDirectBuffer;

/**
 * The data area of a row under construction.
 *
 * <p>Values are appended in the order in which they are set, so setting one again leaves its former
 * bytes behind. {@link #finish} finds out whether the values happen to stand in slot order without
 * gaps, which is the usual case, and otherwise puts them so by way of a second buffer.
 *
 * <p>A value is set in two steps, so that an encoder that fails half-way has changed nothing:
 * {@link #reserve} room at the end, write, {@link #commit}.
 */
final class VariableArea {

  private final BufferPool pool;
  private final PooledBuffer row;
  private final MutableDirectBuffer buffer;

  /** For putting values in order; null until that is needed for the first time. */
  private PooledBuffer scratch;

  private RowLayout layout;

  /** By ordinal: where in the row the value starts; meaningless where the length is 0. */
  private int[] starts = new int[16];

  /** By ordinal: the length of the value. */
  private int[] lengths = new int[16];

  /** The sum of the lengths. Invariant: the row without dead bytes is within its limit. */
  private int liveBytes;

  /** Where in the row the next value is appended. */
  private int end;

  VariableArea(BufferPool pool, PooledBuffer row) {
    this.pool = pool;
    this.row = row;
    this.buffer = row.buffer();
  }

  void begin(RowLayout rowLayout) {
    layout = rowLayout;
    int count = rowLayout.variableCount();
    if (count > lengths.length) {
      starts = new int[RowLayout.MAX_SLOTS];
      lengths = new int[RowLayout.MAX_SLOTS];
    }
    for (int i = 0; i < count; i++) {
      lengths[i] = 0;
    }
    liveBytes = 0;
    end = rowLayout.dataOffset();
  }

  void clear(int ordinal) {
    liveBytes -= lengths[ordinal];
    lengths[ordinal] = 0;
  }

  /** Makes room for a value and returns where in the row it is to be written. */
  int reserve(int ordinal, long bytes) {
    long rowBytes = layout.dataOffset() + liveBytes - lengths[ordinal] + bytes;
    if (rowBytes > RowFormat.MAX_ROW_BYTES) {
      throw new LimitExceededException(
          "The row is longer than the limit.",
          "rowBytes",
          rowBytes,
          "limitBytes",
          RowFormat.MAX_ROW_BYTES);
    }
    if (end + bytes > RowFormat.MAX_ROW_BYTES) {
      // Dead bytes may not grow the buffer beyond twice the limit, however often a value is set.
      arrange();
    }
    row.ensureCapacity((int) (end + bytes));
    return end;
  }

  /** Counts the value written at the place that {@link #reserve} returned. */
  void commit(int ordinal, int bytes) {
    liveBytes += bytes - lengths[ordinal];
    starts[ordinal] = end;
    lengths[ordinal] = bytes;
    end += bytes;
  }

  /** Writes the table of ends and returns the length of the row. */
  int finish() {
    if (!isArranged()) {
      arrange();
    }
    int valueEnd = 0;
    int at = layout.endsOffset();
    for (int i = 0; i < layout.variableCount(); i++, at += RowFormat.END_BYTES) {
      valueEnd += lengths[i];
      buffer.putInt(at, valueEnd, RowFormat.ORDER);
    }
    return end;
  }

  void close() {
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }

  private boolean isArranged() {
    int at = layout.dataOffset();
    for (int i = 0; i < layout.variableCount(); i++) {
      if (lengths[i] != 0) {
        if (starts[i] != at) {
          return false;
        }
        at += lengths[i];
      }
    }
    return at == end;
  }

  private void arrange() {
    if (scratch == null) {
      scratch = pool.acquire(liveBytes);
    }
    scratch.ensureCapacity(liveBytes);
    MutableDirectBuffer copy = scratch.buffer();
    int dataOffset = layout.dataOffset();
    int at = 0;
    for (int i = 0; i < layout.variableCount(); i++) {
      copy.putBytes(at, buffer, starts[i], lengths[i]);
      starts[i] = dataOffset + at;
      at += lengths[i];
    }
    buffer.putBytes(dataOffset, copy, 0, at);
    end = dataOffset + at;
  }
}
