package io.ashlar.rows.ddl;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.rows.catalog.Definitions;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionRecord;
import io.ashlar.rows.partition.TablePartition;
import io.ashlar.rows.session.TableState;
import io.ashlar.txn.cursor.TransactionCursor;
import java.util.ArrayList;
import java.util.List;

/** Where the rows of a table lie: in the table itself, or in its partitions. Stateless. */
public final class TableParts {

  private TableParts() {}

  /**
   * As definitions to walk by; the keyspaces of a partitioned table itself hold nothing.
   *
   * @param table the table
   * @param partitions partitions, those of other tables among them
   * @return the table itself, or its partitions in their order
   */
  public static List<TableDefinition> of(TableDefinition table, List<PartitionRecord> partitions) {
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

  /**
   * As they are now; the caller keeps partitions from coming and going, or can do without.
   *
   * @param handle whose partitions are taken
   * @param table the definition to take
   * @return the table itself, or its partitions in their order
   */
  public static List<TableDefinition> now(TableState handle, TableDefinition table) {
    return of(table, records(handle));
  }

  /**
   * The partitions that there are now.
   *
   * @param handle the table
   * @return none when it has no partitions
   */
  public static List<TablePartition> live(TableState handle) {
    return handle.partitions() == null ? List.of() : handle.partitions().live();
  }

  /**
   * The partitions that there are now, as the catalog has them.
   *
   * @param handle the table
   * @return none when it has no partitions
   */
  public static List<PartitionRecord> records(TableState handle) {
    return live(handle).stream().map(TablePartition::record).toList();
  }

  /**
   * All keyspaces of the table itself and of its partitions.
   *
   * @param table the table
   * @param partitions partitions, those of other tables among them
   * @return keyspace ids
   */
  public static List<Integer> keyspaces(TableDefinition table, List<PartitionRecord> partitions) {
    List<Integer> keyspaces = new ArrayList<>(keyspaces(table));
    for (PartitionRecord partition : partitions) {
      if (partition.tableId() == table.id()) {
        keyspaces.addAll(keyspaces(Definitions.inPartition(table, partition)));
      }
    }
    return keyspaces;
  }

  private static List<Integer> keyspaces(TableDefinition part) {
    List<Integer> keyspaces = new ArrayList<>();
    keyspaces.add(part.keyspaceId());
    part.maintained().forEach(index -> keyspaces.add(index.keyspaceId()));
    return keyspaces;
  }

  /**
   * The keyspaces of one index, in the table itself and in its partitions.
   *
   * @param index the index
   * @param partitions the partitions of its table
   * @return keyspace ids
   */
  public static List<Integer> keyspaces(IndexDefinition index, List<PartitionRecord> partitions) {
    List<Integer> keyspaces = new ArrayList<>();
    keyspaces.add(index.keyspaceId());
    partitions.forEach(partition -> keyspaces.add(partition.indexKeyspaces().get(index.id())));
    return keyspaces;
  }

  /**
   * Puts a cursor on a keyspace.
   *
   * @param cursor the cursor
   * @param keyspaceId the keyspace
   * @return true when it stands on the first key, false when there is none
   */
  public static boolean openKeyspace(TransactionCursor cursor, int keyspaceId) {
    KeyEncoder lower = new KeyEncoder().reset(keyspaceId);
    KeyEncoder upper = new KeyEncoder().reset(keyspaceId + 1);
    cursor.open(lower.buffer(), 0, lower.length(), upper.buffer(), 0, upper.length());
    return cursor.first();
  }
}
