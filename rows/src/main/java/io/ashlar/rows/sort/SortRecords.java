package io.ashlar.rows.sort;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.codec.memory.RecordSort;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Rows of a sort as records one behind the other, off-heap, and their order.
 *
 * <p>A record is three lengths (sort key, key, value) and their bytes; the length of a value that
 * is not there is {@link #NO_VALUE}. Reusable; one owner at a time; allocates nothing once its
 * arrays have grown.
 */
final class SortRecords implements AutoCloseable {

  /** In place of the length of a value. */
  static final int NO_VALUE = -1;

  private static final int HEADER_BYTES = 3 * Integer.BYTES;
  private static final int INITIAL_BYTES = 1024;
  private static final int INITIAL_RECORDS = 16;

  private final BufferPool pool;

  /** Null until it is needed. */
  private PooledBuffer memory;

  /** Where records that stay are gathered; null until the memory is. */
  private PooledBuffer gathered;

  /** Kept, so that a sort makes no object. */
  private final RecordSort.Order byKey = this::compare;

  /** Where each record starts. */
  private int[] starts = new int[INITIAL_RECORDS];

  private int count;
  private int end;

  SortRecords(BufferPool pool) {
    this.pool = pool;
  }

  /** Takes its memory, if it has none. */
  void open() {
    if (memory == null) {
      memory = pool.acquire(INITIAL_BYTES);
    }
    if (gathered == null) {
      gathered = pool.acquire(INITIAL_BYTES);
    }
  }

  /** Forgets all records. */
  void clear() {
    count = 0;
    end = 0;
  }

  int count() {
    return count;
  }

  /** Bytes of all records. */
  int bytes() {
    return end;
  }

  /** Bytes of one with such parts. */
  static long bytes(SortKey order, int keyLength, int valueLength) {
    return (long) HEADER_BYTES + order.length() + keyLength + Math.max(0, valueLength);
  }

  /** Adds a record with its sort key; returns where the key goes, with the value behind it. */
  int add(SortKey order, int keyLength, int valueLength) {
    int bytes = (int) bytes(order, keyLength, valueLength);
    memory.ensureCapacity(end + bytes);
    MutableDirectBuffer buffer = memory.buffer();
    buffer.putInt(end, order.length());
    buffer.putInt(end + Integer.BYTES, keyLength);
    buffer.putInt(end + 2 * Integer.BYTES, valueLength);
    buffer.putBytes(end + HEADER_BYTES, order.buffer(), 0, order.length());
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    int key = end + HEADER_BYTES + order.length();
    starts[count++] = end;
    end += bytes;
    return key;
  }

  /** Brings the records into the order of their sort keys. */
  void sort() {
    RecordSort.sort(starts, count, byKey);
  }

  private int compare(int a, int b) {
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer, a + HEADER_BYTES, buffer.getInt(a), buffer, b + HEADER_BYTES, buffer.getInt(b));
  }

  /** Whether a sort key comes before that of a record. */
  boolean comesBefore(DirectBuffer sortKey, int length, int record) {
    int start = starts[record];
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
            sortKey, 0, length, buffer, start + HEADER_BYTES, buffer.getInt(start))
        < 0;
  }

  /** How many of the first records fit into so many bytes, up to a number of them; one at least. */
  int fitting(int most, long maxBytes) {
    long bytes = 0;
    for (int i = 0; i < most; i++) {
      bytes += bytesAt(starts[i]);
      if (bytes > maxBytes) {
        return Math.max(1, i);
      }
    }
    return most;
  }

  /** Keeps the first records alone, which move together. */
  void keep(int first) {
    int to = 0;
    MutableDirectBuffer from = memory.buffer();
    for (int i = 0; i < first; i++) {
      int bytes = bytesAt(starts[i]);
      gathered.ensureCapacity(to + bytes);
      gathered.buffer().putBytes(to, from, starts[i], bytes);
      starts[i] = to;
      to += bytes;
    }
    PooledBuffer old = memory;
    memory = gathered;
    gathered = old;
    count = first;
    end = to;
  }

  private int bytesAt(int start) {
    MutableDirectBuffer buffer = memory.buffer();
    return HEADER_BYTES
        + buffer.getInt(start)
        + buffer.getInt(start + Integer.BYTES)
        + Math.max(0, buffer.getInt(start + 2 * Integer.BYTES));
  }

  /** Holds the records, until the next change. */
  MutableDirectBuffer buffer() {
    return memory.buffer();
  }

  int sortKeyOffset(int record) {
    return starts[record] + HEADER_BYTES;
  }

  int sortKeyLength(int record) {
    return memory.buffer().getInt(starts[record]);
  }

  int keyOffset(int record) {
    return sortKeyOffset(record) + sortKeyLength(record);
  }

  int keyLength(int record) {
    return memory.buffer().getInt(starts[record] + Integer.BYTES);
  }

  /** Bytes of the value, or {@link #NO_VALUE}. */
  int valueLength(int record) {
    return memory.buffer().getInt(starts[record] + 2 * Integer.BYTES);
  }

  /** Bytes of the memory that is held; 0 when there is none. */
  long capacity() {
    return memory == null || gathered == null ? 0 : (long) memory.capacity() + gathered.capacity();
  }

  /** Whether one of the buffers has become larger than this. */
  boolean exceeds(int bytes) {
    return memory != null
        && gathered != null
        && (memory.capacity() > bytes || gathered.capacity() > bytes);
  }

  /** Gives up the heap memory that a big sort took; there are no records. */
  void shrink() {
    starts = new int[INITIAL_RECORDS];
  }

  /** Gives the buffers back; it may be opened anew. Idempotent. */
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
  }
}
