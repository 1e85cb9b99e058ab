package io.ashlar.mvcc.window;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.store.ReadSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/**
 * The ordered window: the keys themselves of recent commits, in commit order, for those who have
 * read ranges. {@link RecentCommits} keeps hashes, which tell nothing about ranges.
 *
 * <p>A ring of entries over a ring of off-heap bytes. A range reader is validated by walking back
 * from the newest entry to its view and asking for each key whether it lies in what was read, so a
 * validation costs the keys committed since the view, not what the ring holds, times a binary
 * search in the ranges. A structure sorted by key would have to be kept in order by the leader for
 * every commit, and pays only where a view is thousands of keys old.
 *
 * <p>Keys are kept only while somebody needs them. <b>Nothing is missed</b>: a reader counts itself
 * ({@link #track}) before it takes its view, that is before it reads the pointer to the written
 * state; the leader looks at the count after it has published a group as the written state. Both
 * are volatile, so that when the leader finds nobody, whoever counts himself later reads that
 * pointer or a newer one, and the group is part of his view. Otherwise the leader records the group
 * before it hands over, so that it is here before anybody is validated after it.
 *
 * <p>All but {@link #track} and {@link #untrack} is the leader's.
 */
public final class OrderedWindow implements AutoCloseable {

  /** Bytes of the ring for each entry: keyspace, marker and a number or two. */
  private static final int KEY_BYTES = 32;

  /** What each entry takes: its key, timestamp, position and length. */
  public static final int ENTRY_BYTES = KEY_BYTES + 2 * Long.BYTES + Integer.BYTES;

  private static final int INITIAL_ENTRIES = 1 << 12;

  /** What is kept while nobody is tracked; only old views have made it grow beyond. */
  private static final int RETAINED_ENTRIES = 1 << 15;

  /** Part of the ring that is not trimmed: see {@code StatePointers.oldestView}. */
  private static final int KEPT_FRACTION = 4;

  private static final long[] NONE = {};
  private static final int[] NO_LENGTHS = {};

  private final AtomicInteger tracked = new AtomicInteger();
  private final int maxEntries;
  private final BufferPool pool = new BufferPool(0);

  /** Null while nothing was ever recorded, or what was needed has been given back. */
  private PooledBuffer keys;

  private long[] timestamps = NONE;

  /** Where each key starts, counted without end; the place in the ring is the remainder. */
  private long[] positions = NONE;

  private int[] lengths = NO_LENGTHS;
  private int head;
  private int size;
  private long end;

  /** Every key committed above it is here. Only rises. */
  private long completeFrom;

  /** Timestamp of the newest commit, recorded or not. */
  private long newest;

  /**
   * An empty window.
   *
   * @param maxEntries keys kept at most, and {@value #KEY_BYTES} bytes for each on average
   * @param floor what happened up to this timestamp is known not to concern anybody
   */
  public OrderedWindow(int maxEntries, long floor) {
    this.maxEntries = Integer.highestOneBit(maxEntries);
    this.completeFrom = floor;
    this.newest = floor;
  }

  /** Before a view is taken whose reads will be validated. Any thread. */
  public void track() {
    tracked.incrementAndGet();
  }

  /** After such a view was let go. Any thread. */
  public void untrack() {
    int left = tracked.decrementAndGet();
    assert left >= 0 : "untracked twice";
  }

  /**
   * Whether the group that was just published must be recorded.
   *
   * @return false when nobody is tracked
   */
  public boolean needed() {
    return tracked.get() > 0;
  }

  /**
   * Of the newest commit, recorded or not.
   *
   * @return its timestamp
   */
  public long newest() {
    return newest;
  }

  /**
   * How many keys are kept.
   *
   * @return the number
   */
  public int entries() {
    return size;
  }

  /**
   * Nobody was tracked after all up to this timestamp was published, or what was published cannot
   * be recorded: then those who are tracked are refused. Allocates nothing.
   *
   * @param published the timestamp
   */
  public void forget(long published) {
    newest = published;
    completeFrom = published;
    size = 0;
    if (timestamps.length > RETAINED_ENTRIES) {
      close();
    }
  }

