package io.ashlar.rows.aggregate;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.LimitExceededException;
import org.agrona.MutableDirectBuffer;

/**
 * What groups that are gathered side by side keep, outside of the heap: one growing piece of memory
 * that is given away from its beginning on and never taken back in part. Places in it are offsets,
 * as it moves when it grows. One owner at a time.
 */
final class GroupMemory implements AutoCloseable {

  private static final int INITIAL_BYTES = 1024;

  /** More than this is given back to the pool when the groups are forgotten. */
  private static final int RETAINED_BYTES = 1 << 20;

  private final BufferPool pool;

  /** Null until something may be given away. */
  private PooledBuffer memory;

  private int end;

  /** Bytes that may be given away. */
  private long limit;

  private boolean outgrown;

  GroupMemory(BufferPool pool) {
    this.pool = pool;
  }

  /** Forgets everything, and gives up what is larger than is likely to be needed again. */
  void clear() {
    limit = 0;
    end = 0;
    if (memory != null && memory.capacity() > RETAINED_BYTES) {
      close();
    }
  }

  void allow(long bytes) {
    if (memory == null) {
      memory = pool.acquire(INITIAL_BYTES);
    }
    limit = Math.min(bytes, BufferPool.MAX_BUFFER_BYTES);
    outgrown = false;
  }

  /**
   * Gives memory away, at a multiple of eight bytes and with anything in it.
   *
   * @return where it begins
   * @throws LimitExceededException when it would exceed the limit; nothing was given away
   */
  int reserve(int bytes) {
    long next = end + ((bytes + 7L) & ~7L);
    if (next > limit) {
      outgrown = true;
      throw new LimitExceededException(
          "The groups do not fit into the memory that the scan may use.",
          "neededBytes",
          next,
          "limitBytes",
          limit);
    }
    memory.ensureCapacity((int) next);
    int at = end;
    end = (int) next;
    return at;
  }

  /** Whether more was asked for than is allowed, since it was allowed. */
  boolean isOutgrown() {
    return outgrown;
  }

  MutableDirectBuffer buffer() {
    return memory.buffer();
  }

  int used() {
    return end;
  }

  @Override
  public void close() {
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
