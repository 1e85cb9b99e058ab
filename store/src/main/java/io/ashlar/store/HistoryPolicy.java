package io.ashlar.store;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.HistoryUnavailableException;

/**
 * How a keyspace keeps the versions that commits supersede.
 *
 * @param since the timestamp from which on nothing is missing; earlier times are refused
 * @param retentionMs for how many milliseconds a superseded version is kept at least
 * @param bucketMs over how many milliseconds versions are expired together; stored in keys, so it
 *     never changes while the keyspace has history
 */
public record HistoryPolicy(long since, long retentionMs, long bucketMs) {

  /** The shortest bucket. */
  public static final long MIN_BUCKET_MS = 1_000;

  private static final int BUCKETS = 16;

  /**
   * Checks the numbers.
   *
   * @param since as above
   * @param retentionMs as above, above 0
   * @param bucketMs as above, at least {@link #MIN_BUCKET_MS}
   */
  public HistoryPolicy {
    if (retentionMs <= 0 || bucketMs < MIN_BUCKET_MS || since < 0) {
      throw new IllegalArgumentException("The policy of the history is out of range.");
    }
  }

  /**
   * A width of buckets that fits a retention: some {@value #BUCKETS} of them are kept.
   *
   * @param retentionMs the retention
   * @return milliseconds
   */
  public static long bucketMsFor(long retentionMs) {
    return Math.max(MIN_BUCKET_MS, retentionMs / BUCKETS);
  }

  /**
   * The bucket of versions that ended at a timestamp.
   *
   * @param timestamp the commit timestamp that ended the version
   * @return the number of the bucket; later ones are higher, unsigned
   */
  public int bucketOf(long timestamp) {
    return (int) (CommitTimestamp.millis(timestamp) / bucketMs);
  }

  /**
   * The first bucket that may hold a version which has to be kept.
   *
   * @param now the newest timestamp that was issued
   * @return the number of the bucket; all below it may go
   */
  public int firstKept(long now) {
    return (int) (Math.max(0, CommitTimestamp.millis(now) - retentionMs) / bucketMs);
  }

  /**
   * Refuses times of which nothing can be said, whatever history is kept.
   *
   * @param timestamp the time that is asked for
   * @param settled whether no commit can get a time up to it any more
   * @param newest the newest acknowledged commit, for the message
   * @throws HistoryUnavailableException when it is zero or less, as no commit's is, or not settled
   */
  public static void requireSettled(long timestamp, boolean settled, long newest) {
    if (timestamp <= 0) {
      throw new HistoryUnavailableException("No commit can have that time.", "asOf", timestamp);
    }
    if (!settled) {
      throw new HistoryUnavailableException(
          "The time lies beyond what is acknowledged.", "asOf", timestamp, "newest", newest);
    }
  }

  /**
   * Refuses times that the history does not cover.
   *
   * @param timestamp the time that is asked for
   * @param now the newest timestamp that was issued
   * @throws HistoryUnavailableException when it lies before the history began or before what is
   *     kept
   */
  public void require(long timestamp, long now) {
    if (timestamp < since) {
      throw new HistoryUnavailableException(
          "The history had not begun at that time.", "asOf", timestamp, "since", since);
    }
    if (CommitTimestamp.millis(timestamp) < CommitTimestamp.millis(now) - retentionMs) {
      throw new HistoryUnavailableException(
          "The history of that time is not kept any more.",
          "asOf",
          timestamp,
          "now",
          now,
          "retentionMs",
          retentionMs);
    }
  }
}
