package io.ashlar.rows.write;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The unique entries and moved rows that a statement wants to write, until it has ended and they
 * can be judged. Off-heap, reusable; one owner at a time.
 *
 * <p>Each record: partition, index position, key bytes, value bytes (four ints), key, value. Of
 * rows whose primary key changes the row itself is kept as well, and the entries that nobody else
 * can have, as the primary key is in their keys.
 */
final class PendingEntries implements AutoCloseable {

  /** Instead of an index position: a row. */
  static final int ROW = -1;

  private static final int HEADER_BYTES = 4 * Integer.BYTES;
  private static final int INITIAL_BYTES = 1024;

  private final PooledBuffer memory;
  private final long limitBytes;
  private int used;
  private int at;

  PendingEntries(BufferPool pool, long limitBytes) {
    memory = pool.acquire(INITIAL_BYTES);
    this.limitBytes = Math.min(limitBytes, BufferPool.MAX_BUFFER_BYTES);
  }

  void clear() {
    used = 0;
  }

  void add(
      int part, int index, DirectBuffer key, int keyLength, DirectBuffer value, int valueLength) {
    long end = (long) used + HEADER_BYTES + keyLength + valueLength;
    if (end > limitBytes) {
      throw new LimitExceededException(
          "The statement keeps back more unique entries and moved rows than a transaction may write.",
          "entryBytes",
          end,
          "limitBytes",
          limitBytes);
    }
    memory.ensureCapacity((int) end);
    MutableDirectBuffer buffer = memory.buffer();
    buffer.putInt(used, part);
    buffer.putInt(used + Integer.BYTES, index);
    buffer.putInt(used + 2 * Integer.BYTES, keyLength);
    buffer.putInt(used + 3 * Integer.BYTES, valueLength);
    buffer.putBytes(used + HEADER_BYTES, key, 0, keyLength);
    buffer.putBytes(used + HEADER_BYTES + keyLength, value, 0, valueLength);
    used = (int) end;
  }

  /** Stands on the first record; false when there is none. */
  boolean first() {
    at = 0;
    return used > 0;
  }

  /** Stands on the next record; false when there is none. */
  boolean next() {
    at = valueOffset() + valueLength();
    return at < used;
  }

  MutableDirectBuffer buffer() {
    return memory.buffer();
  }

  /** Which of the partitions that the statement has met. */
  int part() {
    return memory.buffer().getInt(at);
  }

  int index() {
    return memory.buffer().getInt(at + Integer.BYTES);
  }

  boolean isRow() {
    return index() == ROW;
  }

  /** Instead of an index position: an entry of it that contains the primary key. */
  static int shared(int index) {
    return ROW - 1 - index;
  }

  /** Whether no other row can have the key. */
  boolean isShared() {
    return index() < ROW;
  }

  int keyOffset() {
    return at + HEADER_BYTES;
  }

  int keyLength() {
    return memory.buffer().getInt(at + 2 * Integer.BYTES);
  }

  int valueOffset() {
    return keyOffset() + keyLength();
  }

  int valueLength() {
    return memory.buffer().getInt(at + 3 * Integer.BYTES);
  }

  @Override
  public void close() {
    used = 0;
    memory.close();
  }
}
