package io.ashlar.rows.catalog.format;

import java.util.Map;

/**
 * What the catalog stores of one partition.
 *
 * @param tableId the table
 * @param bound what it holds, as an encoded key: the number of its range, list or bucket, or the
 *     value of its list; not to be changed
 * @param keyspaceId where its rows live; also its id
 * @param indexKeyspaces where its entries live, by the id of the index
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
public record PartitionRecord(
    int tableId, byte[] bound, int keyspaceId, Map<Integer, Integer> indexKeyspaces) {

  /**
   * Keeps a copy of the map.
   *
   * @param tableId the table
   * @param bound what it holds
   * @param keyspaceId where its rows live
   * @param indexKeyspaces where its entries live
   */
  public PartitionRecord {
    indexKeyspaces = Map.copyOf(indexKeyspaces);
  }
}
