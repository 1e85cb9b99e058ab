package io.ashlar.codec.memory;

import io.ashlar.error.ClosedException;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A growable direct buffer on loan from a {@link BufferPool}.
 *
 * <p>It has one owner at a time, who closes it; it is not thread-safe. {@link #buffer()} is the
 * same object for the whole life of this one and is re-wrapped when the memory moves, so it may be
 * kept in a field; {@link #byteBuffer()} changes with growth and is asked for each time.
 *
 * <p>After {@link #close()} the flyweight has capacity 0, so late access through it is an {@link
 * IndexOutOfBoundsException}, never a look at another owner's bytes. Late access through a {@link
 * ByteBuffer} that was kept cannot be stopped that way: with {@code -Dashlar.checked=true} (the
 * default) the first {@value #SCRIBBLE_BYTES} bytes are overwritten on release, so that what is
 * read there cannot look right.
 */
public final class PooledBuffer implements AutoCloseable {

  /** How many leading bytes are overwritten on release in checked mode. */
  static final int SCRIBBLE_BYTES = 1024;

  /** No format, marker or version in use starts with this byte. */
  static final byte SCRIBBLE = (byte) 0xDB;

  private static final boolean CHECKED =
      !"false".equals(System.getProperty("ashlar.checked", "true"));

  private static final byte[] NO_BYTES = new byte[0];

  private final BufferPool pool;
  private final MutableDirectBuffer buffer = Flyweights.empty();

  /** Null once closed. */
  private Storage storage;

  PooledBuffer(BufferPool pool, Storage storage) {
    this.pool = pool;
    this.storage = storage;
    storage.byteBuffer().clear();
    buffer.wrap(storage.whole());
  }

  /**
   * The memory as a flyweight over the whole capacity, backed by {@link #byteBuffer()}.
   *
   * @return the same object on every call, re-wrapped by {@link #ensureCapacity}
   * @throws ClosedException if this buffer is closed
   */
  public MutableDirectBuffer buffer() {
    requireOpen();
    return buffer;
  }

  /**
   * The memory as a direct buffer of {@link #capacity()} bytes. Position and limit cover all of it
   * after acquiring and growing; from then on they are the owner's to change. The byte order is
   * whatever was set last.
   *
   * @return valid until the buffer grows or is closed
   * @throws ClosedException if this buffer is closed
   */
  public ByteBuffer byteBuffer() {
    return requireOpen().byteBuffer();
  }

  /**
   * The size of the memory in bytes.
   *
   * @return a tier's size: 256 times a power of four
   * @throws ClosedException if this buffer is closed
   */
  public int capacity() {
    return Tier.bytesOf(requireOpen().tier());
  }

  /**
   * Grows to the smallest tier that holds {@code minCapacity}; never shrinks. The content is kept,
   * what lies beyond the old capacity is undefined. Allocates no heap memory when the pool has idle
   * memory of the size.
   *
   * @param minCapacity the capacity needed, in bytes
   * @throws ClosedException if this buffer is closed
   * @throws io.ashlar.error.IllegalUseException if the capacity is negative
   * @throws io.ashlar.error.LimitExceededException if it is over {@link
   *     BufferPool#MAX_BUFFER_BYTES}
   */
  public void ensureCapacity(int minCapacity) {
    Storage old = requireOpen();
    int tier = Tier.forCapacity(minCapacity);
    if (tier <= old.tier()) {
      return;
    }
    Storage grown = pool.takeStorage(tier);
    int oldBytes = Tier.bytesOf(old.tier());
    grown.byteBuffer().clear();
    // From the old memory through the flyweight, which has no position to disturb.
    buffer.getBytes(0, grown.byteBuffer(), 0, oldBytes);
    scribble(oldBytes);
    buffer.wrap(grown.whole());
    storage = grown;
    pool.returnStorage(old);
  }

  /** Gives the memory back to the pool. Idempotent. */
  @Override
  public void close() {
    Storage last = storage;
    if (last == null) {
      return;
    }
    storage = null;
    scribble(Tier.bytesOf(last.tier()));
    buffer.wrap(NO_BYTES);
    pool.returnStorage(last);
    pool.countRelease();
  }

  private Storage requireOpen() {
    Storage current = storage;
    if (current == null) {
      throw new ClosedException("The buffer is closed.");
    }
    return current;
  }

  private void scribble(int capacity) {
    if (CHECKED) {
      buffer.setMemory(0, Math.min(capacity, SCRIBBLE_BYTES), SCRIBBLE);
    }
  }
}
