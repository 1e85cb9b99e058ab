package io.ashlar.store.memory;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.error.ClosedException;
import io.ashlar.store.Committer;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.KeyspaceSize;
import io.ashlar.store.RangeWatch;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCapabilities;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.VersionedStore;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A versioned store in memory, for tests and as the reference that the store on disk must agree
 * with. Holds what the seam promises by the plainest means: one lock for all commits, a chain of
 * versions for every key.
 *
 * <p>Nothing survives {@link #close()}. Versions that no pinned view can see are dropped when their
 * key is next written; the record that a key was deleted is kept for the last {@value
 * VersionMap#DELETIONS_KEPT} deletions at least.
 *
 * <p>Shared by all threads. Allocates.
 */
public final class InMemoryStore implements VersionedStore {

  private static final StoreCapabilities CAPABILITIES =
      new StoreCapabilities(
          KeyEncoder.MAX_KEY_BYTES, RowFormat.MAX_ROW_BYTES, true, false, false, false);

  private final VersionMap versions = new VersionMap();
  private volatile boolean closed;

  /** An empty store. */
  public InMemoryStore() {}

  @Override
  public StoreCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ReadView newView() {
    checkOpen();
    return new MemoryView(this, versions);
  }

  @Override
  public StoreCursor newCursor() {
    checkOpen();
    return new MemoryCursor(this, versions);
  }

  @Override
  public Committer newCommitter() {
    checkOpen();
    return new MemoryCommitter(this, versions);
  }

  @Override
  public boolean changedSince(DirectBuffer key, int offset, int length, long timestamp) {
    checkOpen();
    synchronized (versions) {
      return versions.changedSinceLocked(VersionMap.copy(key, offset, length), timestamp);
    }
  }

  @Override
  public long newestTimestamp() {
    return versions.newestTimestamp();
  }

  @Override
  public void compact() {
    // All is in memory: there are no files to rewrite.
    checkOpen();
  }

  @Override
  public void verifyChecksums() {
    // The garbage collector keeps no checksums of what is in memory.
    checkOpen();
  }

  @Override
  public void flush() {
    checkOpen();
  }

  @Override
  public void reclaimKeyspace(int keyspaceId, long droppedAt) {
    checkOpen();
    synchronized (versions) {
      versions.reclaimLocked(keyspaceId, droppedAt);
    }
  }

  @Override
  public void keepHistory(int keyspaceId, HistoryPolicy policy) {
    checkOpen();
    synchronized (versions) {
      versions.historyLocked().put(keyspaceId, policy);
    }
  }

  @Override
  public void dropHistory(int keyspaceId) {
    checkOpen();
    synchronized (versions) {
      versions.historyLocked().remove(keyspaceId);
    }
  }

  @Override
  public boolean reclaimPending(int keyspaceId) {
    synchronized (versions) {
      return versions.reclaimPendingLocked(keyspaceId);
    }
  }

  @Override
  public KeyspaceSize keyspaceSize(int keyspaceId) {
    return versions.size(keyspaceId);
  }

  @Override
  public RangeWatch watch(byte[] lower, byte[] upper) {
    checkOpen();
    return versions.watches().add(lower, upper);
  }

  @Override
  public List<String> openHandles() {
    return List.of();
  }

  @Override
  public StoreStatistics statistics() {
    synchronized (versions) {
      return versions.statisticsLocked();
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  void checkOpen() {
    if (closed) {
      throw new ClosedException("The store is closed.");
    }
  }
}
