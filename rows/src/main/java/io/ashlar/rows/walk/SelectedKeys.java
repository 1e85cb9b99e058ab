package io.ashlar.rows.walk;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** Row keys in the order in which they were added, off-heap: length and bytes of each. */
public final class SelectedKeys implements AutoCloseable {

  private static final int LENGTH_BYTES = Integer.BYTES;

  /** What stays below the largest buffer that the pool gives. */
  private static final int MAX_BYTES = 1 << 29;

  private final PooledBuffer memory;
  private int end;

  /** Where the entry of the current key starts, and where the next one does. */
  private int current;

  private int following;

  SelectedKeys(PooledBuffer memory) {
    this.memory = memory;
  }

  /** What it takes off the heap. */
  int capacity() {
    return memory.capacity();
  }

  public void clear() {
    end = 0;
    following = 0;
  }

  /** Adds a row key: a keyspace id and the encoded primary key. */
  public void add(int keyspaceId, DirectBuffer primaryKey, int offset, int length) {
    int needed = LENGTH_BYTES + Integer.BYTES + length;
    if (needed > MAX_BYTES - end) {
      throw new LimitExceededException(
          "The statement selects more rows than fit into memory.",
          "keyBytes",
          end,
          "limitBytes",
          MAX_BYTES);
    }
    memory.ensureCapacity(end + needed);
    memory.buffer().putInt(end, Integer.BYTES + length);
    memory.buffer().putInt(end + LENGTH_BYTES, keyspaceId, ByteOrder.BIG_ENDIAN);
    memory.buffer().putBytes(end + LENGTH_BYTES + Integer.BYTES, primaryKey, offset, length);
    end += needed;
  }

  /** Moves to the next key; false behind the last. */
  public boolean next() {
    if (following >= end) {
      return false;
    }
    current = following;
    following = current + LENGTH_BYTES + length();
    return true;
  }

  public DirectBuffer buffer() {
    return memory.buffer();
  }

  public int offset() {
    return current + LENGTH_BYTES;
  }

  public int length() {
    return memory.buffer().getInt(current);
  }

  @Override
  public void close() {
    memory.close();
  }
}
