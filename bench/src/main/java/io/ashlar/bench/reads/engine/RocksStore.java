package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.Span;
import io.ashlar.bench.reads.data.SpanReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.EnvOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.IngestExternalFileOptions;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * RocksDB by hand against its Java API, as its documentation advises: a column family for the rows
 * and one for each index, which share a block cache; a bloom filter where keys are looked up; LZ4;
 * a write batch for each transaction, through direct buffers.
 */
final class RocksStore implements SpanStore {

  private static final double BLOOM_BITS = 10;

  private final Path directory;
  private final Cache cache;
  private final BloomFilter filter = new BloomFilter(BLOOM_BITS);
  private final ColumnFamilyOptions rowOptions;
  private final ColumnFamilyOptions indexOptions;
  private final DBOptions options =
      new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
  private final List<ColumnFamilyHandle> families = new ArrayList<>();
  private final RocksDB database;
  private final RocksSpans spans = new RocksSpans();

  private RocksStore(StoreSetup setup) throws RocksDBException {
    directory = setup.directory();
    cache = new LRUCache(setup.cacheBytes());
    rowOptions = family(blocks().setFilterPolicy(filter));
    indexOptions = family(blocks());
    List<ColumnFamilyDescriptor> wanted =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, rowOptions),
            new ColumnFamilyDescriptor(new byte[] {'t'}, indexOptions),
            new ColumnFamilyDescriptor(new byte[] {'s'}, indexOptions));
    database =
        RocksDB.open(options, setup.directory().resolve("rocksdb").toString(), wanted, families);
  }

  /** Indexes and filters of its files are charged to the cache too, so that it is all there is. */
  private BlockBasedTableConfig blocks() {
    return new BlockBasedTableConfig()
        .setBlockCache(cache)
        .setCacheIndexAndFilterBlocks(true)
        .setCacheIndexAndFilterBlocksWithHighPriority(true)
        .setPinL0FilterAndIndexBlocksInCache(true);
  }

  private static ColumnFamilyOptions family(BlockBasedTableConfig blocks) {
    return new ColumnFamilyOptions()
        .setCompressionType(CompressionType.LZ4_COMPRESSION)
        .setTableFormatConfig(blocks);
  }

  static RocksStore open(StoreSetup setup) throws RocksDBException {
    RocksDB.loadLibrary();
    return new RocksStore(setup);
  }

  private ColumnFamilyHandle byTrace() {
    return families.get(1);
  }

  private ColumnFamilyHandle byService() {
    return families.get(2);
  }

  @Override
  public String version() {
    return RocksDB.rocksdbVersion().toString();
  }

  /** The column families are made when the store is opened. */
  @Override
  public void create() {}

  @Override
  public void write(List<Span> written) throws RocksDBException {
    try (WriteOptions writing = new WriteOptions();
        WriteBatch batch = new WriteBatch()) {
      for (Span span : written) {
        batch.put(spans.rowKey(span.id()), spans.row(span));
        batch.put(
            byTrace(),
            spans.traceKey(span.traceHigh(), span.traceLow(), span.id()),
            spans.emptyValue().flip());
        batch.put(byService(), spans.serviceKey(span), spans.emptyValue().flip());
      }
      database.write(writing, batch);
    }
  }

  /** Makes files of the same rows and entries, each in the order of its keys, and takes them in. */
  void ingest(List<Span> written) throws RocksDBException, IOException {
    Path files = Files.createTempDirectory(directory, "ingest");
    Entries rows = new Entries();
    Entries traces = new Entries();
    Entries services = new Entries();
    for (Span span : written) {
      rows.add(spans.rowKey(span.id()), spans.row(span));
      traces.add(
          spans.traceKey(span.traceHigh(), span.traceLow(), span.id()), spans.emptyValue().flip());
      services.add(spans.serviceKey(span), spans.emptyValue().flip());
    }
    rows.ingest(database, families.get(0), rowOptions, files.resolve("rows.sst"));
    traces.ingest(database, byTrace(), indexOptions, files.resolve("traces.sst"));
    services.ingest(database, byService(), indexOptions, files.resolve("services.sst"));
  }

  /** Keys and values on the heap, to be sorted and written to one file. */
  private static final class Entries {

    private static final class Entry {

      private final byte[] key;
      private final byte[] value;

      Entry(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
      }

      byte[] key() {
        return key;
      }
    }

    private final List<Entry> entries = new ArrayList<>();

    void add(ByteBuffer key, ByteBuffer value) {
      byte[] ownKey = new byte[key.remaining()];
      key.get(ownKey);
      byte[] ownValue = new byte[value.remaining()];
      value.get(ownValue);
      entries.add(new Entry(ownKey, ownValue));
    }

    void ingest(RocksDB database, ColumnFamilyHandle family, ColumnFamilyOptions options, Path file)
        throws RocksDBException {
      entries.sort(Comparator.comparing(Entry::key, Arrays::compareUnsigned));
      try (DBOptions plain = new DBOptions();
          Options both = new Options(plain, options);
          EnvOptions environment = new EnvOptions();
          SstFileWriter writer = new SstFileWriter(environment, both);
          IngestExternalFileOptions how = new IngestExternalFileOptions().setMoveFiles(true)) {
        writer.open(file.toString());
        for (Entry entry : entries) {
          writer.put(entry.key, entry.value);
        }
        writer.finish();
        database.ingestExternalFile(family, List.of(file.toString()), how);
      }
    }
  }

  @Override
  public void settle() throws RocksDBException {
    try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
      database.flush(flush, families);
    }
    for (ColumnFamilyHandle family : families) {
      database.compactRange(family);
    }
  }

  @Override
  public SpanReader newReader() {
    return new RocksReader(database, byTrace(), byService());
  }

  @Override
  public void close() {
    families.forEach(ColumnFamilyHandle::close);
    database.close();
    options.close();
    indexOptions.close();
    rowOptions.close();
    filter.close();
    cache.close();
  }
}
