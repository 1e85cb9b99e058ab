package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.Family;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import java.nio.ByteBuffer;
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
  void carryOut(CommitPipeline pipeline, Engine engine) {
    for (int keyspaceId : due(slots.oldest())) {
      pipeline.deleteKeyspace(keyspaceId);
      deleteFiles(engine, keyspaceId);
      history.remove(keyspaceId);
      synchronized (this) {
        pending.remove(keyspaceId);
      }
    }
  }

  /**
   * The deletion hides the rows, but gives their space back only where a compaction comes by. Files
   * of the keyspace alone can go without one; what is in the youngest files waits for it.
   */
  private static void deleteFiles(Engine engine, int keyspaceId) {
    byte[] lower = bound(keyspaceId);
    byte[] upper = bound(keyspaceId + 1);
    engine.deleteFiles(Family.DATA, lower, upper);
    engine.deleteFiles(Family.HISTORY, lower, upper);
  }

  private static byte[] bound(int keyspaceId) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(keyspaceId).array();
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
