package io.ashlar.txn.writeset;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import java.util.Arrays;
import org.agrona.MutableDirectBuffer;

/**
 * Off-heap segments filled from front to back. A segment never moves or grows, so flyweights over
 * it hold while the arena grows; one buffer that grows by copying would pull them away under a scan
 * that writes. A reference is the segment's number in the high half and the offset in the low.
 */
final class Arena implements AutoCloseable {

  private static final int FIRST_SEGMENT_BYTES = 4 * 1024;
  private static final int LARGEST_STEP_BYTES = 1024 * 1024;

  /** What a cleared arena keeps; steady small transactions then never go to the pool. */
  private static final long RETAINED_BYTES = 256 * 1024;

  private final BufferPool pool;
  private PooledBuffer[] segments = new PooledBuffer[4];
  private int count;
  private int current;
  private int tail;

  Arena(BufferPool pool) {
    this.pool = pool;
  }

  /** A reference to {@code bytes} (a multiple of 8) of unused memory, content undefined. */
  long allocate(int bytes) {
    if (count == 0 || bytes > segments[current].capacity() - tail) {
      advance(bytes);
    }
    long reference = reference(current, tail);
    tail += bytes;
    return reference;
  }

  /** Makes everything from the end of the referenced piece on unused. */
  void truncate(long reference, int bytes) {
    current = (int) (reference >>> 32);
    tail = offset(reference) + bytes;
  }

  MutableDirectBuffer buffer(long reference) {
    return segments[(int) (reference >>> 32)].buffer();
  }

  static int offset(long reference) {
    return (int) reference;
  }

  /** Makes everything unused; segments stay. */
  void rewind() {
    current = 0;
    tail = 0;
  }

  /** Makes everything unused and gives back what a big transaction took. */
  void clear() {
    rewind();
    long held = 0;
    int kept = 0;
    while (kept < count && held + segments[kept].capacity() <= RETAINED_BYTES) {
      held += segments[kept++].capacity();
    }
    shrinkTo(kept);
  }

  long capacity() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += segments[i].capacity();
    }
    return sum;
  }

  @Override
  public void close() {
    rewind();
    shrinkTo(0);
  }

  private void advance(int bytes) {
    int next = count == 0 ? 0 : current + 1;
    if (next < count && segments[next].capacity() < bytes) {
      shrinkTo(next);
    }
    if (next == count) {
      if (count == segments.length) {
        segments = Arrays.copyOf(segments, count * 2);
      }
      segments[next] = pool.acquire(Math.max(bytes, step(next)));
      count++;
    }
    current = next;
    tail = 0;
  }

  private void shrinkTo(int kept) {
    while (count > kept) {
      count--;
      segments[count].close();
      segments[count] = null;
    }
  }

  private static int step(int segment) {
    return (int)
        Math.min((long) FIRST_SEGMENT_BYTES << Math.min(2 * segment, 16), LARGEST_STEP_BYTES);
  }

  private static long reference(int segment, int offset) {
    return ((long) segment << 32) | offset;
  }
}
