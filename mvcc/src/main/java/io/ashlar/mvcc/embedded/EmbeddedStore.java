package io.ashlar.mvcc.embedded;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.KeyHash;
import io.ashlar.codec.row.RowFormat;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.engine.Family;
import io.ashlar.engine.MemoryUse;
import io.ashlar.engine.OpenHandle;
import io.ashlar.engine.RangeSize;
import io.ashlar.engine.files.StoreFormat;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.mvcc.commit.CommitPipeline;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.seek.SeekHints;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.mvcc.window.RecentCommits;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.store.Ingest;
import io.ashlar.store.KeyspaceSize;
import io.ashlar.store.RangeWatch;
import io.ashlar.store.ReadProbe;
import io.ashlar.store.ReadView;
import io.ashlar.store.StoreCapabilities;
import io.ashlar.store.StoreCursor;
import io.ashlar.store.StoreMemory;
import io.ashlar.store.StoreStatistics;
import io.ashlar.store.VersionedStore;
import io.ashlar.store.provider.AcceptedLoss;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.DirectBuffer;

/**
 * The versioned store on RocksDB, in a directory.
 *
 * <p>Keeps the newest version of each key in place; older versions live as long as a pinned view
 * can see them. Commits are ordered by one pipeline and made durable in groups. After a failure of
 * the log the store is poisoned: pinned views go on, everything else throws {@link
 * io.ashlar.error.StorePoisonedException} until the store is opened again.
 *
 * <p>Shared by all threads. Has one thread of its own, {@code ashlar-wal-sync-<directory>}.
 *
 * <p>Long because it is all of the seam: each method asks who has the answer.
 */
public final class EmbeddedStore implements VersionedStore {

  private static final StoreCapabilities CAPABILITIES =
      new StoreCapabilities(
          KeyEncoder.MAX_KEY_BYTES, RowFormat.MAX_ROW_BYTES, true, true, true, true);

  private final StoreCore core;
  private final CommitPipeline pipeline;
  private final WalSyncer syncer;
  private final Reclaims reclaims;
  private final StoreClose close;

  /** Calls that write or wait, which a close lets end. */
  private final AtomicInteger inFlight = new AtomicInteger();

  private volatile boolean closed;

  EmbeddedStore(
      StoreCore core,
      CommitPipeline pipeline,
      WalSyncer syncer,
      Reclaims reclaims,
      StoreClose close) {
    this.core = core;
    this.pipeline = pipeline;
    this.syncer = syncer;
    this.reclaims = reclaims;
    this.close = close;
  }

  /** What tests need to look below. */
  StatePointers pointers() {
    return core.pointers();
  }

  /**
   * Opens a store, and creates it if the options allow it. Blocks for recovery.
   *
   * @param directory the store's directory
   * @param options how
   * @return the store, owned by the caller
   * @throws io.ashlar.error.StoreOpenException when the directory is not a store, cannot be
   *     created, or is open elsewhere
   * @throws io.ashlar.error.CorruptionException when its files are damaged, or when it has
   *     recovered less than was durable
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   */
  public static EmbeddedStore open(Path directory, StoreOptions options) {
    return StoreOpener.open(directory, options, System::currentTimeMillis, log -> log);
  }

  /**
   * Accepts that a store has lost commits that were durable, for which {@link #open} refuses it.
   *
   * @param directory the store's directory; nobody may have it open
   * @param options how
   * @return what was given up
   * @throws io.ashlar.error.IllegalUseException when nothing is lost; nothing was changed
   * @throws io.ashlar.error.StoreOpenException as for {@link #open}
   * @throws io.ashlar.error.CorruptionException when files are damaged in another way
   * @throws io.ashlar.error.OutOfSpaceException when the file system is full
   */
  public static AcceptedLoss repair(Path directory, StoreOptions options) {
    return StoreRepair.run(directory, options);
  }

  /**
   * What tells this store from others.
   *
   * @return format version and store id
   */
  public StoreFormat format() {
    return core.engine().format();
  }

  @Override
  public StoreCapabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public ReadView newView() {
    checkOpen();
    return new EmbeddedView(
        this,
        core.engine(),
        core.pointers(),
        core.poison(),
        core.clock(),
        core.ordered(),
        core.values(),
        core.resident(),
        core.history());
  }

  @Override
  public StoreCursor newCursor() {
    checkOpen();
    return new EmbeddedCursor(this, core.engine(), core.hints(), core.resident(), core.history());
  }

  @Override
  public Committer newCommitter() {
    checkOpen();
    return new EmbeddedCommitter(this, core.pointers(), core.poison(), pipeline, syncer);
  }

  @Override
  public boolean changedSince(DirectBuffer key, int offset, int length, long timestamp) {
    checkOpen();
    return core.window().changedSince(KeyHash.hash(key, offset, length), timestamp);
  }

  @Override
  public long newestTimestamp() {
    return core.pointers().timestamp(Freshness.WRITTEN);
  }

  @Override
  public void compact() {
    enter();
    try {
      core.poison().check();
      if (!readOnly()) {
        // The durable state pins what was superseded after it, too.
        syncAll();
      }
      core.engine().compact();
    } finally {
      leave();
    }
  }

