package io.ashlar.rows.catalog;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyspacePrefix;
import io.ashlar.codec.memory.BufferPool;
import io.ashlar.error.CorruptionException;
import io.ashlar.rows.catalog.format.BuildRecord;
import io.ashlar.rows.catalog.format.CatalogFormat;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import io.ashlar.rows.catalog.format.PartitionFormat;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.catalog.format.SequenceRecord;
import io.ashlar.rows.catalog.format.ViewRecord;
import io.ashlar.store.HistoryPolicy;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.txn.cursor.TransactionCursor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.MutableDirectBuffer;

/**
 * Reads and writes the catalog through transactions. Not thread-safe: schema changes come one at a
 * time. Allocates freely, as schema changes are rare.
 *
 * <p>Long because each kind of record is read, written and deleted.
 */
public final class CatalogStore implements AutoCloseable {

  private static final String DAMAGED_HISTORY =
      "How a table keeps its history is damaged in the catalog.";

  private final CatalogRows rows;

  /**
   * For one database.
   *
   * @param pool lends buffers
   */
  public CatalogStore(BufferPool pool) {
    rows = new CatalogRows(pool);
  }

  /**
   * Reads all tables.
   *
   * @param transaction what to read in
   * @return the definitions in the order of their ids
   * @throws CorruptionException when one is damaged
   */
  public List<TableDefinition> tables(StoreTransaction transaction) {
    List<TableDefinition> tables = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.TABLES_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        byte[] payload = rows.payload(cursor);
        long publishedAt = rows.stamp();
        tables.add(
            CatalogFormat.decode(
                rows.id(cursor), payload, record -> new TableDefinition(record, publishedAt)));
      }
    }
    return tables;
  }

  /**
   * Reads the next free ids.
   *
   * @param transaction what to read in
   * @return the ids; the first ones in an empty database
   * @throws CorruptionException when the row is damaged
   * @throws io.ashlar.error.StoreOpenException when the catalog has features that are not known
   *     here
   */
  public CatalogIds ids(StoreTransaction transaction) {
    return CatalogCounters.read(rows, transaction);
  }

  /**
   * What the catalog has that a reader must know of.
   *
   * @param transaction what to read in; what it has written counts
   * @return the features of {@link CatalogIds}
   */
  public int features(StoreTransaction transaction) {
    return CatalogCounters.features(transaction);
  }

  /**
   * Reads which keyspaces wait for their space to be given back.
   *
   * @param transaction what to read in
   * @return the keyspaces
   */
  public List<PendingReclaim> reclaims(StoreTransaction transaction) {
    List<PendingReclaim> reclaims = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.RECLAIM_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        rows.payload(cursor);
        reclaims.add(new PendingReclaim(rows.id(cursor), rows.stamp()));
      }
    }
    return reclaims;
  }

  /**
   * Reads all sequences.
   *
   * @param transaction what to read in
   * @return the sequences in the order of their ids
   * @throws CorruptionException when one is damaged
   */
  public List<SequenceRecord> sequences(StoreTransaction transaction) {
    List<SequenceRecord> sequences = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.SEQUENCES_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        byte[] payload = rows.payload(cursor);
        sequences.add(SequenceRecord.decode(rows.id(cursor), payload));
      }
    }
    return sequences;
  }

  /**
   * Stores a sequence.
   *
   * @param transaction what to write in
   * @param sequence the sequence
   */
  public void put(StoreTransaction transaction, SequenceRecord sequence) {
    rows.put(transaction, CatalogKeys.sequenceKey(sequence.id()), sequence.encode());
  }

  /**
   * Deletes a sequence.
   *
   * @param transaction what to write in
   * @param sequenceId the sequence
   */
  public void deleteSequence(StoreTransaction transaction, int sequenceId) {
    CatalogRows.delete(transaction, CatalogKeys.sequenceKey(sequenceId));
  }

  /**
   * Reads the statistics of all tables, as they were given to {@link #putStatistics}.
   *
   * @param transaction what to read in
   * @param damaged is told of each that is not a row of the catalog and left out
   * @return the payloads by table id
   */
  public Map<Integer, byte[]> statistics(
      StoreTransaction transaction, Consumer<CorruptionException> damaged) {
    Map<Integer, byte[]> statistics = new TreeMap<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.STATISTICS_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        try {
          statistics.put(rows.id(cursor), rows.payload(cursor));
        } catch (CorruptionException e) {
          damaged.accept(e);
        }
      }
    }
    return statistics;
  }

  /**
   * Stores the statistics of a table.
   *
   * @param transaction what to write in
   * @param tableId the table
   * @param payload the statistics
   */
  public void putStatistics(StoreTransaction transaction, int tableId, byte[] payload) {
    rows.put(transaction, CatalogKeys.statisticsKey(tableId), payload);
  }

  /**
   * Deletes the statistics of a table.
   *
   * @param transaction what to write in
   * @param tableId the table
   */
  public void deleteStatistics(StoreTransaction transaction, int tableId) {
    CatalogRows.delete(transaction, CatalogKeys.statisticsKey(tableId));
  }

  /**
   * Reads all partitions of all tables.
   *
   * @param transaction what to read in
   * @return the partitions by table, in the order of their bounds
   * @throws CorruptionException when one is damaged
   */
  public List<PartitionRecord> partitions(StoreTransaction transaction) {
    List<PartitionRecord> partitions = new ArrayList<>();
    KeyDecoder decoder = new KeyDecoder();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.PARTITIONS_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        decoder.wrap(cursor.key(), KeyspacePrefix.BYTES, cursor.keyLength() - KeyspacePrefix.BYTES);
        long table = decoder.nextLong(false);
        byte[] bound = new byte[cursor.keyLength() - decoder.position()];
        cursor.key().getBytes(decoder.position(), bound);
        if (table != (int) table || bound.length == 0) {
          throw new CorruptionException("A key of the catalog is damaged.", "id", table);
        }
        byte[] payload = rows.payload(cursor);
        partitions.add(PartitionFormat.decode((int) table, bound, payload));
      }
    }
    return partitions;
  }

  /**
   * Stores a partition.
   *
   * @param transaction what to write in
   * @param partition the partition
   */
  public void put(StoreTransaction transaction, PartitionRecord partition) {
    MutableDirectBuffer key = CatalogKeys.partitionKey(partition.tableId(), partition.bound());
    rows.put(transaction, key, PartitionFormat.encode(partition));
  }

  /**
   * Deletes a partition.
   *
   * @param transaction what to write in
   * @param partition the partition
   */
  public void delete(StoreTransaction transaction, PartitionRecord partition) {
    CatalogRows.delete(
        transaction, CatalogKeys.partitionKey(partition.tableId(), partition.bound()));
  }

  /**
   * Reads all foreign keys.
   *
   * @param transaction what to read in
   * @return the foreign keys in the order of their ids
   * @throws CorruptionException when one is damaged
   */
  public List<ForeignKeyRecord> foreignKeys(StoreTransaction transaction) {
    List<ForeignKeyRecord> foreignKeys = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.FOREIGN_KEYS_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        byte[] payload = rows.payload(cursor);
        foreignKeys.add(ForeignKeyRecord.decode(rows.id(cursor), payload));
      }
    }
    return foreignKeys;
  }

  /**
   * Stores a foreign key.
   *
   * @param transaction what to write in
   * @param foreignKey the foreign key
   */
  public void put(StoreTransaction transaction, ForeignKeyRecord foreignKey) {
    rows.put(transaction, CatalogKeys.foreignKeyKey(foreignKey.id()), foreignKey.encode());
  }

  /**
   * Deletes a foreign key.
   *
   * @param transaction what to write in
   * @param foreignKey the foreign key
   */
  public void delete(StoreTransaction transaction, ForeignKeyRecord foreignKey) {
    CatalogRows.delete(transaction, CatalogKeys.foreignKeyKey(foreignKey.id()));
  }

  /**
   * Reads all views.
   *
   * @param transaction what to read in
   * @return the views in the order of their ids
   * @throws CorruptionException when one is damaged
   */
  public List<ViewRecord> views(StoreTransaction transaction) {
    List<ViewRecord> views = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.VIEWS_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        byte[] payload = rows.payload(cursor);
        views.add(ViewRecord.decode(rows.id(cursor), payload));
      }
    }
    return views;
  }

  /**
   * Stores a view.
   *
   * @param transaction what to write in
   * @param view the view
   */
  public void put(StoreTransaction transaction, ViewRecord view) {
    rows.put(transaction, CatalogKeys.viewKey(view.id()), view.encode());
  }

  /**
   * Deletes a view.
   *
   * @param transaction what to write in
   * @param view the view
   */
  public void delete(StoreTransaction transaction, ViewRecord view) {
    CatalogRows.delete(transaction, CatalogKeys.viewKey(view.id()));
  }

  /**
   * Reads which tables keep their history.
   *
   * @param transaction what to read in
   * @return how, by table id
   * @throws CorruptionException when one is damaged
   */
  public Map<Integer, HistoryPolicy> histories(StoreTransaction transaction) {
    Map<Integer, HistoryPolicy> histories = new TreeMap<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.HISTORY_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        ByteBuffer bytes = ByteBuffer.wrap(rows.payload(cursor));
        histories.put(rows.id(cursor), history(rows.id(cursor), bytes));
      }
    }
    return histories;
  }

  private static HistoryPolicy history(int tableId, ByteBuffer bytes) {
    try {
      if (bytes.remaining() == 1 + 3 * Long.BYTES && bytes.get() == CatalogFormat.VERSION) {
        return new HistoryPolicy(bytes.getLong(), bytes.getLong(), bytes.getLong());
      }
    } catch (IllegalArgumentException e) {
      throw new CorruptionException(e, DAMAGED_HISTORY, "tableId", tableId);
    }
    throw new CorruptionException(DAMAGED_HISTORY, "tableId", tableId);
  }

  /**
   * Stores how a table keeps its history.
   *
   * @param transaction what to write in
   * @param tableId the table
   * @param policy how
   */
  public void putHistory(StoreTransaction transaction, int tableId, HistoryPolicy policy) {
    ByteBuffer bytes = ByteBuffer.allocate(1 + 3 * Long.BYTES);
    bytes.put((byte) CatalogFormat.VERSION);
    bytes.putLong(policy.since()).putLong(policy.retentionMs()).putLong(policy.bucketMs());
    rows.put(transaction, CatalogKeys.historyKey(tableId), bytes.array());
  }

  /**
   * Forgets that a table keeps its history.
   *
   * @param transaction what to write in
   * @param tableId the table
   */
  public void deleteHistory(StoreTransaction transaction, int tableId) {
    CatalogRows.delete(transaction, CatalogKeys.historyKey(tableId));
  }

  /**
   * Stores a definition.
   *
   * @param transaction what to write in
   * @param table the definition
   */
  public void put(StoreTransaction transaction, TableDefinition table) {
    rows.put(transaction, CatalogKeys.tableKey(table.id()), CatalogFormat.encode(table.record()));
  }

  /**
   * Stores the next free ids.
   *
   * @param transaction what to write in
   * @param ids the ids
   */
  public void put(StoreTransaction transaction, CatalogIds ids) {
    CatalogCounters.write(rows, transaction, ids);
  }

  /**
   * Remembers that the space of a keyspace is to be given back.
   *
   * @param transaction what to write in
   * @param keyspaceId the keyspace
   */
  public void putReclaim(StoreTransaction transaction, int keyspaceId) {
    byte[] payload = {CatalogFormat.VERSION};
    rows.put(transaction, CatalogKeys.reclaimKey(keyspaceId), payload);
  }

  /**
   * Deletes the definition of a table.
   *
   * @param transaction what to write in
   * @param tableId the table
   */
  public void deleteTable(StoreTransaction transaction, int tableId) {
    CatalogRows.delete(transaction, CatalogKeys.tableKey(tableId));
  }

  /**
   * Forgets a keyspace: its space was given back, or an index has it now.
   *
   * @param transaction what to write in
   * @param keyspaceId the keyspace
   */
  public void deleteReclaim(StoreTransaction transaction, int keyspaceId) {
    CatalogRows.delete(transaction, CatalogKeys.reclaimKey(keyspaceId));
  }

  /**
   * Reads which indexes are being built.
   *
   * @param transaction what to read in
   * @return the builds in the order of their keyspaces
   * @throws CorruptionException when one is damaged
   */
  public List<BuildRecord> builds(StoreTransaction transaction) {
    List<BuildRecord> builds = new ArrayList<>();
    try (TransactionCursor cursor = transaction.newCursor()) {
      CatalogRows.open(cursor, CatalogKeys.BUILDS_KEYSPACE);
      for (boolean more = cursor.first(); more; more = cursor.next()) {
        byte[] payload = rows.payload(cursor);
        builds.add(BuildRecord.decode(rows.id(cursor), payload));
      }
    }
    return builds;
  }

  /**
   * Stores how far the build of an index has come.
   *
   * @param transaction what to write in
   * @param build the build
   */
  public void put(StoreTransaction transaction, BuildRecord build) {
    rows.put(transaction, CatalogKeys.buildKey(build.keyspaceId()), build.encode());
  }

  /**
   * Forgets the build of an index, which has ended.
   *
   * @param transaction what to write in
   * @param keyspaceId the keyspace of the index
   */
  public void deleteBuild(StoreTransaction transaction, int keyspaceId) {
    CatalogRows.delete(transaction, CatalogKeys.buildKey(keyspaceId));
  }

  /** Gives the buffers back. Idempotent. */
  @Override
  public void close() {
    rows.close();
  }
}
