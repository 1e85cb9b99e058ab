package io.ashlar.mvcc.history;

import io.ashlar.mvcc.commit.OwnWrites;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.store.HistoryPolicy;
import org.agrona.collections.Int2IntHashMap;

/**
 * Lets the history go that is older than its keyspace keeps: one range deletion for all buckets
 * that have become too old since the last one. For the syncer's thread alone.
 */
public final class HistoryExpiry {

  private final HistoryKeyspaces keyspaces;
  private final HybridClock clock;
  private final OwnWrites ownWrites;

  /** The bucket of each keyspace below which everything was deleted since the store was opened. */
  private final Int2IntHashMap deletedBelow = new Int2IntHashMap(0);

  /**
   * For one store.
   *
   * @param keyspaces which keyspaces keep history
   * @param clock by which retention is judged
   * @param ownWrites take the deletions
   */
  public HistoryExpiry(HistoryKeyspaces keyspaces, HybridClock clock, OwnWrites ownWrites) {
    this.keyspaces = keyspaces;
    this.clock = clock;
    this.ownWrites = ownWrites;
  }

  /**
   * Deletes what has become too old.
   *
   * @throws io.ashlar.error.OutOfSpaceException when one was refused; it is tried again next time
   */
  public void carryOut() {
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
            ownWrites.deleteHistoryBelow(keyspaceId, kept);
            deletedBelow.put(keyspaceId, kept);
          }
        });
  }
}
