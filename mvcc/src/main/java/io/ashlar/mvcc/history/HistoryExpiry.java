package io.ashlar.mvcc.history;

import io.ashlar.mvcc.HistoryPolicy;
import io.ashlar.mvcc.commit.CommitPipeline;
import io.ashlar.mvcc.state.HybridClock;
import org.agrona.collections.Int2IntHashMap;

/**
 * Lets the history go that is older than its keyspace keeps: one range deletion for all buckets
 * that have become too old since the last one. For the syncer's thread alone.
 */
public final class HistoryExpiry {

  private final HistoryKeyspaces keyspaces;
  private final HybridClock clock;

  /** The bucket of each keyspace below which everything was deleted since the store was opened. */
  private final Int2IntHashMap deletedBelow = new Int2IntHashMap(0);

  public HistoryExpiry(HistoryKeyspaces keyspaces, HybridClock clock) {
    this.keyspaces = keyspaces;
    this.clock = clock;
  }

  public void carryOut(CommitPipeline pipeline) {
    if (keyspaces.isEmpty()) {
      return;
    }
    long now = clock.last();
    keyspaces.forEach(
        keyspaceId -> {
          HistoryPolicy policy = keyspaces.policy(keyspaceId);
          if (policy == null) {
            return;
          }
          int kept = policy.firstKept(now);
          if (Integer.compareUnsigned(kept, deletedBelow.get(keyspaceId)) > 0
              && kept > policy.bucketOf(policy.since())) {
            pipeline.deleteHistory(keyspaceId, false, kept);
            deletedBelow.put(keyspaceId, kept);
          }
        });
  }
}
