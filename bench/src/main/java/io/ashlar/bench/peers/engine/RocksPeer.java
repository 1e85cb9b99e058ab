package io.ashlar.bench.peers.engine;

import io.ashlar.bench.tpcb.TpcbScale;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.FlushOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.TransactionDB;
import org.rocksdb.TransactionDBOptions;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB's own pessimistic transactions, written by hand against its Java API: rows are locked as
 * they are read for update, keys and values pass through direct buffers, and the transaction object
 * is reused, as its documentation advises. {@code WriteOptions.sync} is the durability.
 */
public final class RocksPeer implements Peer {

  private static final double BLOOM_BITS = 10;
  private static final int ROWS_PER_BATCH = 1_000;

  private final PeerSetup setup;
  private final Cache cache;
  private final BloomFilter filter = new BloomFilter(BLOOM_BITS);
  private final Options options;
  private final TransactionDBOptions locking = new TransactionDBOptions();
  private final TransactionDB database;

  private RocksPeer(PeerSetup setup) throws RocksDBException {
    this.setup = setup;
    this.cache = new LRUCache(setup.cacheBytes());
    this.options =
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(
                new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter));
    this.database = TransactionDB.open(options, locking, setup.directory().toString());
  }

  /**
   * Opens a new database.
   *
   * @param setup how
   * @return the peer
   * @throws RocksDBException when it cannot be opened
   */
  public static RocksPeer open(PeerSetup setup) throws RocksDBException {
    RocksDB.loadLibrary();
    return new RocksPeer(setup);
  }

  @Override
  public String version() {
    return RocksDB.rocksdbVersion().toString();
  }

  @Override
  public void load() throws RocksDBException {
    TpcbScale rows = setup.rows();
    fill(RocksRecords.BRANCHES, rows.branches(), 1);
    fill(RocksRecords.TELLERS, rows.tellers(), rows.tellersPerBranch());
    fill(RocksRecords.ACCOUNTS, rows.accounts(), rows.accountsPerBranch());
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      database.flush(flush);
    }
  }

  private void fill(byte table, int count, int perBranch) throws RocksDBException {
    RocksRecords records = new RocksRecords();
    try (WriteOptions writing = new WriteOptions();
        WriteBatch batch = new WriteBatch()) {
      for (int row = 0; row < count; row++) {
        batch.put(records.key(table, row + 1), records.newRow(table, row / perBranch + 1));
        if (batch.count() == ROWS_PER_BATCH || row == count - 1) {
          database.write(writing, batch);
          batch.clear();
        }
      }
    }
  }

  @Override
  public PeerClient newClient(int id) throws RocksDBException {
    return new RocksClient(id, database, setup.synchronous());
  }

  @Override
  public boolean holds(long committed) {
    long[] sums = new long[RocksRecords.HISTORY + 1];
    long history = 0;
    try (RocksIterator row = database.newIterator()) {
      for (row.seekToFirst(); row.isValid(); row.next()) {
        byte table = row.key()[0];
        sums[table] += RocksRecords.amount(table, row.value());
        if (table == RocksRecords.HISTORY) {
          history++;
        }
      }
    }
    long accounts = sums[RocksRecords.ACCOUNTS];
    return accounts == sums[RocksRecords.TELLERS]
        && accounts == sums[RocksRecords.BRANCHES]
        && accounts == sums[RocksRecords.HISTORY]
        && committed == history;
  }

  @Override
  public void close() {
    database.close();
    locking.close();
    options.close();
    filter.close();
    cache.close();
  }
}
