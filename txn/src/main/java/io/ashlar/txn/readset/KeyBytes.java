package io.ashlar.txn.readset;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Bytes appended one behind the other, off-heap, up to a limit. */
final class KeyBytes implements AutoCloseable {

  private static final int FIRST_BYTES = 4 * 1024;

  /** What a cleared one keeps; steady small transactions then never go to the pool. */
  private static final int RETAINED_BYTES = 256 * 1024;

  private final BufferPool pool;
  private final int limit;

  /** Null until something is appended. */
  private PooledBuffer memory;

  private int used;

  KeyBytes(BufferPool pool, int limit) {
    this.pool = pool;
    this.limit = limit;
  }

  boolean fits(int bytes) {
    return used + bytes <= limit;
  }

  /** Appends bytes that fit; returns where they start. */
  int append(DirectBuffer source, int offset, int length) {
    assert fits(length) : "asked first";
    if (memory == null) {
      memory = pool.acquire(Math.max(FIRST_BYTES, length));
    }
    memory.ensureCapacity(used + length);
    memory.buffer().putBytes(used, source, offset, length);
    used += length;
    return used - length;
  }

  MutableDirectBuffer buffer() {
    return memory.buffer();
  }

  void clear() {
    used = 0;
    if (memory != null && memory.capacity() > RETAINED_BYTES) {
      close();
    }
  }

  @Override
  public void close() {
    used = 0;
    if (memory != null) {
      memory.close();
      memory = null;
    }
  }
}
