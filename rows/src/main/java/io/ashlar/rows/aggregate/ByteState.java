package io.ashlar.rows.aggregate;

import org.agrona.MutableDirectBuffer;

/**
 * Bytes of any number in the memory of groups: where they lie, how many they are, and how many fit
 * there. Longer ones move to a place of twice their length; the old place is lost until the groups
 * are forgotten.
 */
final class ByteState {

  /** Bytes of the fixed part: offset, length, capacity, and four that are not used. */
  static final int BYTES = 4 * Integer.BYTES;

  private static final int LENGTH = Integer.BYTES;
  private static final int CAPACITY = 2 * Integer.BYTES;

  private ByteState() {}

  /** Makes room for a number of bytes, which the caller then writes; returns where. */
  static int place(int length, GroupMemory memory, int at) {
    int offset = memory.buffer().getInt(at);
    if (length > memory.buffer().getInt(at + CAPACITY)) {
      int capacity = (int) Math.min(2L * length, Integer.MAX_VALUE - Long.BYTES);
      offset = memory.reserve(capacity);
      memory.buffer().putInt(at, offset);
      memory.buffer().putInt(at + CAPACITY, capacity);
    }
    memory.buffer().putInt(at + LENGTH, length);
    return offset;
  }

  /** Holds no bytes from here on; the room for them stays. */
  static void clear(GroupMemory memory, int at) {
    memory.buffer().putInt(at + LENGTH, 0);
  }

  static int offset(MutableDirectBuffer buffer, int at) {
    return buffer.getInt(at);
  }

  static int length(MutableDirectBuffer buffer, int at) {
    return buffer.getInt(at + LENGTH);
  }
}
