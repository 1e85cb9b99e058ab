package io.ashlar.rows.analyze;

import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.txn.StoreTransaction;
import java.util.ArrayList;
import java.util.List;

/** Analyzes all keys of a table. Stateless. */
public final class TableAnalysis {

  private TableAnalysis() {}

  /**
   * Walks the primary key and each index from end to end, at the view of a transaction. Takes at
   * least twice as long as reading them does; allocates.
   *
   * @param reader what to read in; read-only
   * @param table the table as that view shows it
   * @param parts where its rows lie: the table itself, or its partitions
   * @return the statistics; of partitions together, by the keyspaces of the table itself
   */
  public static TableStatistics of(
      StoreTransaction reader, TableDefinition table, List<TableDefinition> parts) {
    List<KeyStatistics> keys = new ArrayList<>();
    int[] keyspaces = parts.stream().mapToInt(TableDefinition::keyspaceId).toArray();
    KeyStatistics rows = KeyAnalysis.of(reader, table, null, keyspaces);
    keys.add(rows);
    for (IndexDefinition index : table.indexes()) {
      int[] entries =
          parts.stream()
              .mapToInt(part -> part.index(index.name()).orElseThrow().keyspaceId())
              .toArray();
      keys.add(KeyAnalysis.of(reader, table, index, entries));
    }
    return new TableStatistics(rows.entries(), rows.bytes(), keys);
  }
}
