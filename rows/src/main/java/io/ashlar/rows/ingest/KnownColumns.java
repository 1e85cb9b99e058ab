package io.ashlar.rows.ingest;

import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * The columns that rows of a writer may set, also those that were dropped since, so that a row that
 * fails can be shown as it was filled. Shared by all threads; grows with changes of the schema
 * alone.
 */
final class KnownColumns implements IntFunction<ColumnDefinition> {

  private final Map<Integer, ColumnDefinition> byId = new ConcurrentHashMap<>();

  /** Takes the columns of a definition. */
  void add(TableDefinition definition) {
    for (ColumnDefinition column : definition.columns()) {
      byId.put(column.id(), column);
    }
  }

  @Override
  public ColumnDefinition apply(int id) {
    return byId.get(id);
  }
}
