package io.ashlar.store.memory;

import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.value.CommitTimestamp;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.SnapshotTooOldException;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.KeyspaceSize;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.watch.RangeWatches;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.agrona.DirectBuffer;

/** The keys of an in-memory store with their versions, and who looks at them. Its own lock. */
final class VersionMap {

  /** How many deletions are remembered, so that a late writer of a deleted key is found out. */
  static final int DELETIONS_KEPT = 1 << 16;

  /** Read without the lock; a chain's versions above a reader's timestamp are skipped. */
  private final ConcurrentSkipListMap<byte[], VersionChain> chains =
      new ConcurrentSkipListMap<>(Arrays::compareUnsigned);

  // The fields below are guarded by this.
  private final TreeMap<Long, Integer> pins = new TreeMap<>();
  private final Map<Integer, Long> reclaims = new HashMap<>();
  private final Map<Integer, HistoryPolicy> history = new HashMap<>();
  private final ArrayDeque<Deletion> deletions = new ArrayDeque<>();
  private long newestForgottenDeletion;
  private long commits;
  private long conflicts;

  /** Written under the lock once all versions of the timestamp are in their chains. */
  private volatile long newest = CommitTimestamp.firstOf(System.currentTimeMillis());

  /** No commit will get a timestamp up to this one. Guarded by this. */
  private long passed;

  private final RangeWatches watches = new RangeWatches(newest);

  RangeWatches watches() {
    return watches;
  }

  /** What is there of a keyspace: its chains, and how many of them end with a deletion. */
  KeyspaceSize size(int keyspaceId) {
    long bytes = 0;
    long tombstones = 0;
    long entries = 0;
    for (Map.Entry<byte[], VersionChain> each :
        range(keyspaceBound(keyspaceId), keyspaceBound(keyspaceId + 1)).entrySet()) {
      byte[] value = each.getValue().newest().value;
      // A deletion counts twice: itself, and what it deletes.
      entries += value == null ? 2 : 1;
      tombstones += value == null ? 1 : 0;
      bytes += each.getKey().length + (value == null ? 0 : value.length);
    }
    return new KeyspaceSize(0, bytes, entries, tombstones);
  }

  long newestTimestamp() {
    return newest;
  }

  static byte[] copy(DirectBuffer buffer, int offset, int length) {
    byte[] bytes = new byte[length];
    buffer.getBytes(offset, bytes);
    return bytes;
  }

  NavigableMap<byte[], VersionChain> range(byte[] lower, byte[] upper) {
    return Arrays.compareUnsigned(lower, upper) < 0
        ? chains.subMap(lower, true, upper, false)
        : new TreeMap<>(Arrays::compareUnsigned);
  }

  byte[] valueAt(byte[] key, long timestamp) {
    VersionChain chain = chains.get(key);
    return chain == null ? null : chain.valueAt(timestamp);
  }

  long pinLocked() {
    pins.merge(newest, 1, Integer::sum);
    return newest;
  }

  /**
   * Lets a time become past: no commit will follow up to it.
   *
   * @return false when it lies in the future
   */
  boolean settleLocked(long time) {
    long present = CommitTimestamp.lastOf(System.currentTimeMillis());
    if (time > newest && time > present) {
      return false;
    }
    passed = Math.max(passed, time);
    return true;
  }

  void unpinLocked(long timestamp) {
    pins.computeIfPresent(timestamp, (pinned, count) -> count == 1 ? null : count - 1);
    reclaims
        .entrySet()
        .removeIf(reclaim -> removeIfUnseenLocked(reclaim.getKey(), reclaim.getValue()));
  }

  /** Which keyspaces keep old versions that no view is pinned to. */
  Map<Integer, HistoryPolicy> historyLocked() {
    return history;
  }

  /** Refuses what the history of a key's keyspace does not cover. */
  void requireHistoryLocked(byte[] key, long asOf, long now) {
    int keyspaceId = keyspaceOf(key);
    HistoryPolicy policy = history.get(keyspaceId);
    if (policy == null) {
      throw new HistoryUnavailableException(
          "The keyspace keeps no history.", "keyspace", keyspaceId, "asOf", asOf);
    }
    policy.require(asOf, now);
  }

  static int keyspaceOf(byte[] key) {
    return KeyspacePrefix.of(Flyweights.wrap(key), 0);
  }

  /** The oldest time at which a version of the key may be asked for. */
  private long oldestReadLocked(byte[] key) {
    HistoryPolicy policy = history.get(keyspaceOf(key));
    if (policy == null) {
      return oldestViewLocked();
    }
    long oldestMs = Math.max(0, CommitTimestamp.millis(newest) - policy.retentionMs());
    return Math.min(oldestViewLocked(), CommitTimestamp.firstOf(oldestMs));
  }

  private long oldestViewLocked() {
    return pins.isEmpty() ? newest : pins.firstKey();
  }

  boolean changedSinceLocked(byte[] key, long timestamp) {
    VersionChain chain = chains.get(key);
    if (chain != null) {
      return chain.newest().timestamp > timestamp;
    }
    refuseForgottenLocked(timestamp);
    return false;
  }

  private void refuseForgottenLocked(long timestamp) {
    if (timestamp < newestForgottenDeletion) {
      throw new SnapshotTooOldException(
          "The view is older than the deletions that are remembered.",
          "timestamp",
          timestamp,
          "oldest",
          newestForgottenDeletion);
    }
  }

