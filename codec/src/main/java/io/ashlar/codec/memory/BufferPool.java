package io.ashlar.codec.memory;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A pool of direct buffers in twelve sizes, from 256 B to 1 GiB by powers of four.
 *
 * <p>Released memory is kept for the next caller as long as all idle memory together stays within
 * the bound given at construction; beyond that it is freed at once. Memory in use is not bounded
 * here.
 *
 * <p>Thread-safe. {@link #acquire} allocates a small handle (and native memory when nothing fits is
 * idle), so a prepared object acquires once and keeps its buffer; growth and access allocate
 * nothing on the heap as long as idle memory fits.
 *
 * <pre>{@code
 * try (BufferPool pool = new BufferPool(64 << 20);
 *     PooledBuffer buffer = pool.acquire(100)) {
 *   buffer.buffer().putLong(0, 42L);
 *   buffer.ensureCapacity(5_000); // the long is still at 0
 * }
 * }</pre>
 */
public final class BufferPool implements AutoCloseable {

  /** The largest buffer, in bytes: 1 GiB. */
  public static final int MAX_BUFFER_BYTES = 1 << 30;

  private final Tier[] tiers = new Tier[Tier.COUNT];
  private final long maxRetainedBytes;
  private final AtomicLong retainedBytes = new AtomicLong();
  private final AtomicLong lentBytes = new AtomicLong();
  private final AtomicLong acquiredCount = new AtomicLong();
  private final AtomicLong releasedCount = new AtomicLong();
  private volatile boolean closed;

  /**
   * An empty pool.
   *
   * @param maxRetainedBytes how much idle memory to keep, in bytes; 0 keeps none
   * @throws IllegalUseException if it is negative
   */
  public BufferPool(long maxRetainedBytes) {
    if (maxRetainedBytes < 0) {
      throw new IllegalUseException(
          "A bound on retained memory is negative.", "maxRetainedBytes", maxRetainedBytes);
    }
    this.maxRetainedBytes = maxRetainedBytes;
    for (int i = 0; i < tiers.length; i++) {
      tiers[i] = new Tier();
    }
  }

  /**
   * Takes a buffer, which the caller owns until it closes it. Its content is undefined.
   *
   * @param minCapacity the capacity needed, in bytes; the buffer's is the next tier's size
   * @return an open buffer
   * @throws ClosedException if the pool is closed
   * @throws IllegalUseException if the capacity is negative
   * @throws io.ashlar.error.LimitExceededException if it is over {@link #MAX_BUFFER_BYTES}
   */
  public PooledBuffer acquire(int minCapacity) {
    PooledBuffer buffer = new PooledBuffer(this, acquireStorage(Tier.forCapacity(minCapacity)));
    acquiredCount.incrementAndGet();
    return buffer;
  }

  /**
   * How many buffers were ever acquired.
   *
   * @return the count
   */
  public long acquiredCount() {
    return acquiredCount.get();
  }

  /**
   * How many buffers were ever released.
   *
   * @return the count
   */
  public long releasedCount() {
    return releasedCount.get();
  }

  /**
   * How many buffers are acquired and not yet released. Exact when no other thread is in the pool;
   * otherwise each buffer moving at the moment may or may not be counted.
   *
   * @return the count, never negative
   */
  public int outstanding() {
    // Released first: read the other way round, the difference could be negative.
    long released = releasedCount.get();
    return Math.toIntExact(acquiredCount.get() - released);
  }

  /**
   * How much idle memory is kept for the next callers.
   *
   * @return bytes, at most the bound given at construction
   */
  public long retainedBytes() {
    return retainedBytes.get();
  }

  /**
   * How much memory the buffers have that are acquired and not yet released.
   *
   * @return bytes
   */
  public long lentBytes() {
    return lentBytes.get();
  }

  /**
   * Frees the idle memory and refuses further {@link #acquire} calls. Buffers still out stay valid,
   * can still grow, and free their memory when they are closed. Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    for (Tier tier : tiers) {
      tier.close();
      Storage storage = tier.pop();
      while (storage != null) {
        retainedBytes.addAndGet(-Tier.bytesOf(storage.tier()));
        storage.free();
        storage = tier.pop();
      }
    }
  }

  private Storage acquireStorage(int tier) {
    if (closed) {
      throw new ClosedException("The buffer pool is closed.");
    }
    return takeStorage(tier);
  }

  /** For growth too, which a closed pool does not refuse. */
  Storage takeStorage(int tier) {
    Storage storage = tiers[tier].pop();
    lentBytes.addAndGet(Tier.bytesOf(tier));
    if (storage == null) {
      return new Storage(tier);
    }
    retainedBytes.addAndGet(-Tier.bytesOf(tier));
    return storage;
  }

  /** Takes the storage back: keeps it within the bound, frees it otherwise. */
  void returnStorage(Storage storage) {
    int bytes = Tier.bytesOf(storage.tier());
    lentBytes.addAndGet(-bytes);
    if (!reserve(bytes)) {
      storage.free();
    } else if (!tiers[storage.tier()].push(storage)) {
      retainedBytes.addAndGet(-bytes);
      storage.free();
    }
  }

  void countRelease() {
    releasedCount.incrementAndGet();
  }

  private boolean reserve(int bytes) {
    while (true) {
      long retained = retainedBytes.get();
      if (retained + bytes > maxRetainedBytes) {
        return false;
      }
      if (retainedBytes.compareAndSet(retained, retained + bytes)) {
        return true;
      }
    }
  }
}
