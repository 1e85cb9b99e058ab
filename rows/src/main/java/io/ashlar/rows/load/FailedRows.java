package io.ashlar.rows.load;

import io.ashlar.error.AshlarException;
import io.ashlar.ingest.FailedRow;
import io.ashlar.ingest.WriteOperation;
import io.ashlar.load.LoadOptions;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.rows.entry.Assigned;
import java.util.LinkedHashMap;
import java.util.Map;

/** What becomes of rows that break a constraint by themselves. Stateless. */
final class FailedRows {

  private FailedRows() {}

  /** Gives a row to the handler, or throws its failure where there is none. */
  static void tell(
      LoadOptions options, TableDefinition table, Assigned values, AshlarException failure) {
    if (options.failedRowHandler().isEmpty()) {
      throw failure;
    }
    Map<String, Object> objects = new LinkedHashMap<>();
    for (int ordinal = 0; ordinal < table.columns().size(); ordinal++) {
      ColumnDefinition column = table.columns().get(ordinal);
      if (values.isSet(ordinal)) {
        objects.put(
            column.name(),
            values.isSetToNull(ordinal) ? null : column.valueType().object(values, ordinal));
      }
    }
    options
        .failedRowHandler()
        .get()
        .failed(new FailedRow(table.name(), WriteOperation.INSERT, objects, failure));
  }
}
