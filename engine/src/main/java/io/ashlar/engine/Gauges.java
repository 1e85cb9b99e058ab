package io.ashlar.engine;

import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.engine.gate.StripedGate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.LRUCache;
import org.rocksdb.LiveFileMetaData;
import org.rocksdb.PerfContext;
import org.rocksdb.PerfLevel;
import org.rocksdb.Range;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SizeApproximationFlag;
import org.rocksdb.Slice;
import org.rocksdb.Statistics;
import org.rocksdb.TickerType;

/**
 * Reads what RocksDB counts. Any thread; every method throws {@link
 * io.ashlar.error.ClosedException} once the engine is closed.
 *
 * <p>RocksDB keeps no number of entries for a range of keys, but it does for each file, beside the
 * file's least and greatest key. A file that lies in the range counts whole; one that reaches
 * beyond it counts by its bytes in the range, which RocksDB estimates from the file's index.
 */
public final class Gauges {

  private final StripedGate gate;
  private final RocksDB db;
  private final Path directory;
  private final ColumnFamilyHandle[] families;
  private final Statistics statistics;
  private final LRUCache cache;
  private final EngineOptions options;

  private final ThreadLocal<ThreadCosts> costs;

  Gauges(
      StripedGate gate,
      RocksDB db,
      Path directory,
      RocksSettings settings,
      EngineOptions options,
      ColumnFamilyHandle[] families) {
    this.gate = gate;
    this.db = db;
    this.directory = directory;
    this.families = families;
    this.statistics = settings.statistics();
    this.cache = settings.cache();
    this.options = options;
    this.costs = ThreadLocal.withInitial(() -> new ThreadCosts(db));
  }

  /**
   * The bytes of all files in the store's directory, the WAL included. Lists the directory.
   *
   * @return bytes
   * @throws io.ashlar.error.StoreIoException if the directory cannot be listed
   */
  public long sizeOnDisk() {
    gate.enter();
    try {
      return StoreDirectory.size(directory);
    } finally {
      gate.leave();
    }
  }

  /**
   * Estimates what a keyspace holds: the keys that begin with these four bytes. Looks at the list
   * of all files; allocates.
   *
   * @param family where the keyspace is
   * @param keyspaceId the first four bytes of its keys, big endian; not -1
   * @return the estimates
   */
  public RangeSize sizeOf(Family family, int keyspaceId) {
    gate.enter();
    try {
      return size(
          families[family.slot()],
          KeyspacePrefix.bytes(keyspaceId),
          KeyspacePrefix.bytes(keyspaceId + 1));
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  private RangeSize size(ColumnFamilyHandle family, byte[] lower, byte[] upper)
      throws RocksDBException {
    double entries = 0;
    double tombstones = 0;
    byte[] name = family.getName();
    for (LiveFileMetaData file : db.getLiveFilesMetaData()) {
      if (Arrays.equals(file.columnFamilyName(), name) && overlaps(file, lower, upper)) {
        double part = part(family, file, lower, upper);
        entries += part * file.numEntries();
        tombstones += part * file.numDeletions();
      }
    }
    try (Slice from = new Slice(lower);
        Slice to = new Slice(upper)) {
      Range range = new Range(from, to);
      RocksDB.CountAndSize memtables = db.getApproximateMemTableStats(family, range);
      return new RangeSize(
          fileBytes(family, lower, upper),
          memtables.size,
          Math.round(entries) + memtables.count,
          Math.round(tombstones));
    }
  }

  private double part(
      ColumnFamilyHandle family, LiveFileMetaData file, byte[] lower, byte[] upper) {
    byte[] least = file.smallestKey();
    byte[] greatest = file.largestKey();
    if (Arrays.compareUnsigned(least, lower) >= 0 && Arrays.compareUnsigned(greatest, upper) < 0) {
      return 1;
    }
    // Other files overlap it on other levels; the ratio is that of all of them there.
    byte[] behind = Arrays.copyOf(greatest, greatest.length + 1);
    long whole = fileBytes(family, least, behind);
    long inside = fileBytes(family, greater(least, lower), lesser(behind, upper));
    return whole == 0 ? 0 : Math.min(1, (double) inside / whole);
  }

  private long fileBytes(ColumnFamilyHandle family, byte[] lower, byte[] upper) {
    try (Slice from = new Slice(lower);
        Slice to = new Slice(upper)) {
      return db.getApproximateSizes(
              family, List.of(new Range(from, to)), SizeApproximationFlag.INCLUDE_FILES)[0];
    }
  }

  private static boolean overlaps(LiveFileMetaData file, byte[] lower, byte[] upper) {
    return Arrays.compareUnsigned(file.smallestKey(), upper) < 0
        && Arrays.compareUnsigned(file.largestKey(), lower) >= 0;
  }

  private static byte[] greater(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) >= 0 ? a : b;
  }

  private static byte[] lesser(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b) <= 0 ? a : b;
  }

