package io.ashlar.txn;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.OrderedListener;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCapabilities;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.WriteSource;
import io.ashlar.transaction.Durability;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Keeps no data, allocates nothing, and can hold back the sync of commits: what is measured over it
 * is the transaction layer's own.
 */
final class TrivialStore implements VersionedStore {

  final AtomicLong ordered = new AtomicLong(1);
  volatile boolean holdSync;

  /** Whether views and cursors behave as those of a store that is being closed. */
  volatile boolean refuseRelease;

  private final StoreCapabilities capabilities =
      new StoreCapabilities(8192, 1 << 24, true, true, false, false);

  @Override
  public StoreCapabilities capabilities() {
    return capabilities;
  }

  @Override
  public ReadView newView() {
    return new View();
  }

  @Override
  public StoreCursor newCursor() {
    return new EmptyCursor();
  }

  @Override
  public Committer newCommitter() {
    return new HeldCommitter();
  }

  @Override
  public boolean changedSince(DirectBuffer key, int offset, int length, long timestamp) {
    return false;
  }

  @Override
  public long newestTimestamp() {
    return ordered.get();
  }

  @Override
  public void flush() {}

  @Override
  public void compact() {}

  @Override
  public void verifyChecksums() {}

  @Override
  public void reclaimKeyspace(int keyspaceId, long droppedAt) {}

  @Override
  public void keepHistory(int keyspaceId, HistoryPolicy policy) {}

  @Override
  public void dropHistory(int keyspaceId) {}

  @Override
  public boolean reclaimPending(int keyspaceId) {
    return false;
  }

  @Override
  public List<String> openHandles() {
    return List.of();
  }

  @Override
  public StoreStatistics statistics() {
    return new StoreStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {}

  private final class View implements ReadView {
    private boolean pinned;
    private long timestamp;

    @Override
    public void pin(Freshness freshness) {
      timestamp = ordered.get();
      pinned = true;
    }

    @Override
    public void pinTracked(Freshness freshness) {
      pin(freshness);
    }

    @Override
    public void pinAsOf(long asOf) {
      pin(Freshness.ACKNOWLEDGED);
    }

    @Override
    public boolean pinned() {
      return pinned;
    }

    @Override
    public long timestamp() {
      return timestamp;
    }

    @Override
    public int get(DirectBuffer key, int offset, int length, PooledBuffer value) {
      return ABSENT;
    }

    @Override
    public void release() {
      if (refuseRelease) {
        throw new ClosedException("The store is closed.");
      }
      pinned = false;
    }

    @Override
    public void close() {
      release();
    }
  }

  private final class HeldCommitter implements Committer {
    @Override
    public long commit(
        WriteSource writes, long viewTimestamp, Durability durability, OrderedListener listener) {
      long timestamp = ordered.incrementAndGet();
      listener.ordered(timestamp);
      while (holdSync) {
        Thread.onSpinWait();
      }
      return timestamp;
    }

    @Override
    public long conflictHash() {
      return 0;
    }

    @Override
    public void close() {}
  }

  private final class EmptyCursor implements StoreCursor {
    private final MutableDirectBuffer nothing = Flyweights.empty();

    @Override
    public void open(
        ReadView view,
        DirectBuffer lower,
        int lowerOffset,
        int lowerLength,
        DirectBuffer upper,
        int upperOffset,
        int upperLength) {}

    @Override
    public boolean first() {
      return false;
    }

    @Override
    public boolean last() {
      return false;
    }

    @Override
    public boolean seek(DirectBuffer key, int offset, int length) {
      return false;
    }

    @Override
    public boolean seekBefore(DirectBuffer key, int offset, int length) {
      return false;
    }

    @Override
    public boolean next() {
      return false;
    }

    @Override
    public boolean previous() {
      return false;
    }

    @Override
    public DirectBuffer key() {
      return nothing;
    }

    @Override
    public int keyLength() {
      return 0;
    }

    @Override
    public DirectBuffer value() {
      return nothing;
    }

    @Override
    public int valueLength() {
      return 0;
    }

    @Override
    public void release() {
      if (refuseRelease) {
        throw new ClosedException("The store is closed.");
      }
    }

    @Override
    public void close() {}
  }
}
