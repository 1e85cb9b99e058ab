package io.ashlar.codec.value;

/**
 * The number that orders commits and names their time: milliseconds since 1970 in 44 bits, and
 * below them a counter of the commits of one millisecond in 20 bits. Positive. Stateless.
 */
public final class CommitTimestamp {

  private static final int COUNTER_BITS = 20;
  private static final long MICROS_PER_MILLI = 1_000;

  /** The last millisecond whose commits all have a timestamp. */
  public static final long LAST_MILLIS = (Long.MAX_VALUE >>> COUNTER_BITS) - 1;

  private CommitTimestamp() {}

  /**
   * The first timestamp of a millisecond; as a difference, how many timestamps some milliseconds
   * have.
   *
   * @param millis milliseconds since 1970, at most {@link #LAST_MILLIS}
   * @return the timestamp
   */
  public static long firstOf(long millis) {
    return millis << COUNTER_BITS;
  }

  /**
   * The last timestamp of a millisecond.
   *
   * @param millis milliseconds since 1970, at most {@link #LAST_MILLIS}
   * @return the timestamp
   */
  public static long lastOf(long millis) {
    return ((millis + 1) << COUNTER_BITS) - 1;
  }

  /**
   * The time of a timestamp.
   *
   * @param timestamp the timestamp
   * @return milliseconds since 1970
   */
  public static long millis(long timestamp) {
    return timestamp >>> COUNTER_BITS;
  }

  /**
   * The time of a timestamp as columns have it.
   *
   * @param timestamp the timestamp
   * @return microseconds since 1970, whole milliseconds
   */
  public static long micros(long timestamp) {
    return millis(timestamp) * MICROS_PER_MILLI;
  }
}
