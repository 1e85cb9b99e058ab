package io.ashlar.rows.index;

import io.ashlar.rows.catalog.CatalogIds;
import io.ashlar.rows.catalog.CatalogStore;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.ddl.TableParts;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.TableState;
import io.ashlar.schema.IndexSchema;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/**
 * A table with one index more, and its partitions with a keyspace more each.
 *
 * @param table the definition; the index is its last
 * @param partitions in the order of the live ones
 */
record AddedIndex(TableDefinition table, List<PartitionRecord> partitions) {

  /** Adds an index to a table that is locked. */
  static AddedIndex to(TableState handle, IndexSchema schema, CatalogIds ids, boolean published) {
    int keyspace = ids.nextKeyspaceId();
    TableDefinition table = Definitions.withIndex(handle.definition(), schema, keyspace, published);
    int indexId = last(table).id();
    List<PartitionRecord> partitions = new ArrayList<>();
    for (TablePartition partition : TableParts.live(handle)) {
      partitions.add(partition.with(indexId, keyspace + 1 + partitions.size()));
    }
    return new AddedIndex(table, partitions);
  }

  private static IndexDefinition last(TableDefinition table) {
    return table.maintained().get(table.maintained().size() - 1);
  }

  IndexDefinition index() {
    return last(table);
  }

  /** The parts of the table, each with the index as its last. */
  List<TableDefinition> parts() {
    return TableParts.of(table, partitions);
  }

  void put(CatalogStore store, StoreTransaction transaction) {
    store.put(transaction, table);
    partitions.forEach(partition -> store.put(transaction, partition));
  }

  CatalogIds after(CatalogIds ids) {
    return ids.afterKeyspaces(1 + partitions.size());
  }
}
