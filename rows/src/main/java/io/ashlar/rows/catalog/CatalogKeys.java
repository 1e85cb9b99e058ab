package io.ashlar.rows.catalog;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.memory.Flyweights;
import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;

/** The keys of catalog rows; the package documentation lists them. Stored on disk. */
public final class CatalogKeys {

  static final int TABLES_KEYSPACE = 1;
  static final int COUNTERS_KEYSPACE = 2;
  static final int RECLAIM_KEYSPACE = 3;
  static final int BUILDS_KEYSPACE = 5;
  static final int SEQUENCES_KEYSPACE = 4;
  static final int STATISTICS_KEYSPACE = 6;
  static final int PARTITIONS_KEYSPACE = 7;
  static final int HISTORY_KEYSPACE = 8;
  static final int FOREIGN_KEYS_KEYSPACE = 9;
  static final int VIEWS_KEYSPACE = 10;

  /** The one row of the counters. */
  static final long COUNTERS_ROW = 1;

  private CatalogKeys() {}

  /**
   * The key of a table's definition, which a commit that writes to the table checks.
   *
   * @param tableId the table
   * @return a direct buffer of exactly the key
   */
  public static MutableDirectBuffer tableKey(int tableId) {
    return key(TABLES_KEYSPACE, tableId);
  }

  static MutableDirectBuffer countersKey() {
    return key(COUNTERS_KEYSPACE, COUNTERS_ROW);
  }

  static MutableDirectBuffer reclaimKey(int keyspaceId) {
    return key(RECLAIM_KEYSPACE, keyspaceId);
  }

  static MutableDirectBuffer buildKey(int keyspaceId) {
    return key(BUILDS_KEYSPACE, keyspaceId);
  }

  static MutableDirectBuffer sequenceKey(int sequenceId) {
    return key(SEQUENCES_KEYSPACE, sequenceId);
  }

  static MutableDirectBuffer statisticsKey(int tableId) {
    return key(STATISTICS_KEYSPACE, tableId);
  }

  /**
   * Begins the key of a partition, which its bound ends. All partitions of a table lie together, in
   * the order of their bounds.
   *
   * @param key receives it
   * @param tableId the table
   * @return the key
   */
  public static KeyEncoder partitions(KeyEncoder key, int tableId) {
    return key.reset(PARTITIONS_KEYSPACE).putLong(tableId, false);
  }

  static MutableDirectBuffer partitionKey(int tableId, byte[] bound) {
    KeyEncoder encoder = partitions(new KeyEncoder(), tableId);
    return copy(encoder.putRaw(Flyweights.wrap(bound), 0, bound.length));
  }

  static MutableDirectBuffer historyKey(int tableId) {
    return key(HISTORY_KEYSPACE, tableId);
  }

  static MutableDirectBuffer foreignKeyKey(int foreignKeyId) {
    return key(FOREIGN_KEYS_KEYSPACE, foreignKeyId);
  }

  static MutableDirectBuffer viewKey(int viewId) {
    return key(VIEWS_KEYSPACE, viewId);
  }

  private static MutableDirectBuffer key(int keyspace, long row) {
    return copy(new KeyEncoder().reset(keyspace).putLong(row, false));
  }

  private static MutableDirectBuffer copy(KeyEncoder encoder) {
    MutableDirectBuffer key = Flyweights.wrap(ByteBuffer.allocateDirect(encoder.length()));
    key.putBytes(0, encoder.buffer(), 0, encoder.length());
    return key;
  }
}