  /**
   * What the engine holds in memory now.
   *
   * @return the figures; allocates
   */
  public MemoryUse memoryUse() {
    gate.enter();
    try {
      return new MemoryUse(
          cache.getUsage(),
          options.blockCacheBytes(),
          cache.getPinnedUsage(),
          db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables"),
          options.memtableBytes() * options.memtableCount(),
          db.getAggregatedLongProperty("rocksdb.estimate-table-readers-mem"),
          statistics.getTickerCount(TickerType.BLOCK_CACHE_HIT),
          statistics.getTickerCount(TickerType.BLOCK_CACHE_MISS));
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * What the memtables of all families hold, flushed ones that are still read excepted, their
   * overhead included. Allocates nothing.
   *
   * @return bytes
   */
  public long memtableBytes() {
    gate.enter();
    try {
      return db.getAggregatedLongProperty("rocksdb.cur-size-all-mem-tables");
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Whether writes wait in {@link Engine#write} until a memtable has been flushed.
   *
   * @return true when they do
   */
  public boolean writesStopped() {
    return property("rocksdb.is-write-stopped") != 0;
  }

  /**
   * How often a flush or a compaction has failed since the open.
   *
   * @return the count; never falls
   */
  public long backgroundErrors() {
    return property("rocksdb.background-errors");
  }

  private long property(String name) {
    gate.enter();
    try {
      return db.getLongProperty(name);
    } catch (RocksDBException e) {
      throw StatusTranslator.translate(e);
    } finally {
      gate.leave();
    }
  }

  /**
   * Begins to count what reads of the calling thread cost, in this store and any other. Reads get
   * slower by some 5 % meanwhile.
   *
   * @return false when nothing is counted, and {@link #endReadCost} must not be called: the thread
   *     counts already, or is a virtual one, whose reads the engine cannot tell apart
   */
  public boolean beginReadCost() {
    if (VirtualThreads.isCurrent()) {
      return false;
    }
    gate.enter();
    try {
      ThreadCosts thread = costs.get();
      if (thread.counting) {
        return false;
      }
      thread.counting = true;
      db.setPerfLevel(PerfLevel.ENABLE_COUNT);
      thread.context.reset();
      return true;
    } finally {
      gate.leave();
    }
  }

  /**
   * Ends what {@link #beginReadCost} began, on the same thread.
   *
   * @param cost receives the counts
   */
  public void endReadCost(ReadCost cost) {
    gate.enter();
    try {
      ThreadCosts thread = costs.get();
      PerfContext context = thread.context;
      thread.counting = false;
      cost.blocksRead = context.getBlockReadCount();
      cost.blockBytes = context.getBlockReadByte();
      cost.cacheHits = context.getBlockCacheHitCount();
      cost.tombstonesSkipped = context.getInternalDeleteSkippedCount();
      cost.versionsSkipped =
          context.getInternalKeySkippedCount() + context.getInternalRecentSkippedCount();
      db.setPerfLevel(PerfLevel.DISABLE);
    } finally {
      gate.leave();
    }
  }

  /** What RocksDB counts for one thread of the operating system. */
  private static final class ThreadCosts {

    /** A pointer to what RocksDB keeps for the thread anyway: nothing to be freed. */
    private final PerfContext context;

    /** Whether somebody counts: he would lose what another resets. */
    private boolean counting;

    ThreadCosts(RocksDB db) {
      context = db.getPerfContext();
    }
  }
}
