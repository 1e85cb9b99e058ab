package io.ashlar.store.memory;

import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.error.HistoryUnavailableException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.store.Freshness;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.ReadView;
import io.ashlar.store.VersionedStore;
import org.agrona.DirectBuffer;

/** A pinned timestamp. All three kinds of newest state are the same here. */
final class MemoryView implements ReadView {

  private final InMemoryStore store;
  private final VersionMap versions;
  private static final long PRESENT = -1;

  private long timestamp;

  /** The time that is read, or {@link #PRESENT} for that of the pinned state. */
  private long asOf = PRESENT;

  private boolean pinned;
  private boolean closed;

  MemoryView(InMemoryStore store, VersionMap versions) {
    this.store = store;
    this.versions = versions;
  }

  @Override
  public void pin(Freshness freshness) {
    checkOpen();
    synchronized (versions) {
      release();
      timestamp = versions.pinLocked();
      pinned = true;
    }
  }

  @Override
  public void pinTracked(Freshness freshness) {
    // Every change is remembered as long as a pinned view is older, whatever kind it is.
    pin(freshness);
  }

  @Override
  public void pinAsOf(long time) {
    boolean settled;
    synchronized (versions) {
      pin(Freshness.ACKNOWLEDGED);
      settled = versions.settleLocked(time);
    }
    try {
      HistoryPolicy.requireSettled(time, settled, timestamp);
    } catch (HistoryUnavailableException e) {
      release();
      throw e;
    }
    asOf = time;
  }

  /** The timestamp at which a key is read. */
  long timestampFor(byte[] key) {
    checkReadable();
    if (asOf == PRESENT
        || Integer.compareUnsigned(VersionMap.keyspaceOf(key), VersionedStore.FIRST_FREE_KEYSPACE)
            < 0) {
      return timestamp;
    }
    synchronized (versions) {
      versions.requireHistoryLocked(key, asOf, timestamp);
    }
    return asOf;
  }

  @Override
  public boolean pinned() {
    return pinned;
  }

  @Override
  public long timestamp() {
    if (!pinned) {
      throw new IllegalUseException("The view is not pinned.");
    }
    return timestamp;
  }

  @Override
  public int get(DirectBuffer key, int offset, int length, PooledBuffer value) {
    byte[] found = valueAt(VersionMap.copy(key, offset, length));
    if (found == null) {
      return InMemoryStore.ABSENT;
    }
    value.ensureCapacity(found.length);
    value.buffer().putBytes(0, found);
    return found.length;
  }

  byte[] valueAt(byte[] key) {
    byte[] value = versions.valueAt(key, timestampFor(key));
    requireKept(key);
    return value;
  }

  /**
   * After a reading: the history that was read may have been given up meanwhile, and then what was
   * found says nothing.
   */
  void requireKept(byte[] key) {
    long read = timestampFor(key);
    assert read > 0 : "a time that can be read";
  }

  void checkReadable() {
    checkOpen();
    timestamp();
  }

  @Override
  public void release() {
    if (pinned) {
      pinned = false;
      asOf = PRESENT;
      synchronized (versions) {
        versions.unpinLocked(timestamp);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    release();
  }

  private void checkOpen() {
    store.checkOpen();
    if (closed) {
      throw new ClosedException("The view is closed.");
    }
  }
}
