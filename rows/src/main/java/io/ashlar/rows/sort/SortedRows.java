package io.ashlar.rows.sort;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.memory.RecordSort;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Keeps the first rows in the order of their sort keys, off-heap and bounded. Rows are appended;
 * when there are twice as many as are wanted they are sorted, the rest is cut off, and what is kept
 * moves together. From then on a row behind the last that was kept is not taken at all. So a row
 * costs some comparisons with the logarithm of those wanted, and memory holds twice what is kept at
 * most.
 *
 * <p>A record is three lengths (sort key, key, value) and their bytes; the length of a value that
 * is not kept is {@link #NO_VALUE}. Reusable; one owner at a time; allocates nothing once its
 * arrays have grown.
 */
public final class SortedRows implements AutoCloseable {

  /** In place of the length of a value. */
  private static final int NO_VALUE = -1;

  private static final int HEADER_BYTES = 3 * Integer.BYTES;
  private static final int INITIAL_BYTES = 1024;

  /** More than this is given back to the pool when the sort is over. */
  private static final int RETAINED_BYTES = 1 << 20;

  private final BufferPool pool;

  /** Null until it is needed. */
  private PooledBuffer memory;

  /** Where the kept records are gathered; null until the memory is. */
  private PooledBuffer gathered;

  /** Kept, so that a sort makes no object. */
  private final RecordSort.Order byKey = this::compare;

  private int[] records = new int[16];
  private int count;
  private int end;

  /** Bytes that may be kept; twice as many may be held. */
  private long maxBytes;

  private long wanted;

  /** Whether fewer than are wanted will do where the memory holds no more. */
  private boolean fewerWillDo;

  /** Whether rows may have been left out: the last one of the last cut is the threshold. */
  private boolean full;

  /** Whether the memory did not hold the rows. */
  private boolean outgrown;

  /** Rows that were kept at the last cut. */
  private int kept;

  private int current;

  private long mostBytes;

  /** Whether a record without its value was added. */
  private boolean lacksValues;

  /** Writes values with fewer columns; made when it is first needed. */
  private RowWriter writer;

  public SortedRows(BufferPool pool) {
    this.pool = pool;
  }

  /**
   * Forgets all rows.
   *
   * @param rows how many of the first are wanted
   * @param bytes what they may take
   * @param cutToFit whether to keep as many as fit then, instead of failing
   */
  public void begin(long rows, long bytes, boolean cutToFit) {
    if (memory == null) {
      memory = pool.acquire(INITIAL_BYTES);
    }
    if (gathered == null) {
      gathered = pool.acquire(INITIAL_BYTES);
    }
    forget(rows, bytes, cutToFit);
  }

  private void forget(long rows, long bytes, boolean cutToFit) {
    wanted = rows;
    fewerWillDo = cutToFit;
    maxBytes = Math.min(bytes, BufferPool.MAX_BUFFER_BYTES / 2);
    count = 0;
    end = 0;
    full = false;
    outgrown = false;
    lacksValues = false;
    current = -1;
  }

  /** Whether a row with this sort key would be among those kept so far. */
  public boolean wants(DirectBuffer sortKey, int length) {
    if (wanted == 0) {
      return false;
    }
    if (!full) {
      return true;
    }
    int last = records[kept - 1];
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
            sortKey, 0, length, buffer, last + HEADER_BYTES, buffer.getInt(last))
        < 0;
  }

  /** What values are written with that are added. */
  public RowWriter writer() {
    if (writer == null) {
      writer = new RowWriter(pool);
    }
    return writer;
  }

  public void add(
      SortKey order, DirectBuffer key, int keyLength, DirectBuffer value, int valueLength) {
    int at = reserve(order, keyLength, valueLength);
    memory.buffer().putBytes(at, key, 0, keyLength);
    memory.buffer().putBytes(at + keyLength, value, 0, valueLength);
  }

  /** Adds a row without its value. */
  public void addKey(SortKey order, DirectBuffer key, int offset, int length) {
    int at = reserve(order, length, NO_VALUE);
    memory.buffer().putBytes(at, key, offset, length);
    lacksValues = true;
  }

  /** Adds a record with its sort key; returns where the key goes. */
  private int reserve(SortKey order, int keyLength, int valueLength) {
    int valueBytes = Math.max(0, valueLength);
    long needed = (long) HEADER_BYTES + order.length() + keyLength + valueBytes;
    if (end + needed > 2 * maxBytes || (count - 16) / 2 >= wanted) {
      cut();
      requireFits(fewerWillDo ? needed : end + needed);
    }
    memory.ensureCapacity((int) (end + needed));
    MutableDirectBuffer buffer = memory.buffer();
    buffer.putInt(end, order.length());
    buffer.putInt(end + Integer.BYTES, keyLength);
    buffer.putInt(end + 2 * Integer.BYTES, valueLength);
    buffer.putBytes(end + HEADER_BYTES, order.buffer(), 0, order.length());
    if (count == records.length) {
      records = Arrays.copyOf(records, 2 * count);
    }
    records[count++] = end;
    end += (int) needed;
    return end - keyLength - valueBytes;
  }

  /** Ends the adding: what is kept is in order, and {@link #next} leads through it. */
  public void finish() {
    cut();
    requireFits(end);
  }

  private void requireFits(long bytes) {
    if (bytes > maxBytes) {
      outgrown = true;
      throw new LimitExceededException(
          "The rows to sort do not fit into the memory that the scan may use.",
          "rows",
          count,
          "rowBytes",
          bytes,
          "limitBytes",
          maxBytes);
    }
  }

  private void cut() {
    RecordSort.sort(records, count, byKey);
    kept = (int) Math.min(count, wanted);
    if (fewerWillDo && end > maxBytes) {
      kept = fitting(kept);
    }
    full |= kept < count || kept == wanted;
    if (kept < count) {
      gather();
    }
  }

  /** How many of the first records fit into the memory; one at least. */
  private int fitting(int most) {
    MutableDirectBuffer from = memory.buffer();
    long bytes = 0;
    for (int i = 0; i < most; i++) {
      bytes += recordBytes(from, records[i]);
      if (bytes > maxBytes) {
        return Math.max(1, i);
      }
    }
    return most;
  }

  private void gather() {
    int to = 0;
    MutableDirectBuffer from = memory.buffer();
    for (int i = 0; i < kept; i++) {
      int bytes = recordBytes(from, records[i]);
      gathered.ensureCapacity(to + bytes);
      gathered.buffer().putBytes(to, from, records[i], bytes);
      records[i] = to;
      to += bytes;
    }
    PooledBuffer old = memory;
    memory = gathered;
    gathered = old;
    count = kept;
    end = to;
  }

  private static int recordBytes(MutableDirectBuffer buffer, int record) {
    return HEADER_BYTES
        + buffer.getInt(record)
        + buffer.getInt(record + Integer.BYTES)
        + Math.max(0, buffer.getInt(record + 2 * Integer.BYTES));
  }

  private int compare(int a, int b) {
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer, a + HEADER_BYTES, buffer.getInt(a), buffer, b + HEADER_BYTES, buffer.getInt(b));
  }

  public boolean next() {
    if (current + 1 >= count) {
      return false;
    }
    current++;
    return true;
  }

  /** Forgets the rows, and gives up what is larger than the next sort is likely to need. */
  public void clear() {
    forget(0, 0, false);
    if (memory != null && gathered != null) {
      mostBytes = Math.max(mostBytes, (long) memory.capacity() + gathered.capacity());
      if (memory.capacity() > RETAINED_BYTES || gathered.capacity() > RETAINED_BYTES) {
        close();
        records = new int[16];
      }
    }
  }

  /** The most memory that the sorts since {@link #forgetMost} have taken which are over. */
  public long mostBytes() {
    return mostBytes;
  }

  public void forgetMost() {
    mostBytes = 0;
  }

  /** Whether the memory did not hold the rows, since it was begun. */
  public boolean isOutgrown() {
    return outgrown;
  }

  /** Whether rows may follow the last one that is kept. */
  public boolean isFull() {
    return full;
  }

  /** Whether there may be a record without its value. */
  public boolean lacksValues() {
    return lacksValues;
  }

  public DirectBuffer buffer() {
    return memory.buffer();
  }

  public int sortKeyOffset() {
    return records[current] + HEADER_BYTES;
  }

  public int sortKeyLength() {
    return memory.buffer().getInt(records[current]);
  }

  public int keyOffset() {
    return sortKeyOffset() + sortKeyLength();
  }

  public int keyLength() {
    return memory.buffer().getInt(records[current] + Integer.BYTES);
  }

  public int valueOffset() {
    return keyOffset() + keyLength();
  }

  /** Whether the value of the current row was kept. */
  public boolean hasValue() {
    return valueLength() != NO_VALUE;
  }

  public int valueLength() {
    return memory.buffer().getInt(records[current] + 2 * Integer.BYTES);
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
    if (gathered != null) {
      gathered.close();
      gathered = null;
    }
    if (writer != null) {
      writer.close();
      writer = null;
    }
  }
}
