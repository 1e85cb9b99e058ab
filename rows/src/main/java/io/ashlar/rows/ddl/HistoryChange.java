package io.ashlar.rows.ddl;

import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.IllegalUseException;
import io.ashlar.store.HistoryPolicy;
import java.time.Duration;

/** Works out how a table keeps its history after a change of the retention. Stateless. */
final class HistoryChange {

  private static final Duration MAX_RETENTION = Duration.ofDays(36_525);

  private HistoryChange() {}

  static void check(Duration retention) {
    if (retention == null
        || retention.isNegative()
        || retention.compareTo(MAX_RETENTION) > 0
        || (!retention.isZero() && retention.toMillis() == 0)) {
      throw new IllegalUseException(
          "The retention of a history is out of range.",
          "retention",
          String.valueOf(retention),
          "max",
          MAX_RETENTION);
    }
  }

  /**
   * The policy from now on. The width of buckets stays, as it is in the keys; what a shorter
   * retention may have given up already, a longer one does not promise.
   *
   * @param old the policy until now, or null
   * @param retention how long from now on, above zero
   * @param newest the newest timestamp; nobody writes to the table
   */
  static HistoryPolicy next(HistoryPolicy old, Duration retention, long newest) {
    long retentionMs = retention.toMillis();
    if (old == null) {
      return new HistoryPolicy(newest, retentionMs, HistoryPolicy.bucketMsFor(retentionMs));
    }
    long keptSinceMs = CommitTimestamp.millis(newest) - old.retentionMs();
    long since =
        retentionMs > old.retentionMs()
            ? Math.max(old.since(), CommitTimestamp.firstOf(keptSinceMs))
            : old.since();
    return new HistoryPolicy(since, retentionMs, old.bucketMs());
  }
}
