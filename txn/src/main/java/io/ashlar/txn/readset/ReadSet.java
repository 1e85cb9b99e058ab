package io.ashlar.txn.readset;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.store.ReadSource;
import io.ashlar.store.ReadVisitor;
import org.agrona.DirectBuffer;

/**
 * The keys and ranges that one serializable transaction has read at its view.
 *
 * <p>Reusable: {@link #clear} empties it and keeps what a small transaction needs, so that steady
 * use allocates nothing and does not go to the buffer pool. Bounded: some {@value #LIMIT_BYTES}
 * bytes of keys, 65,536 keys, 4,096 ranges; beyond that it is coarsened, see the package. Belongs
 * to one thread at a time.
 */
public final class ReadSet implements ReadSource, AutoCloseable {

  /** Bytes of keys and bounds that are kept exactly. */
  static final int LIMIT_BYTES = 4 * 1024 * 1024;

  private final KeyBytes keys;
  private final ReadPoints points;
  private final ReadRanges ranges;

  /** Once it is not empty, all reads are in here and nothing is in the other two. */
  private final ReadHulls hulls;

  private boolean recording;
  private boolean paused;
  private long readAt;

  /**
   * An empty set, which holds no memory of the pool until the first reading.
   *
   * @param pool lends the memory
   */
  public ReadSet(BufferPool pool) {
    this(pool, LIMIT_BYTES);
  }

  ReadSet(BufferPool pool, int limitBytes) {
    this.keys = new KeyBytes(pool, limitBytes);
    this.points = new ReadPoints(keys);
    this.ranges = new ReadRanges(keys);
    this.hulls = new ReadHulls(pool);
  }

  /** Begins to record; the set is empty. */
  public void begin() {
    assert isEmpty() : "reads of an earlier transaction";
    recording = true;
  }

  /**
   * Whether readings are recorded.
   *
   * @return true from {@link #begin} to {@link #clear}, but for pauses
   */
  public boolean recording() {
    return recording && !paused;
  }

  /**
   * Pauses the recording, or goes on with it.
   *
   * @param pause whether what is read from here on is left out
   */
  public void pause(boolean pause) {
    paused = pause;
  }

  /**
   * Records a key that was read, whether it was there or not. The bytes are copied.
   *
   * @param hash the key's hash
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes, at least 4
   */
  public void addPoint(long hash, DirectBuffer key, int offset, int length) {
    assert recording : "nothing is recorded outside a serializable transaction";
    if (hulls.isEmpty()) {
      if (points.add(hash, key, offset, length)) {
        return;
      }
      coarsen();
    }
    hulls.point(hash, key, offset, length);
  }

  /**
   * Records a range that was read, whatever was in it. The bytes are copied. Nothing is recorded
   * for an empty range.
   *
   * @param lower holds the lower bound, inclusive
   * @param lowerOffset where it starts
   * @param lowerLength its bytes, at least 4 (a range lies within one keyspace)
   * @param upper holds the upper bound, exclusive
   * @param upperOffset where it starts
   * @param upperLength its bytes, at least 4
   */
  public void addRange(
      DirectBuffer lower,
      int lowerOffset,
      int lowerLength,
      DirectBuffer upper,
      int upperOffset,
      int upperLength) {
    assert recording : "nothing is recorded outside a serializable transaction";
    if (UnsignedBytes.compare(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength)
        >= 0) {
      return;
    }
    if (hulls.isEmpty()) {
      if (ranges.add(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength)) {
        return;
      }
      coarsen();
    }
    hulls.range(lower, lowerOffset, lowerLength, upper, upperOffset, upperLength);
  }

  private void coarsen() {
    points.forEach(hulls);
    ranges.forEach(hulls);
    points.clear();
    ranges.clear();
    keys.clear();
  }

  /**
   * Says which view all was read at, before the set is handed to a commit.
   *
   * @param timestamp the view's timestamp
   */
  public void readAt(long timestamp) {
    readAt = timestamp;
  }

  /**
   * Forgets everything, ends the recording, and gives back the buffers that a big transaction took.
   * Allocates nothing.
   */
  public void clear() {
    recording = false;
    paused = false;
    readAt = 0;
    points.clear();
    ranges.clear();
    keys.clear();
    hulls.clear();
  }

  /** Gives up the heap memory that a big transaction took; the set is empty. Allocates a little. */
  public void trim() {
    points.trim();
  }

  /** Gives back all memory. The set can be used again. Idempotent. */
  @Override
  public void close() {
    clear();
    keys.close();
    hulls.close();
  }

  @Override
  public boolean isEmpty() {
    return points.count() == 0 && !hasRanges();
  }

  @Override
  public boolean hasRanges() {
    return ranges.count() > 0 || !hulls.isEmpty();
  }

  @Override
  public long readAt() {
    return readAt;
  }

  @Override
  public void forEach(ReadVisitor visitor) {
    points.forEach(visitor);
    ranges.forEach(visitor);
    hulls.forEach(visitor);
  }

  @Override
  public boolean covers(DirectBuffer key, int offset, int length) {
    return hulls.isEmpty() ? ranges.covers(key, offset, length) : hulls.covers(key, offset, length);
  }
}
