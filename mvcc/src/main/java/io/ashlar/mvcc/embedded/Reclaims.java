package io.ashlar.mvcc.embedded;

import io.ashlar.mvcc.history.HistoryKeyspaces;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** Keyspaces whose rows wait to be deleted until nobody can see them. Guarded by itself. */
final class Reclaims {

  private final ViewSlots slots;
  private final HistoryKeyspaces history;

  /** Keyspace id to the timestamp at which it was dropped. */
  private final Int2ObjectHashMap<Long> pending = new Int2ObjectHashMap<>();

  Reclaims(ViewSlots slots, HistoryKeyspaces history) {
    this.slots = slots;
    this.history = history;
  }

  synchronized void add(int keyspaceId, long droppedAt) {
    pending.put(keyspaceId, Long.valueOf(droppedAt));
  }

  synchronized boolean contains(int keyspaceId) {
    return pending.containsKey(keyspaceId);
  }

  synchronized boolean isEmpty() {
    return pending.isEmpty();
  }

  /** Deletes the keyspaces that no view in use is old enough to see. */
  void carryOut(CommitPipeline pipeline) {
    for (int keyspaceId : due(slots.oldest())) {
      pipeline.deleteKeyspace(keyspaceId);
      history.remove(keyspaceId);
      synchronized (this) {
        pending.remove(keyspaceId);
      }
    }
  }

  private synchronized List<Integer> due(long oldestView) {
    List<Integer> due = new ArrayList<>();
    pending.forEach(
        (keyspaceId, droppedAt) -> {
          if (oldestView >= droppedAt) {
            due.add(keyspaceId);
          }
        });
    return due;
  }
}
