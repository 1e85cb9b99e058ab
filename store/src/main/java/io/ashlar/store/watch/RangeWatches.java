package io.ashlar.store.watch;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.store.RangeWatch;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The watched ranges of one store.
 *
 * <p><b>Nothing is missed.</b> Before a group of commits is looked at, {@link #begin} says up to
 * which timestamp it reaches; a watch is put into the list first and then asks how far that is.
 * Both fields are volatile, so whoever is not seen by a group has that group's timestamps at or
 * below his {@code completeFrom}. And every key is reported before the state that shows it is
 * published, so whoever has pinned that state finds the key's timestamp in the watch.
 *
 * <p>Example: a watch begins while the group of timestamp 7 is being written. If the group has
 * passed the list already, the watch begins at 7 and vouches for nothing that was read at 6; else
 * the group finds the watch, and marks it with 7 if it writes there.
 */
public final class RangeWatches {

  private static final Watch[] NONE = {};

  /** Commits up to this timestamp may have passed without looking at {@link #watches}. Rises. */
  private volatile long claimed;

  /** Replaced as a whole, under the lock of this object. */
  private volatile Watch[] watches = NONE;

  /**
   * None are watched.
   *
   * @param newest the newest timestamp that was given to a commit
   */
  public RangeWatches(long newest) {
    claimed = newest;
  }

  /**
   * Before the keys of some commits are reported.
   *
   * @param newest the newest of their timestamps, above all earlier ones
   */
  public void begin(long newest) {
    assert newest >= claimed : "commits are reported in order";
    claimed = newest;
  }

  /**
   * Reports a key that a commit writes or deletes, before anybody can see it.
   *
   * @param key holds the key
   * @param offset where it starts
   * @param length its bytes, at least 4
   * @param timestamp of the commit
   */
  public void touch(DirectBuffer key, int offset, int length, long timestamp) {
    Watch[] current = watches;
    if (current.length == 0) {
      return;
    }
    int keyspaceId = KeyspacePrefix.of(key, offset);
    for (Watch watch : current) {
      if (watch.keyspaceId == keyspaceId && watch.covers(key, offset, length)) {
        watch.touchedAt = timestamp;
      }
    }
  }

  /**
   * Watches a range, which lies within one keyspace or ends where the next one begins.
   *
   * @param lower the first key, inclusive, at least 4 bytes; kept
   * @param upper the end, exclusive; kept
   * @return the watch, to be closed
   */
  public RangeWatch add(byte[] lower, byte[] upper) {
    Watch watch = new Watch(lower, upper);
    synchronized (this) {
      Watch[] more = Arrays.copyOf(watches, watches.length + 1);
      more[more.length - 1] = watch;
      watches = more;
    }
    // After the list: see above.
    watch.completeFrom = claimed;
    return watch;
  }

  /**
   * How many ranges are watched.
   *
   * @return the number
   */
  public int size() {
    return watches.length;
  }

  private synchronized void remove(Watch watch) {
    Watch[] current = watches;
    for (int i = 0; i < current.length; i++) {
      if (current[i] == watch) {
        Watch[] fewer = Arrays.copyOf(current, current.length - 1);
        System.arraycopy(current, i + 1, fewer, i, fewer.length - i);
        watches = fewer.length == 0 ? NONE : fewer;
        return;
      }
    }
  }

  private final class Watch implements RangeWatch {

    private final byte[] lower;
    private final byte[] upper;
    private final int keyspaceId;

    /** Every commit above it that touches the range is in {@link #touchedAt}. */
    private volatile long completeFrom = Long.MAX_VALUE;

    /** The newest commit known to have touched the range. Written by who reports commits. */
    private volatile long touchedAt;

    /** After the end of the watch nothing is known any more. */
    private volatile boolean closed;

    Watch(byte[] lower, byte[] upper) {
      this.lower = lower;
      this.upper = upper;
      this.keyspaceId =
          ((lower[0] & 0xFF) << 24)
              | ((lower[1] & 0xFF) << 16)
              | ((lower[2] & 0xFF) << 8)
              | (lower[3] & 0xFF);
    }

    boolean covers(DirectBuffer key, int offset, int length) {
      return compare(lower, key, offset, length) <= 0 && compare(upper, key, offset, length) > 0;
    }

    private static int compare(byte[] bound, DirectBuffer key, int offset, int length) {
      int common = Math.min(bound.length, length);
      for (int i = 0; i < common; i++) {
        int order = Byte.compareUnsigned(bound[i], key.getByte(offset + i));
        if (order != 0) {
          return order;
        }
      }
      return bound.length - length;
    }

    @Override
    public boolean unchangedSince(long timestamp) {
      // Closed is read last: a watch that was open then has missed nothing of what was read.
      return touchedAt <= timestamp && completeFrom <= timestamp && !closed;
    }

    @Override
    public void close() {
      closed = true;
      remove(this);
    }
  }
}
