package io.ashlar.rows.database;

import io.ashlar.error.CorruptionException;
import io.ashlar.mvcc.VersionedStore;
import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.PartitionRecord;
import io.ashlar.rows.catalog.TableDefinition;

/** Checks a definition against the counters: an id from the future would be given out again. */
final class CatalogCheck {

  private CatalogCheck() {}

  static void require(TableDefinition table, CatalogIds ids) {
    boolean known = table.id() < ids.nextTableId() && keyspaceKnown(table.keyspaceId(), ids);
    for (IndexDefinition index : table.indexes()) {
      known &= keyspaceKnown(index.keyspaceId(), ids);
    }
    if (!known) {
      throw new CorruptionException(
          "A table uses ids that the catalog has not given out.", "table", table.name());
    }
  }

  static void require(TableDefinition table, PartitionRecord partition, CatalogIds ids) {
    boolean known =
        table != null && table.partitions() != null && keyspaceKnown(partition.keyspaceId(), ids);
    for (int keyspaceId : partition.indexKeyspaces().values()) {
      known &= keyspaceKnown(keyspaceId, ids);
    }
    if (!known) {
      throw new CorruptionException(
          "A partition uses ids that the catalog has not given out.",
          "tableId",
          partition.tableId(),
          "partition",
          partition.keyspaceId());
    }
  }

  private static boolean keyspaceKnown(int keyspaceId, CatalogIds ids) {
    return keyspaceId >= VersionedStore.FIRST_FREE_KEYSPACE && keyspaceId < ids.nextKeyspaceId();
  }
}
