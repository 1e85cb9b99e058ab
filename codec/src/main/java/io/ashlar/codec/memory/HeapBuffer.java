package io.ashlar.codec.memory;

import io.ashlar.error.LimitExceededException;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Memory on the heap that grows, behind one flyweight: what needs no {@link BufferPool} and no
 * close. One owner; not thread-safe. Growth allocates and leaves the old memory to the collector.
 */
public final class HeapBuffer {

  /** JVMs cannot make arrays of the very largest sizes. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - Long.BYTES;

  private byte[] bytes;
  private final MutableDirectBuffer buffer;

  /**
   * Zeroed memory.
   *
   * @param capacity its bytes at first
   */
  public HeapBuffer(int capacity) {
    bytes = new byte[capacity];
    buffer = Flyweights.wrap(bytes);
  }

  /**
   * The memory.
   *
   * @return the same object on every call, re-wrapped by {@link #ensureCapacity}
   */
  public MutableDirectBuffer buffer() {
    return buffer;
  }

  /**
   * Grows to at least a size, by doubling; keeps the content, and zeroes what is new.
   *
   * @param capacity the bytes needed
   * @throws LimitExceededException if they are more than an array can have
   */
  public void ensureCapacity(long capacity) {
    if (capacity <= bytes.length) {
      return;
    }
    if (capacity > MAX_BYTES) {
      throw new LimitExceededException(
          "The buffer is larger than the limit.",
          "capacityBytes",
          capacity,
          "limitBytes",
          MAX_BYTES);
    }
    long doubled = Math.min(2L * bytes.length, MAX_BYTES);
    bytes = Arrays.copyOf(bytes, (int) Math.max(doubled, capacity));
    buffer.wrap(bytes);
  }
}
