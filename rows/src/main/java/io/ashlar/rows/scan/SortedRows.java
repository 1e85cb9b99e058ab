package io.ashlar.rows.scan;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps the first rows in the order of their sort keys, off-heap and bounded. Rows are appended;
 * when there are twice as many as are wanted they are sorted, the rest is cut off, and what is kept
 * moves together. From then on a row behind the last that was kept is not taken at all. So a row
 * costs some comparisons with the logarithm of those wanted, and memory holds twice what is kept at
 * most.
 *
 * <p>A record is three lengths (sort key, key, value) and their bytes. Reusable; one owner at a
 * time; allocates nothing once its arrays have grown.
 */
final class SortedRows implements AutoCloseable {

  private static final int HEADER_BYTES = 3 * Integer.BYTES;
  private static final int INITIAL_BYTES = 1024;

  /** More than this is given back to the pool when the sort is over. */
  private static final int RETAINED_BYTES = 1 << 20;

  private final BufferPool pool;
  private PooledBuffer memory;

  /** Where the kept records are gathered. */
  private PooledBuffer gathered;

  private int[] records = new int[16];
  private int count;
  private int end;

  /** Bytes that may be kept; twice as many may be held. */
  private long maxBytes;

  private long wanted;

  /** Whether the rows wanted were there at the last cut: the last of them is the threshold. */
  private boolean full;

  private int current;

  SortedRows(BufferPool pool) {
    this.pool = pool;
    memory = pool.acquire(INITIAL_BYTES);
    gathered = pool.acquire(INITIAL_BYTES);
  }

  void begin(long rows, long bytes) {
    wanted = rows;
    maxBytes = Math.min(bytes, BufferPool.MAX_BUFFER_BYTES / 2);
    count = 0;
    end = 0;
    full = false;
    current = -1;
  }

  /** Whether a row with this sort key would be among those kept so far. */
  boolean wants(DirectBuffer sortKey, int length) {
    if (wanted == 0) {
      return false;
    }
    if (!full) {
      return true;
    }
    int last = records[(int) wanted - 1];
    UnsafeBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
            sortKey, 0, length, buffer, last + HEADER_BYTES, buffer.getInt(last))
        < 0;
  }

  void add(SortKey order, DirectBuffer key, int keyLength, DirectBuffer value, int valueLength) {
    int at = reserve(order, keyLength, valueLength);
    memory.buffer().putBytes(at, key, 0, keyLength);
    memory.buffer().putBytes(at + keyLength, value, 0, valueLength);
  }

  void addKey(SortKey order, DirectBuffer key, int offset, int length) {
    int at = reserve(order, length, 0);
    memory.buffer().putBytes(at, key, offset, length);
  }

  /** Adds a record with its sort key; returns where the key goes. */
  private int reserve(SortKey order, int keyLength, int valueLength) {
    long needed = (long) HEADER_BYTES + order.length() + keyLength + valueLength;
    if (end + needed > 2 * maxBytes || (count - 16) / 2 >= wanted) {
      cut();
      requireFits(end + needed);
    }
    memory.ensureCapacity((int) (end + needed));
    UnsafeBuffer buffer = memory.buffer();
    buffer.putInt(end, order.length());
    buffer.putInt(end + Integer.BYTES, keyLength);
    buffer.putInt(end + 2 * Integer.BYTES, valueLength);
    buffer.putBytes(end + HEADER_BYTES, order.buffer(), 0, order.length());
    if (count == records.length) {
      records = Arrays.copyOf(records, 2 * count);
    }
    records[count++] = end;
    end += (int) needed;
    return end - keyLength - valueLength;
  }

  /** Ends the adding: what is kept is in order, and {@link #next} leads through it. */
  void finish() {
    cut();
    requireFits(end);
  }

  private void requireFits(long bytes) {
    if (bytes > maxBytes) {
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
    sort();
    if (count <= wanted) {
      full = count == wanted;
      return;
    }
    count = (int) wanted;
    full = true;
    int to = 0;
    UnsafeBuffer from = memory.buffer();
    for (int i = 0; i < count; i++) {
      int bytes = recordBytes(from, records[i]);
      gathered.ensureCapacity(to + bytes);
      gathered.buffer().putBytes(to, from, records[i], bytes);
      records[i] = to;
      to += bytes;
    }
    PooledBuffer old = memory;
    memory = gathered;
    gathered = old;
    end = to;
  }

  private static int recordBytes(UnsafeBuffer buffer, int record) {
    return HEADER_BYTES
        + buffer.getInt(record)
        + buffer.getInt(record + Integer.BYTES)
        + buffer.getInt(record + 2 * Integer.BYTES);
  }

  /** Heapsort: in place, and never slower for any order. */
  private void sort() {
    for (int root = count / 2 - 1; root >= 0; root--) {
      sink(root, count);
    }
    for (int last = count - 1; last > 0; last--) {
      int greatest = records[0];
      records[0] = records[last];
      records[last] = greatest;
      sink(0, last);
    }
  }

  private void sink(int from, int size) {
    int parent = from;
    int moved = records[parent];
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && compare(records[child], records[child + 1]) < 0) {
        child++;
      }
      if (compare(moved, records[child]) >= 0) {
        break;
      }
      records[parent] = records[child];
      parent = child;
    }
    records[parent] = moved;
  }

  private int compare(int a, int b) {
    UnsafeBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer, a + HEADER_BYTES, buffer.getInt(a), buffer, b + HEADER_BYTES, buffer.getInt(b));
  }

  boolean next() {
    if (current + 1 >= count) {
      return false;
    }
    current++;
    return true;
  }

  /** Forgets the rows, and gives up what is larger than the next sort is likely to need. */
  void clear() {
    begin(0, 0);
    if (memory.capacity() > RETAINED_BYTES || gathered.capacity() > RETAINED_BYTES) {
      close();
      memory = pool.acquire(INITIAL_BYTES);
      gathered = pool.acquire(INITIAL_BYTES);
      records = new int[16];
    }
  }

  boolean isFull() {
    return full;
  }

  DirectBuffer buffer() {
    return memory.buffer();
  }

  int sortKeyOffset() {
    return records[current] + HEADER_BYTES;
  }

  int sortKeyLength() {
    return memory.buffer().getInt(records[current]);
  }

  int keyOffset() {
    return sortKeyOffset() + sortKeyLength();
  }

  int keyLength() {
    return memory.buffer().getInt(records[current] + Integer.BYTES);
  }

  int valueOffset() {
    return keyOffset() + keyLength();
  }

  int valueLength() {
    return memory.buffer().getInt(records[current] + 2 * Integer.BYTES);
  }

  @Override
  public void close() {
    memory.close();
    gathered.close();
  }
}