  /** Whether any key of the range was changed, deletions included. */
  boolean rangeChangedSinceLocked(byte[] lower, byte[] upper, long timestamp) {
    refuseForgottenLocked(timestamp);
    for (VersionChain chain : range(lower, upper).values()) {
      if (chain.newest().timestamp > timestamp) {
        return true;
      }
    }
    return false;
  }

  void countConflictLocked() {
    conflicts++;
  }

  /** The first entry whose key was changed after it was read, or null. */
  Entry conflictLocked(List<Entry> entries) {
    for (Entry entry : entries) {
      if (changedSinceLocked(entry.key, entry.readAt)) {
        conflicts++;
        return entry;
      }
    }
    return null;
  }

  /** Applies a validated write set at one timestamp: nothing of it is seen before all of it is. */
  long commitLocked(List<Entry> entries) {
    long floor = Math.max(newest, passed) + 1;
    long timestamp = Math.max(floor, CommitTimestamp.firstOf(System.currentTimeMillis()));
    watches.begin(timestamp);
    for (Entry entry : entries) {
      if (entry.kind != EntryKind.CHECK) {
        watches.touch(Flyweights.wrap(entry.key), 0, entry.key.length, timestamp);
        applyLocked(entry, timestamp);
      }
    }
    commits++;
    newest = timestamp;
    forgetDeletionsLocked();
    return timestamp;
  }

  private void applyLocked(Entry entry, long timestamp) {
    byte[] value = entry.kind == EntryKind.PUT ? entry.stampedCopy(timestamp) : null;
    VersionChain.Version version = new VersionChain.Version(timestamp, value);
    VersionChain chain = chains.get(entry.key);
    if (chain == null) {
      chains.put(entry.key, new VersionChain(version));
    } else {
      chain.addLocked(version);
      chain.pruneLocked(oldestReadLocked(entry.key));
    }
    if (value == null) {
      deletions.add(new Deletion(entry.key, timestamp));
    }
  }

  /** Drops keys whose deletion every pinned view sees, oldest first, beyond the kept number. */
  private void forgetDeletionsLocked() {
    while (deletions.size() > DELETIONS_KEPT
        && deletions.getFirst().timestamp <= oldestViewLocked()) {
      Deletion deletion = deletions.removeFirst();
      VersionChain chain = chains.get(deletion.key);
      if (chain != null
          && chain.newest().timestamp == deletion.timestamp
          && deletion.timestamp <= oldestReadLocked(deletion.key)) {
        chains.remove(deletion.key);
        newestForgottenDeletion = deletion.timestamp;
      }
    }
  }

  void reclaimLocked(int keyspaceId, long droppedAt) {
    if (!removeIfUnseenLocked(keyspaceId, droppedAt)) {
      reclaims.put(keyspaceId, droppedAt);
    }
  }

  boolean reclaimPendingLocked(int keyspaceId) {
    return reclaims.containsKey(keyspaceId);
  }

  private boolean removeIfUnseenLocked(int keyspaceId, long droppedAt) {
    if (!pins.isEmpty() && pins.firstKey() < droppedAt) {
      return false;
    }
    byte[] lower = keyspaceBound(keyspaceId);
    NavigableMap<byte[], VersionChain> tail = chains.tailMap(lower, true);
    if (keyspaceId != -1) {
      tail = range(lower, keyspaceBound(keyspaceId + 1));
    }
    tail.clear();
    history.remove(keyspaceId);
    return true;
  }

  private static byte[] keyspaceBound(int keyspaceId) {
    return new byte[] {
      (byte) (keyspaceId >>> 24),
      (byte) (keyspaceId >>> 16),
      (byte) (keyspaceId >>> 8),
      (byte) keyspaceId
    };
  }

  StoreStatistics statisticsLocked() {
    int pinned = 0;
    for (int count : pins.values()) {
      pinned += count;
    }
    return new StoreStatistics(
        commits,
        commits,
        commits == 0 ? 0 : 1,
        0,
        0,
        0,
        0,
        0,
        conflicts,
        pinned,
        oldestViewLocked(),
        newest,
        newest,
        newest,
        0);
  }

  /** What a write set asks of a key. */
  enum EntryKind {
    PUT,
    DELETE,
    CHECK
  }

  /** One entry of a write set, copied out of its buffers. */
  static final class Entry {
    private final EntryKind kind;
    private final byte[] key;
    private final byte[] value;
    private final long readAt;

    Entry(EntryKind kind, byte[] key, byte[] value, long readAt) {
      this.kind = kind;
      this.key = key;
      this.value = value;
      this.readAt = readAt;
    }

    long readAt() {
      return readAt;
    }

    byte[] stampedCopy(long timestamp) {
      byte[] stamped = value.clone();
      RowFormat.stamp(Flyweights.wrap(stamped), 0, timestamp);
      return stamped;
    }

    long keyHash() {
      return KeyHash.hash(Flyweights.wrap(key), 0, key.length);
    }
  }

  private static final class Deletion {
    private final byte[] key;
    private final long timestamp;

    Deletion(byte[] key, long timestamp) {
      this.key = key;
      this.timestamp = timestamp;
    }
  }
}