  @Override
  public void verifyChecksums() {
    enter();
    try {
      core.engine().verifyChecksums();
    } finally {
      leave();
    }
  }

  @Override
  public void flush() {
    enter();
    try {
      core.poison().check();
      if (readOnly()) {
        return;
      }
      syncAll();
    } finally {
      leave();
    }
  }

  private void syncAll() {
    long target = newestTimestamp();
    syncer.syncAlone();
    if (core.poison().poisoned()) {
      throw core.poison().outcomeUnknown(target);
    }
  }

  @Override
  public void reclaimKeyspace(int keyspaceId, long droppedAt) {
    checkOpen();
    if (readOnly()) {
      throw new IllegalUseException("The store is read-only.");
    }
    reclaims.add(keyspaceId, droppedAt);
    syncer.wake();
  }

  @Override
  public Ingest newIngest() {
    enter();
    try {
      core.poison().check();
      return new FileIngest(this, core);
    } finally {
      leave();
    }
  }

  @Override
  public void keepHistory(int keyspaceId, HistoryPolicy policy) {
    checkOpen();
    core.history().put(keyspaceId, policy);
  }

  @Override
  public void dropHistory(int keyspaceId) {
    enter();
    try {
      if (core.history().policy(keyspaceId) != null) {
        core.history().remove(keyspaceId);
        core.poison().check();
        pipeline.ownWrites().deleteHistory(keyspaceId);
      }
    } finally {
      leave();
    }
  }

  @Override
  public boolean reclaimPending(int keyspaceId) {
    return reclaims.contains(keyspaceId);
  }

  @Override
  public KeyspaceSize keyspaceSize(int keyspaceId) {
    checkOpen();
    RangeSize size = core.engine().gauges().sizeOf(Family.DATA, keyspaceId);
    return new KeyspaceSize(
        size.fileBytes(), size.memtableBytes(), size.entries(), size.tombstones());
  }

  @Override
  public StoreMemory memory() {
    checkOpen();
    MemoryUse use = core.engine().gauges().memoryUse();
    return new StoreMemory(
        use.cacheBytes(),
        use.cacheLimitBytes(),
        use.pinnedBytes(),
        use.memtableBytes(),
        use.memtableLimitBytes(),
        use.tableReaderBytes(),
        core.resident().bytes(),
        core.options().residentBytes(),
        core.window().bytes() + core.ordered().heldBytes() + RecentValues.BYTES,
        core.options().windowBytes(),
        use.cacheHits(),
        use.cacheMisses());
  }

  @Override
  public ReadProbe newReadProbe() {
    return new EmbeddedProbe(core.engine().gauges());
  }

  @Override
  public RangeWatch watch(byte[] lower, byte[] upper) {
    checkOpen();
    return core.watches().add(lower, upper);
  }

  @Override
  public List<String> openHandles() {
    return core.engine().census().stream().map(OpenHandle::describe).toList();
  }

  @Override
  public StoreStatistics statistics() {
    StatePointers pointers = core.pointers();
    int pointed = Freshness.values().length;
    return new StoreStatistics(
        pipeline.counts().commits(),
        pipeline.counts().groups(),
        pipeline.counts().largestGroup(),
        syncer.counts().syncs(),
        syncer.counts().syncNs(),
        syncer.counts().maxSyncNs(),
        syncer.counts().waits(),
        syncer.counts().waitNs(),
        pipeline.counts().conflicts(),
        Math.max(0, core.slots().references() - pointed),
        core.slots().oldest(),
        pointers.timestamp(Freshness.WRITTEN),
        pointers.timestamp(Freshness.ACKNOWLEDGED),
        pointers.timestamp(Freshness.DURABLE),
        closed ? 0 : core.engine().gauges().sizeOnDisk());
  }

  @Override
  public synchronized void close() {
    StackRoom.requireInside();
    closed = true;
    close.run(inFlight);
  }

  /**
   * Lets a time become past: afterwards everything that is ever committed up to it is acknowledged.
   *
   * @return false when it lies in the future, of which that cannot be said
   */
  boolean settle(long time) {
    enter();
    try {
      if (time <= core.pointers().timestamp(Freshness.ACKNOWLEDGED)) {
        return true;
      }
      if (time > core.clock().present()) {
        return false;
      }
      if (!readOnly()) {
        core.poison().check();
        pipeline.ownWrites().pass(time);
      }
      return true;
    } finally {
      leave();
    }
  }

  boolean closed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw new ClosedException("The store is closed.");
    }
  }

  /** Begins a call that {@link #close} waits for. */
  void enter() {
    StackRoom.requireInside();
    inFlight.incrementAndGet();
    if (closed) {
      leave();
      throw new ClosedException("The store is closed.");
    }
  }

  void leave() {
    inFlight.decrementAndGet();
  }

  boolean readOnly() {
    return core.engine().readOnly();
  }

  StoreCore core() {
    return core;
  }

  CommitPipeline pipeline() {
    return pipeline;
  }

  WalSyncer syncer() {
    return syncer;
  }

  RecentCommits window() {
    return core.window();
  }

  OrderedWindow ordered() {
    return core.ordered();
  }

  SeekHints hints() {
    return core.hints();
  }

  HybridClock clock() {
    return core.clock();
  }
}
