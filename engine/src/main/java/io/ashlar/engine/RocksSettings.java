package io.ashlar.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ashlar.engine.files.OpenFiles;
import io.ashlar.error.StoreOpenException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.HistogramType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.Statistics;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBufferManager;

/**
 * How RocksDB is set up, and the native option objects, which must outlive the database.
 *
 * <p>What recovery rests on:
 *
 * <ul>
 *   <li>{@code kPointInTimeRecovery}: replay stops at the first damaged record, so what is
 *       recovered is a prefix of what was written.
 *   <li>{@code track_and_verify_wals}: each WAL names its predecessor and the predecessor's last
 *       sequence number. Without it a WAL cut at a record boundary, followed by an intact one, is
 *       recovered with a hole.
 *   <li>{@code recycle_log_file_num=0}: no old records behind new ones.
 *   <li>{@code manual_wal_flush}, {@code unordered_write}, {@code enable_pipelined_write} off: a
 *       write that returned is in the WAL, in order, and in the memtable.
 *   <li>{@code avoid_flush_during_recovery=false}: a recovered WAL is not replayed twice.
 * </ul>
 *
 * <p>Two options have no setter in Java and go in as properties: {@code track_and_verify_wals} and
 * {@code memtable_op_scan_flush_trigger}. A test reads all of these back from the OPTIONS file.
 */
final class RocksSettings implements AutoCloseable {

  /** Data blocks are laid out in this table format from creation on; stored on disk. */
  private static final int TABLE_FORMAT_VERSION = 7;

  /** Of what compactions write: a dropped keyspace gives whole files back at once. */
  private static final long MAX_FILE_BYTES = 64L << 20;

  /**
   * In what steps the WAL takes space from the file system. Left to itself RocksDB takes a memtable
   * and a tenth for each new log: 35 MiB of a small disk, twice while one is replaced. Beside a
   * write buffer manager this is all that the option with the name of another thing does.
   */
  private static final long LOG_STEP_BYTES = 4L << 20;

  /** About one false positive in a hundred. */
  private static final double BLOOM_BITS_PER_KEY = 10;

  /**
   * Part of a memtable that is a bloom filter over its keys: a key that is not there is not
   * searched for, neither by a read of an older row nor by the insert of a new one.
   */
  private static final double MEMTABLE_BLOOM_RATIO = 0.1;

  /** In the order of creation; closed in reverse. */
  private final List<AbstractNativeReference> owned = new ArrayList<>();

  private final LRUCache cache;

  /** Counters alone: without histograms no call of RocksDB looks at a clock for them. */
  private final Statistics statistics;

  private final DBOptions dbOptions;
  private final List<ColumnFamilyDescriptor> families = new ArrayList<>();

  /**
   * The settings of a store that is about to be opened.
   *
   * @param create whether RocksDB may create its files
   * @param complete whether it may create families that are missing
   * @param openTables how many table files may stay open, or {@link OpenFiles#ALL}
   */
  RocksSettings(EngineOptions options, boolean create, boolean complete, int openTables) {
    cache = own(new LRUCache(options.blockCacheBytes()));
    statistics = own(new Statistics(EnumSet.allOf(HistogramType.class)));
    long memtables = options.memtableBytes() * options.memtableCount();
    WriteBufferManager memory = own(new WriteBufferManager(memtables, cache));
    dbOptions =
        own(
            database(options, memory, create, complete)
                .setMaxOpenFiles(openTables)
                .setStatistics(statistics));
    ColumnFamilyOptions family = own(family(options, cache));
    families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, family));
    for (Family each : Family.values()) {
      byte[] name = each.storedName().getBytes(UTF_8);
      families.add(new ColumnFamilyDescriptor(name, family));
    }
  }

  LRUCache cache() {
    return cache;
  }

  Statistics statistics() {
    return statistics;
  }

  DBOptions dbOptions() {
    return dbOptions;
  }

  /** The default family first, then ours in the order of {@link Family#values()}. */
  List<ColumnFamilyDescriptor> families() {
    return families;
  }

  /** For table files that are written aside; the caller's to close. */
  Options newTableOptions() {
    return new Options(dbOptions, families.get(0).getOptions());
  }

  @Override
  public void close() {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
  }

  private static DBOptions database(
      EngineOptions options, WriteBufferManager memory, boolean create, boolean complete) {
    Properties unreachable = new Properties();
    unreachable.setProperty("track_and_verify_wals", "true");
    DBOptions database = DBOptions.getDBOptionsFromProps(unreachable);
    if (database == null) {
      throw new StoreOpenException("The native library lacks an option.", "options", unreachable);
    }
    return database
        .setCreateIfMissing(create)
        .setCreateMissingColumnFamilies(complete)
        .setParanoidChecks(true)
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setRecycleLogFileNum(0)
        .setManualWalFlush(false)
        .setUnorderedWrite(false)
        .setEnablePipelinedWrite(false)
        .setAvoidFlushDuringRecovery(false)
        .setMaxTotalWalSize(options.walLimitBytes())
        .setMaxBackgroundJobs(options.backgroundJobs())
        .setWriteBufferManager(memory)
        .setDbWriteBufferSize(LOG_STEP_BYTES)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(4)
        .setStatsDumpPeriodSec(0);
  }

  private ColumnFamilyOptions family(EngineOptions options, LRUCache cache) {
    Properties unreachable = new Properties();
    unreachable.setProperty(
        "memtable_op_scan_flush_trigger", Integer.toString(options.memtableScanFlushTrigger()));
    ColumnFamilyOptions family = ColumnFamilyOptions.getColumnFamilyOptionsFromProps(unreachable);
    if (family == null) {
      throw new StoreOpenException("The native library lacks an option.", "options", unreachable);
    }
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setFormatVersion(TABLE_FORMAT_VERSION)
            .setFilterPolicy(own(new BloomFilter(BLOOM_BITS_PER_KEY)))
            .setWholeKeyFiltering(true)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    return family
        .setTableFormatConfig(table)
        .setWriteBufferSize(options.memtableBytes())
        .setTargetFileSizeBase(Math.min(options.memtableBytes(), MAX_FILE_BYTES))
        .setMaxWriteBufferNumber(options.memtableCount())
        .setMemtablePrefixBloomSizeRatio(MEMTABLE_BLOOM_RATIO)
        .setMemtableWholeKeyFiltering(true)
        .setLevelCompactionDynamicLevelBytes(true)
        .setCompressionType(compression(options.compression()));
  }

  private static CompressionType compression(Compression compression) {
    return switch (compression) {
      case NONE -> CompressionType.NO_COMPRESSION;
      case LZ4 -> CompressionType.LZ4_COMPRESSION;
      case ZSTD -> CompressionType.ZSTD_COMPRESSION;
    };
  }

  private <T extends AbstractNativeReference> T own(T reference) {
    owned.add(reference);
    return reference;
  }
}
