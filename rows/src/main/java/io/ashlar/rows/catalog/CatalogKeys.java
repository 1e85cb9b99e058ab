package io.ashlar.rows.catalog;

import io.ashlar.codec.key.KeyEncoder;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

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

  /** The one row of the counters. */
  static final long COUNTERS_ROW = 1;

  private CatalogKeys() {}

  /**
   * The key of a table's definition, which a commit that writes to the table checks.
   *
   * @param tableId the table
   * @return a direct buffer of exactly the key
   */
  public static UnsafeBuffer tableKey(int tableId) {
    return key(TABLES_KEYSPACE, tableId);
  }

  static UnsafeBuffer countersKey() {
    return key(COUNTERS_KEYSPACE, COUNTERS_ROW);
  }

  static UnsafeBuffer reclaimKey(int keyspaceId) {
    return key(RECLAIM_KEYSPACE, keyspaceId);
  }

  static UnsafeBuffer buildKey(int keyspaceId) {
    return key(BUILDS_KEYSPACE, keyspaceId);
  }

  static UnsafeBuffer sequenceKey(int sequenceId) {
    return key(SEQUENCES_KEYSPACE, sequenceId);
  }

  static UnsafeBuffer statisticsKey(int tableId) {
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

  static UnsafeBuffer partitionKey(int tableId, byte[] bound) {
    KeyEncoder encoder = partitions(new KeyEncoder(), tableId);
    return copy(encoder.putRaw(new UnsafeBuffer(bound), 0, bound.length));
  }

  static UnsafeBuffer historyKey(int tableId) {
    return key(HISTORY_KEYSPACE, tableId);
  }

  private static UnsafeBuffer key(int keyspace, long row) {
    return copy(new KeyEncoder().reset(keyspace).putLong(row, false));
  }

  private static UnsafeBuffer copy(KeyEncoder encoder) {
    UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(encoder.length()));
    key.putBytes(0, encoder.buffer(), 0, encoder.length());
    return key;
  }
}
