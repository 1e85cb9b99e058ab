package io.ashlar.bench.floor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteBufferManager;
import org.rocksdb.WriteOptions;

/**
 * A copy of Ashlar's files, opened with RocksDB alone and the settings that Ashlar uses, and the
 * hand-written operations on it: direct buffers, an iterator that is kept, no transactions, no
 * views, no checks. One thread.
 */
final class RawStore implements AutoCloseable {

  private static final long CACHE_BYTES = 256L << 20;
  private static final long MEMTABLE_BYTES = 32L << 20;
  private static final int MEMTABLES = 3;
  private static final long WAL_BYTES = 256L << 20;
  private static final int BACKGROUND_JOBS = 2;
  private static final String SCAN_FLUSH_TRIGGER = "2000";
  private static final int TABLE_FORMAT_VERSION = 7;
  private static final int BLOOM_BITS_PER_KEY = 10;
  private static final int MAX_VALUE_BYTES = 512;

  private final List<AbstractNativeReference> owned = new ArrayList<>();
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB db;
  private final ColumnFamilyHandle data;
  private final ReadOptions readOptions;
  private final WriteOptions writeOptions;
  private final WriteBatch batch;
  private final RocksIterator iterator;
  private final ByteBuffer rowKey = direct(FloorRow.KEY_BYTES);
  private final ByteBuffer entryKey = direct(FloorRow.ENTRY_KEY_BYTES);
  private final ByteBuffer entryValue = direct(FloorRow.ENTRY_VALUE_BYTES);
  private final ByteBuffer row = direct(MAX_VALUE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  RawStore(Path directory) throws RocksDBException {
    LRUCache cache = own(new LRUCache(CACHE_BYTES));
    ColumnFamilyOptions family = familyOptions(cache);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    try (Options listing = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(listing, directory.toString())) {
        descriptors.add(new ColumnFamilyDescriptor(name, family));
      }
    }
    Properties unreachable = new Properties();
    unreachable.setProperty("track_and_verify_wals", "true");
    DBOptions options =
        own(DBOptions.getDBOptionsFromProps(unreachable))
            .setWriteBufferManager(own(new WriteBufferManager(MEMTABLE_BYTES * MEMTABLES, cache)))
            .setMaxTotalWalSize(WAL_BYTES)
            .setMaxBackgroundJobs(BACKGROUND_JOBS);
    db = RocksDB.open(options, directory.toString(), descriptors, families);
    int at = 0;
    while (!"data".equals(new String(descriptors.get(at).getName(), StandardCharsets.UTF_8))) {
      at++;
    }
    data = families.get(at);
    readOptions = own(new ReadOptions());
    writeOptions = own(new WriteOptions());
    batch = own(new WriteBatch());
    iterator = own(db.newIterator(data, readOptions));
    findKeyspaces();
  }

  private ColumnFamilyOptions familyOptions(LRUCache cache) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setFormatVersion(TABLE_FORMAT_VERSION)
            .setFilterPolicy(own(new BloomFilter(BLOOM_BITS_PER_KEY)))
            .setWholeKeyFiltering(true)
            .setCacheIndexAndFilterBlocks(true)
            .setCacheIndexAndFilterBlocksWithHighPriority(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    Properties unreachable = new Properties();
    unreachable.setProperty("memtable_op_scan_flush_trigger", SCAN_FLUSH_TRIGGER);
    return own(ColumnFamilyOptions.getColumnFamilyOptionsFromProps(unreachable))
        .setTableFormatConfig(table)
        .setWriteBufferSize(MEMTABLE_BYTES)
        .setMaxWriteBufferNumber(MEMTABLES)
        .setLevelCompactionDynamicLevelBytes(true)
        .setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** The first row and the first entry tell the keyspace ids; the rows are checked as they come. */
  private void findKeyspaces() {
    boolean rowFound = false;
    boolean entryFound = false;
    byte[] keyspace = new byte[Integer.BYTES];
    for (iterator.seekToFirst(); iterator.isValid() && !(rowFound && entryFound); ) {
      byte[] key = iterator.key();
      if (key.length == FloorRow.KEY_BYTES) {
        rowKey.put(0, key);
        rowFound = true;
      } else if (key.length == FloorRow.ENTRY_KEY_BYTES) {
        entryKey.put(0, key);
        entryValue.put(0, iterator.value());
        entryFound = true;
      }
      System.arraycopy(key, 0, keyspace, 0, keyspace.length);
      int next = ByteBuffer.wrap(keyspace).getInt() + 1;
      iterator.seek(ByteBuffer.allocate(Integer.BYTES).putInt(0, next).array());
    }
    if (!rowFound || !entryFound) {
      throw new IllegalStateException("the copied store lacks rows or entries");
    }
  }

  /** Reads a row; returns a sum over two of its columns. */
  long read(long id) throws RocksDBException {
    fetch(id);
    return row.getLong(FloorRow.REGION_OFFSET) + row.getLong(FloorRow.AMOUNT_OFFSET);
  }

  private int fetch(long id) throws RocksDBException {
    FloorRow.id(rowKey, id);
    row.clear();
    int size = db.get(data, readOptions, rowKey.clear(), row);
    if (size == RocksDB.NOT_FOUND) {
      throw new IllegalStateException("a row is gone: " + id);
    }
    return size;
  }

  /** Reads rows from an id on; returns a sum over two columns of each. */
  long scan(long from, int rows) throws RocksDBException {
    FloorRow.id(rowKey, from);
    iterator.refresh();
    iterator.seek(rowKey.clear());
    long sum = 0;
    for (int i = 0; i < rows; i++) {
      if (!iterator.isValid()) {
        throw new IllegalStateException("the scan ended early");
      }
      row.clear();
      iterator.value(row);
      sum += row.getLong(FloorRow.REGION_OFFSET) + row.getLong(FloorRow.AMOUNT_OFFSET);
      iterator.next();
    }
    return sum;
  }

  /** Moves a row to another region and adds to its amount: one row, one entry gone, one new. */
  void change(long id, long region, long delta) throws RocksDBException {
    int size = fetch(id);
    FloorRow.entry(entryKey, row.getLong(FloorRow.REGION_OFFSET), id);
    batch.delete(data, entryKey.clear());
    row.putLong(FloorRow.REGION_OFFSET, region);
    row.putLong(FloorRow.AMOUNT_OFFSET, row.getLong(FloorRow.AMOUNT_OFFSET) + delta);
    FloorRow.entry(entryKey, region, id);
    batch.put(data, entryKey.clear(), entryValue.clear());
    batch.put(data, rowKey.clear(), row.position(0).limit(size));
  }

  /** Writes what was changed, without waiting for the disk. */
  void commit() throws RocksDBException {
    db.write(writeOptions, batch);
    batch.clear();
  }

  private <T extends AbstractNativeReference> T own(T reference) {
    owned.add(reference);
    return reference;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  @Override
  public void close() {
    iterator.close();
    families.forEach(ColumnFamilyHandle::close);
    db.close();
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
  }
}
