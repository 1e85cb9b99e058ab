package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.engine.Engine;
import io.ashlar.engine.Family;
import io.ashlar.error.AshlarException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import io.ashlar.mvcc.commit.CommitPipeline;
import io.ashlar.mvcc.history.HistoryKeyspaces;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.state.ViewSlots;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/** Keyspaces whose rows wait to be deleted until nobody can see them. Guarded by itself. */
final class Reclaims {

  private final ViewSlots slots;
  private final HistoryKeyspaces history;
  private final CommitPipeline pipeline;
  private final ResidentRanges resident;
  private final Engine engine;

  /** Keyspace id to the timestamp at which it was dropped. */
  private final Int2ObjectHashMap<Long> pending = new Int2ObjectHashMap<>();

  Reclaims(
      ViewSlots slots,
      HistoryKeyspaces history,
      CommitPipeline pipeline,
      ResidentRanges resident,
      Engine engine) {
    this.slots = slots;
    this.history = history;
    this.pipeline = pipeline;
    this.resident = resident;
    this.engine = engine;
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

  /**
   * Deletes the keyspaces that no view in use is old enough to see.
   *
   * @param spaceLow whether their space is needed soon
   */
  void carryOut(boolean spaceLow) {
    List<Integer> due = due(slots.oldest());
    for (int keyspaceId : due) {
      resident.beginDrop(keyspaceId);
      try {
        pipeline.ownWrites().deleteKeyspace(keyspaceId);
      } finally {
        resident.endDrop(keyspaceId);
      }
      deleteFiles(keyspaceId);
      history.remove(keyspaceId);
    }
    boolean compacts = spaceLow && !due.isEmpty();
    if (compacts) {
      pipeline.publishAnew();
    }
    carriedOut(due);
    if (compacts) {
      compactAside(due);
    }
  }

  /** Told last: where space is short, views that are taken after it do not have the rows. */
  private synchronized void carriedOut(List<Integer> keyspaceIds) {
    for (int keyspaceId : keyspaceIds) {
      pending.remove(keyspaceId);
    }
  }

  /**
   * The deletion hides the rows, but gives their space back only where a compaction comes by. Files
   * of the keyspace alone can go without one; what is in the youngest files waits for it.
   */
  private void deleteFiles(int keyspaceId) {
    byte[] lower = KeyspacePrefix.bytes(keyspaceId);
    byte[] upper = KeyspacePrefix.bytes(keyspaceId + 1);
    try {
      engine.deleteFiles(Family.DATA, lower, upper);
      engine.deleteFiles(Family.HISTORY, lower, upper);
    } catch (OutOfSpaceException | StoreIoException e) {
      // The rows are gone all the same; the files go with a compaction.
      assert engine.gauges().backgroundErrors() >= 0 : "not a failure of the log";
    }
  }

  /** On a thread of its own: commits wait for the one that calls here. A close stops it. */
  private void compactAside(List<Integer> keyspaceIds) {
    Thread compacting = new Thread(() -> compact(keyspaceIds), "ashlar-reclaim");
    compacting.setDaemon(true);
    compacting.start();
  }

  private void compact(List<Integer> keyspaceIds) {
    try {
      engine.flush();
      for (int keyspaceId : keyspaceIds) {
        engine.compactRange(
            Family.DATA, KeyspacePrefix.bytes(keyspaceId), KeyspacePrefix.bytes(keyspaceId + 1));
        engine.compactRange(
            Family.HISTORY, KeyspacePrefix.bytes(keyspaceId), KeyspacePrefix.bytes(keyspaceId + 1));
      }
    } catch (AshlarException e) {
      // The store is being closed, or there is no space even for this: later compactions do it.
      assert !keyspaceIds.isEmpty();
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
