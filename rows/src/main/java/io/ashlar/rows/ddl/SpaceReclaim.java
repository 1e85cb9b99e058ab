package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.PendingReclaim;
import io.ashlar.store.VersionedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keyspaces whose space the store is asked to give back. The catalog remembers each until the
 * store has done it, because the store forgets at a restart. Shared by all threads.
 */
final class SpaceReclaim {

  private final VersionedStore store;
  private final Set<Integer> requested = new TreeSet<>();

  SpaceReclaim(VersionedStore store) {
    this.store = store;
  }

  /** Asks the store; nothing refers to the keyspace any more. */
  synchronized void request(PendingReclaim reclaim) {
    store.reclaimKeyspace(reclaim.keyspaceId(), reclaim.droppedAt());
    requested.add(reclaim.keyspaceId());
  }

  /** The keyspaces that the store is through with, and that the catalog can forget. */
  synchronized List<Integer> finished() {
    List<Integer> finished = new ArrayList<>();
    for (int keyspaceId : requested) {
      if (!store.reclaimPending(keyspaceId)) {
        finished.add(keyspaceId);
      }
    }
    return finished;
  }

  synchronized void forget(List<Integer> keyspaceIds) {
    requested.removeAll(keyspaceIds);
  }
}