  /**
   * Adds a key that a published commit wrote or deleted.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes
   * @param timestamp of the commit
   * @param oldestView timestamp of the oldest pinned view, or less
   */
  public void record(DirectBuffer key, int offset, int length, long timestamp, long oldestView) {
    assert timestamp >= newest : "commits must be recorded in order";
    newest = timestamp;
    makeRoom(length, oldestView);
    long position = place(length);
    int slot = slot(size++);
    timestamps[slot] = timestamp;
    positions[slot] = position;
    lengths[slot] = length;
    keys.buffer().putBytes(offsetOf(position), key, offset, length);
    end = position + length;
  }

  /**
   * Whether a commit above the view of the reads has written or deleted a key in their ranges.
   *
   * @param reads what was read
   * @return true when so
   * @throws SnapshotTooOldException when that is not known any more
   */
  public boolean changedInside(ReadSource reads) {
    long readAt = reads.readAt();
    if (readAt < completeFrom) {
      throw new SnapshotTooOldException(
          "The view is older than the ordered window of recent commits.",
          "timestamp",
          readAt,
          "oldest",
          completeFrom);
    }
    for (int i = size - 1; i >= 0; i--) {
      int slot = slot(i);
      if (timestamps[slot] <= readAt) {
        return false;
      }
      if (reads.covers(keys.buffer(), offsetOf(positions[slot]), lengths[slot])) {
        return true;
      }
    }
    return false;
  }

  /**
   * What it takes now, on the heap and off it; any thread.
   *
   * @return bytes
   */
  public long heldBytes() {
    return (long) timestamps.length * ENTRY_BYTES;
  }

  private int slot(int index) {
    return (head + index) & (timestamps.length - 1);
  }

  private int bytes() {
    return timestamps.length * KEY_BYTES;
  }

  private int offsetOf(long position) {
    return (int) (position & (bytes() - 1));
  }

  /** Where a key of this length goes: a key lies in one piece. */
  private long place(int length) {
    int offset = offsetOf(end);
    return offset + length > bytes() ? end + bytes() - offset : end;
  }

  private boolean fits(int length) {
    if (size == timestamps.length || length > bytes()) {
      return false;
    }
    return size == 0 || place(length) + length - positions[head] <= bytes();
  }

  private void makeRoom(int length, long oldestView) {
    if (fits(length)) {
      return;
    }
    int kept = timestamps.length / KEPT_FRACTION;
    while (size > kept && timestamps[head] <= oldestView) {
      dropOldest();
    }
    boolean crowded = size > timestamps.length / 2 || !fits(length);
    if (crowded && timestamps.length < maxEntries) {
      grow(length);
    }
    while (!fits(length)) {
      dropOldest();
    }
  }

  private void dropOldest() {
    completeFrom = Math.max(completeFrom, timestamps[head]);
    head = (head + 1) & (timestamps.length - 1);
    size--;
  }

  private void grow(int length) {
    int entries = Math.min(maxEntries, Math.max(INITIAL_ENTRIES, 2 * timestamps.length));
    while (entries < maxEntries && length > entries * KEY_BYTES) {
      entries *= 2;
    }
    long[] grownTimestamps = new long[entries];
    long[] grownPositions = new long[entries];
    int[] grownLengths = new int[entries];
    PooledBuffer grownKeys = pool.acquire(entries * KEY_BYTES);
    int at = 0;
    for (int i = 0; i < size; i++) {
      int slot = slot(i);
      grownKeys.buffer().putBytes(at, keys.buffer(), offsetOf(positions[slot]), lengths[slot]);
      grownTimestamps[i] = timestamps[slot];
      grownPositions[i] = at;
      grownLengths[i] = lengths[slot];
      at += lengths[slot];
    }
    if (keys != null) {
      keys.close();
    }
    keys = grownKeys;
    timestamps = grownTimestamps;
    positions = grownPositions;
    lengths = grownLengths;
    head = 0;
    end = at;
  }

  /** Gives the memory back; nothing is recorded afterwards unless it is taken anew. */
  @Override
  public void close() {
    if (keys != null) {
      keys.close();
      keys = null;
    }
    timestamps = NONE;
    positions = NONE;
    lengths = NO_LENGTHS;
    head = 0;
    size = 0;
    end = 0;
  }
}
