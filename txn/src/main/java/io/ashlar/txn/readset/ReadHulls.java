package io.ashlar.txn.readset;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.store.ReadVisitor;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One range for each keyspace that was read: from the least key to the greatest. Its memory is
 * bounded by the number of keyspaces.
 *
 * <p>A slot: int keyspace id, int bytes of the lower bound, int bytes of the upper bound, then room
 * for the longest bound of each.
 */
final class ReadHulls implements ReadVisitor, AutoCloseable {

  /** The longest key, and the zero byte that makes an exclusive bound of an inclusive one. */
  private static final int BOUND_BYTES = KeyEncoder.MAX_KEY_BYTES + 8;

  private static final int LOWER_LENGTH = Integer.BYTES;
  private static final int UPPER_LENGTH = 2 * Integer.BYTES;
  private static final int LOWER = 4 * Integer.BYTES;
  private static final int UPPER = LOWER + BOUND_BYTES;
  private static final int SLOT_BYTES = UPPER + BOUND_BYTES;
  private static final int RETAINED_BYTES = 256 * 1024;

  private final BufferPool pool;

  /** Null until there is a hull. */
  private PooledBuffer memory;

  private int count;

  ReadHulls(BufferPool pool) {
    this.pool = pool;
  }

  boolean isEmpty() {
    return count == 0;
  }

  @Override
  public void point(long hash, DirectBuffer key, int offset, int length) {
    int kept = Math.min(length, BOUND_BYTES);
    int slot = slotFor(key, offset, kept);
    extendDown(slot, key, offset, kept);
    if (compareUpper(slot, key, offset, length) > 0) {
      return;
    }
    extendUp(slot, key, offset, length);
    if (length < BOUND_BYTES) {
      MutableDirectBuffer buffer = memory.buffer();
      buffer.putByte(slot + UPPER + length, (byte) 0);
      buffer.putInt(slot + UPPER_LENGTH, length + 1);
    }
  }

  @Override
  public void range(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    // A prefix of the bound is at or below it; a bound longer than any key is cut, not refused.
    int kept = Math.min(lowerLength, BOUND_BYTES);
    int slot = slotFor(lower, lowerOffset, kept);
    extendDown(slot, lower, lowerOffset, kept);
    if (compareUpper(slot, upper, upperOffset, upperLength) < 0) {
      extendUp(slot, upper, upperOffset, upperLength);
    }
  }

  private void extendDown(int slot, DirectBuffer key, int offset, int length) {
    MutableDirectBuffer buffer = memory.buffer();
    if (UnsignedBytes.compare(
            buffer, slot + LOWER, buffer.getInt(slot + LOWER_LENGTH), key, offset, length)
        > 0) {
      buffer.putBytes(slot + LOWER, key, offset, length);
      buffer.putInt(slot + LOWER_LENGTH, length);
    }
  }

  private void extendUp(int slot, DirectBuffer upper, int offset, int length) {
    MutableDirectBuffer buffer = memory.buffer();
    if (length < BOUND_BYTES) {
      buffer.putBytes(slot + UPPER, upper, offset, length);
      buffer.putInt(slot + UPPER_LENGTH, length);
      return;
    }
    // Longer than any key: the end of its keyspace, whose id is never the last one.
    int keyspace = KeyspacePrefix.of(upper, offset);
    buffer.putInt(slot + UPPER, keyspace + 1, ByteOrder.BIG_ENDIAN);
    buffer.putInt(slot + UPPER_LENGTH, Integer.BYTES);
  }

  private int compareUpper(int slot, DirectBuffer key, int offset, int length) {
    MutableDirectBuffer buffer = memory.buffer();
    return UnsignedBytes.compare(
        buffer, slot + UPPER, buffer.getInt(slot + UPPER_LENGTH), key, offset, length);
  }

  /** The slot of the key's keyspace; a new one is empty and lies at the key. */
  private int slotFor(DirectBuffer key, int offset, int length) {
    int keyspace = KeyspacePrefix.of(key, offset);
    int found = find(keyspace);
    if (found >= 0) {
      return found;
    }
    int slot = count * SLOT_BYTES;
    if (memory == null) {
      memory = pool.acquire(SLOT_BYTES);
    }
    memory.ensureCapacity(slot + SLOT_BYTES);
    MutableDirectBuffer buffer = memory.buffer();
    buffer.putInt(slot, keyspace);
    buffer.putBytes(slot + LOWER, key, offset, length);
    buffer.putInt(slot + LOWER_LENGTH, length);
    buffer.putBytes(slot + UPPER, key, offset, length);
    buffer.putInt(slot + UPPER_LENGTH, length);
    count++;
    return slot;
  }

  private int find(int keyspace) {
    for (int i = 0; i < count; i++) {
      if (memory.buffer().getInt(i * SLOT_BYTES) == keyspace) {
        return i * SLOT_BYTES;
      }
    }
    return -1;
  }

  boolean covers(DirectBuffer key, int offset, int length) {
    int slot = find(KeyspacePrefix.of(key, offset));
    if (slot < 0) {
      return false;
    }
    MutableDirectBuffer buffer = memory.buffer();
    int lowerLength = buffer.getInt(slot + LOWER_LENGTH);
    return UnsignedBytes.compare(buffer, slot + LOWER, lowerLength, key, offset, length) <= 0
        && compareUpper(slot, key, offset, length) > 0;
  }

  void forEach(ReadVisitor visitor) {
    for (int i = 0; i < count; i++) {
      MutableDirectBuffer buffer = memory.buffer();
      int slot = i * SLOT_BYTES;
      visitor.range(
          buffer,
          slot + LOWER,
          buffer.getInt(slot + LOWER_LENGTH),
          buffer,
          slot + UPPER,
          buffer.getInt(slot + UPPER_LENGTH));
    }
  }

  void clear() {
    count = 0;
    if (memory != null && memory.capacity() > RETAINED_BYTES) {
      close();
    }
  }

  @Override
  public void close() {
    count = 0;
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
