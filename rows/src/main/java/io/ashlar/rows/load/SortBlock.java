package io.ashlar.rows.load;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * Entries in one piece of memory off the heap, and their order.
 *
 * <pre>
 * key length (4) | value length (4) | number (8) | key | value
 * </pre>
 *
 * <p>Entries with equal keys stay in the order in which they came. One owner.
 */
final class SortBlock implements AutoCloseable {

  static final int VALUE_LENGTH = 4;
  static final int NUMBER = 8;
  static final int HEADER = 16;

  /** On the heap, for each entry: where it lies, its head, and its place in two orders. */
  private static final int HEAP_BYTES = 3 * Integer.BYTES + Long.BYTES;

  private static final int FIRST_ENTRIES = 1_024;

  /** Runs of so many are sorted by insertion. */
  private static final int SMALL = 8;

  private final PooledBuffer memory;
  private final int limit;
  private int used;
  private int count;

  /** Where each entry lies, in the order in which they came. */
  private int[] offsets = new int[FIRST_ENTRIES];

  /** Of each the first eight bytes of its key, as an unsigned number. */
  private long[] heads = new long[FIRST_ENTRIES];

  /** The entries in the order of their keys. */
  private int[] order = new int[0];

  /**
   * An empty block.
   *
   * @param bytes what entries may take, on the heap and off it; one that is larger lies in a block
   *     of its own
   */
  SortBlock(BufferPool pool, int bytes) {
    this.limit = bytes;
    this.memory = pool.acquire(bytes);
  }

  /** Adds an entry; false when it has no room beside those that are there. */
  boolean add(
      DirectBuffer key,
      int keyOffset,
      int keyLength,
      DirectBuffer value,
      int valueOffset,
      int valueLength,
      long number) {
    int bytes = HEADER + keyLength + valueLength;
    if (bytes > limit - used - (long) HEAP_BYTES * count) {
      if (count > 0) {
        return false;
      }
      memory.ensureCapacity(bytes);
    }
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      heads = Arrays.copyOf(heads, 2 * count);
    }
    var buffer = memory.buffer();
    buffer.putInt(used, keyLength);
    buffer.putInt(used + VALUE_LENGTH, valueLength);
    buffer.putLong(used + NUMBER, number);
    buffer.putBytes(used + HEADER, key, keyOffset, keyLength);
    buffer.putBytes(used + HEADER + keyLength, value, valueOffset, valueLength);
    offsets[count] = used;
    heads[count] = head(buffer, used + HEADER, keyLength);
    count++;
    used += bytes;
    return true;
  }

  private static long head(DirectBuffer buffer, int at, int length) {
    if (length >= Long.BYTES) {
      return buffer.getLong(at, ByteOrder.BIG_ENDIAN);
    }
    long head = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      head = (head << Byte.SIZE) | (i < length ? buffer.getByte(at + i) & 0xFF : 0);
    }
    return head;
  }

  /** Puts the entries into the order of their keys. */
  void sort() {
    if (order.length < count) {
      order = new int[count];
    }
    boolean sorted = true;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      sorted &= i == 0 || compare(i - 1, i) <= 0;
    }
    if (!sorted) {
      int[] from = Arrays.copyOf(order, count);
      sort(from, order, 0, count);
    }
  }

  /** Sorts what two arrays have alike in a range, into the second one; stable. */
  private void sort(int[] from, int[] into, int low, int high) {
    if (high - low <= SMALL) {
      insertionSort(into, low, high);
      return;
    }
    int middle = (low + high) >>> 1;
    sort(into, from, low, middle);
    sort(into, from, middle, high);
    if (compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, low, into, low, high - low);
      return;
    }
    int left = low;
    int right = middle;
    for (int i = low; i < high; i++) {
      boolean fromLeft = right >= high || (left < middle && compare(from[left], from[right]) <= 0);
      into[i] = fromLeft ? from[left++] : from[right++];
    }
  }

  private void insertionSort(int[] into, int low, int high) {
    for (int i = low + 1; i < high; i++) {
      int entry = into[i];
      int at = i;
      while (at > low && compare(into[at - 1], entry) > 0) {
        into[at] = into[at - 1];
        at--;
      }
      into[at] = entry;
    }
  }

  private int compare(int a, int b) {
    int order = Long.compareUnsigned(heads[a], heads[b]);
    if (order != 0) {
      return order;
    }
    DirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer,
        offsets[a] + HEADER,
        buffer.getInt(offsets[a]),
        buffer,
        offsets[b] + HEADER,
        buffer.getInt(offsets[b]));
  }

  /** How many entries there are. */
  int count() {
    return count;
  }

  /** Holds the entries. */
  DirectBuffer buffer() {
    return memory.buffer();
  }

  /** Where an entry lies, counted in the order of keys. */
  int at(int place) {
    return offsets[order[place]];
  }

  /** Forgets all entries. */
  void clear() {
    count = 0;
    used = 0;
  }

  @Override
  public void close() {
    memory.close();
  }
}
