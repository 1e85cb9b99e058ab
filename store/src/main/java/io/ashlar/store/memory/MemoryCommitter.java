package io.ashlar.store.memory;

import io.ashlar.error.ClosedException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.store.Committer;
import io.ashlar.store.OrderedListener;
import io.ashlar.store.ReadSource;
import io.ashlar.store.WriteSource;
import io.ashlar.store.WriteVisitor;
import io.ashlar.store.memory.VersionMap.Entry;
import io.ashlar.store.memory.VersionMap.EntryKind;
import io.ashlar.transaction.Durability;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Copies a write set out of its source and applies it under the store's lock. */
final class MemoryCommitter implements Committer {

  private final InMemoryStore store;
  private final VersionMap versions;
  private long conflictHash;
  private boolean closed;

  MemoryCommitter(InMemoryStore store, VersionMap versions) {
    this.store = store;
    this.versions = versions;
  }

  @Override
  public long commit(
      WriteSource writes, long viewTimestamp, Durability durability, OrderedListener ordered) {
    store.checkOpen();
    if (closed) {
      throw new ClosedException("The committer is closed.");
    }
    EntryCollector collector = new EntryCollector();
    writes.forEach(collector);
    long timestamp = viewTimestamp;
    synchronized (versions) {
      Entry conflict = versions.conflictLocked(collector.entries);
      if (conflict != null) {
        conflictHash = conflict.keyHash();
        throw new WriteConflictException(
            "The key was changed by another commit.",
            "keyHash",
            Long.toHexString(conflictHash),
            "readAt",
            conflict.readAt());
      }
      refuseChangedReadsLocked(writes.reads());
      if (!collector.writes) {
        return viewTimestamp;
      }
      timestamp = versions.commitLocked(collector.entries);
    }
    ordered.ordered(timestamp);
    return timestamp;
  }

  private void refuseChangedReadsLocked(ReadSource reads) {
    ChangedReads changed = new ChangedReads(versions, reads.readAt());
    reads.forEach(changed);
    if (changed.found()) {
      conflictHash = changed.hash();
      throw new SerializationConflictException(
          "Something that was read was changed by another commit.",
          "keyHash",
          Long.toHexString(conflictHash),
          "readAt",
          reads.readAt());
    }
  }

  @Override
  public long conflictHash() {
    return conflictHash;
  }

  @Override
  public void close() {
    closed = true;
  }

  private static final class EntryCollector implements WriteVisitor {
    private final List<Entry> entries = new ArrayList<>();
    private boolean writes;

    @Override
    public void put(
        DirectBuffer key,
        int keyOffset,
        int keyLength,
        MutableDirectBuffer value,
        int valueOffset,
        int valueLength,
        long readAt) {
      byte[] copy = VersionMap.copy(value, valueOffset, valueLength);
      entries.add(
          new Entry(EntryKind.PUT, VersionMap.copy(key, keyOffset, keyLength), copy, readAt));
      writes = true;
    }

    @Override
    public void delete(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      byte[] copy = VersionMap.copy(key, keyOffset, keyLength);
      entries.add(new Entry(EntryKind.DELETE, copy, null, readAt));
      writes = true;
    }

    @Override
    public void check(DirectBuffer key, int keyOffset, int keyLength, long readAt) {
      byte[] copy = VersionMap.copy(key, keyOffset, keyLength);
      entries.add(new Entry(EntryKind.CHECK, copy, null, readAt));
    }
  }
}
