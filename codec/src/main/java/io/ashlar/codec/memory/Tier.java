package io.ashlar.codec.memory;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LimitExceededException;
import java.util.Arrays;

/**
 * The idle storages of one size, a stack: the most recently used memory, which is still in the
 * processor's cache, leaves first.
 *
 * <p>Sizes are 256 B times powers of four, so a growing buffer is copied at most eleven times and
 * its copies sum up to a third of its final size.
 */
final class Tier {

  /** The number of tiers; the largest is 256 B times 4 to the 11th, one GiB. */
  static final int COUNT = 12;

  private static final int SMALLEST_SHIFT = 8;

  /** Guarded by this. Entries at {@code idleCount} and above are null. */
  private Storage[] idle = new Storage[8];

  /** Guarded by this. */
  private int idleCount;

  /** Guarded by this; once true, no storage is ever pushed again. */
  private boolean closed;

  static int bytesOf(int tier) {
    return 1 << (SMALLEST_SHIFT + 2 * tier);
  }

  /** The smallest tier that holds {@code bytes}. */
  static int forCapacity(int bytes) {
    if (bytes < 0) {
      throw new IllegalUseException("A capacity is negative.", "capacityBytes", bytes);
    }
    if (bytes > BufferPool.MAX_BUFFER_BYTES) {
      throw new LimitExceededException(
          "The buffer is larger than the limit.",
          "capacityBytes",
          bytes,
          "limitBytes",
          BufferPool.MAX_BUFFER_BYTES);
    }
    if (bytes <= 1 << SMALLEST_SHIFT) {
      return 0;
    }
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(bytes - 1);
    return (bits - SMALLEST_SHIFT + 1) / 2;
  }

  /** Takes the most recently pushed storage, or null when there is none. */
  synchronized Storage pop() {
    if (idleCount == 0) {
      return null;
    }
    Storage top = idle[--idleCount];
    idle[idleCount] = null;
    return top;
  }

  /** Takes ownership of a storage; false, and the caller keeps it, once the tier is closed. */
  synchronized boolean push(Storage storage) {
    if (closed) {
      return false;
    }
    if (idleCount == idle.length) {
      idle = Arrays.copyOf(idle, idle.length * 2);
    }
    idle[idleCount++] = storage;
    return true;
  }

  /** Refuses further pushes; what is idle can still be popped, to be freed. */
  synchronized void close() {
    closed = true;
  }
}
