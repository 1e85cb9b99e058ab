package io.ashlar.rows.ddl;

import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.PartitionRecord;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.table.TableHandle;
import java.util.ArrayList;
import java.util.List;

/** Where the rows of a table lie: in the table itself, or in its partitions. Stateless. */
final class TableParts {

  private TableParts() {}

  /** As definitions to walk by; the keyspaces of a partitioned table itself hold nothing. */
  static List<TableDefinition> of(TableDefinition table, List<PartitionRecord> partitions) {
    if (table.partitions() == null) {
      return List.of(table);
    }
    List<TableDefinition> parts = new ArrayList<>();
    for (PartitionRecord partition : partitions) {
      if (partition.tableId() == table.id()) {
        parts.add(Definitions.inPartition(table, partition));
      }
    }
    return parts;
  }

  /** As they are now; the caller keeps partitions from coming and going, or can do without. */
  static List<TableDefinition> now(TableHandle handle, TableDefinition table) {
    return of(table, records(handle));
  }

  static List<TablePartition> live(TableHandle handle) {
    return handle.partitions() == null ? List.of() : handle.partitions().live();
  }

  static List<PartitionRecord> records(TableHandle handle) {
    return live(handle).stream().map(TablePartition::record).toList();
  }

  /** All keyspaces of the table itself and of its partitions. */
  static List<Integer> keyspaces(TableDefinition table, List<PartitionRecord> partitions) {
    List<Integer> keyspaces = new ArrayList<>(keyspaces(table));
    for (PartitionRecord partition : partitions) {
      if (partition.tableId() == table.id()) {
        keyspaces.addAll(keyspaces(Definitions.inPartition(table, partition)));
      }
    }
    return keyspaces;
  }

  static List<Integer> keyspaces(TableDefinition part) {
    List<Integer> keyspaces = new ArrayList<>();
    keyspaces.add(part.keyspaceId());
    part.maintained().forEach(index -> keyspaces.add(index.keyspaceId()));
    return keyspaces;
  }

  /** The keyspaces of one index, in the table itself and in its partitions. */
  static List<Integer> keyspaces(IndexDefinition index, List<PartitionRecord> partitions) {
    List<Integer> keyspaces = new ArrayList<>();
    keyspaces.add(index.keyspaceId());
    partitions.forEach(partition -> keyspaces.add(partition.indexKeyspaces().get(index.id())));
    return keyspaces;
  }
}
