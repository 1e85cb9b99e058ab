package io.ashlar.bench.reads.engine;

import io.ashlar.bench.peers.sql.SqlKind;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The engines, and what each is told. */
public enum SpanEngine {

  /** This library. */
  ASHLAR(
      "prepared statements of the typed API, texts read in place, compacted once filled;"
          + " cacheBytes"),

  /** The same, filled by a load. */
  ASHLAR_LOAD("as ashlar, filled by Table.load at its defaults; cacheBytes"),

  /** This library through its JDBC driver. */
  ASHLAR_JDBC("through JDBC, compacted once filled; cacheBytes"),

  /** SQLite by its JDBC driver. */
  SQLITE("through JDBC, WAL, synchronous=NORMAL; cache_size, of each connection"),

  /** H2, embedded. */
  H2("through JDBC, WRITE_DELAY=500, OPTIMIZE_REUSE_RESULTS=0; CACHE_SIZE, on the heap"),

  /** Derby, embedded. */
  DERBY("through JDBC, derby.system.durability=test; derby.storage.pageCacheSize, on the heap"),

  /** HSQLDB, embedded, tables on disk. */
  HSQLDB("through JDBC, CACHED tables, WRITE DELAY 500 MILLIS; FILES CACHE SIZE, on the heap"),

  /** RocksDB by hand. */
  ROCKSDB(
      "by hand: a column family for the rows and each index, MultiGet behind an index; LRUCache"),

  /** The same, filled by files. */
  ROCKSDB_FILES("as rocksdb, filled by files: keys sorted on the heap, SstFileWriter; LRUCache");

  private final String settings;

  SpanEngine(String settings) {
    this.settings = settings;
  }

  /**
   * Opens the engine, with what is in its directory.
   *
   * @param setup how
   * @return the store; the caller closes it
   * @throws Exception when it cannot be opened
   */
  public SpanStore open(StoreSetup setup) throws Exception {
    return switch (this) {
      case ASHLAR -> AshlarStore.open(setup);
      case ASHLAR_LOAD -> {
        AshlarStore store = AshlarStore.open(setup);
        yield new FilledAtOnce(store, store::load);
      }
      case ASHLAR_JDBC -> SqlStore.open(SqlKind.ASHLAR, setup);
      case SQLITE -> SqlStore.open(SqlKind.SQLITE, setup);
      case H2 -> SqlStore.open(SqlKind.H2, setup);
      case DERBY -> SqlStore.open(SqlKind.DERBY, setup);
      case HSQLDB -> SqlStore.open(SqlKind.HSQLDB, setup);
      case ROCKSDB -> RocksStore.open(setup);
      case ROCKSDB_FILES -> {
        RocksStore store = RocksStore.open(setup);
        yield new FilledAtOnce(store, store::ingest);
      }
    };
  }

  /**
   * Those that are filled by transactions of 1,000 rows.
   *
   * @return a new set
   */
  public static Set<SpanEngine> filledByTransactions() {
    return EnumSet.complementOf(EnumSet.of(ASHLAR_LOAD, ROCKSDB_FILES));
  }

  /**
   * The name on the command line and in results.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * What it is told, the option that bounds its cache last.
   *
   * @return a phrase
   */
  public String settings() {
    return settings;
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return word();
  }
}
