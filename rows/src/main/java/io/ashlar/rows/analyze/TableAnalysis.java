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
   * @return the statistics
   */
  public static TableStatistics of(StoreTransaction reader, TableDefinition table) {
    List<KeyStatistics> keys = new ArrayList<>();
    KeyStatistics rows = KeyAnalysis.of(reader, table, null);
    keys.add(rows);
    for (IndexDefinition index : table.indexes()) {
      keys.add(KeyAnalysis.of(reader, table, index));
    }
    return new TableStatistics(rows.entries(), rows.bytes(), keys);
  }
}
