package io.ashlar.sql.plan;

import io.ashlar.Schema;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.schema.TableSchema;
import io.ashlar.schema.ViewSchema;
import java.util.Collection;
import java.util.Map;

/** The definitions of tables and views that a statement was planned for. */
public final class Definitions {

  private final Schema schema;
  private final Table[] tables;
  private final TableSchema[] schemas;
  private final ViewSchema[] views;

  Definitions(Schema schema, Map<Table, TableSchema> used, Collection<ViewSchema> views) {
    this.schema = schema;
    this.tables = used.keySet().toArray(new Table[0]);
    this.schemas = new TableSchema[tables.length];
    for (int i = 0; i < tables.length; i++) {
      schemas[i] = used.get(tables[i]);
    }
    this.views = views.toArray(new ViewSchema[0]);
  }

  /**
   * Whether all of them are as they were. Allocates nothing where there are no views.
   *
   * @return false when something has been changed or dropped since
   */
  @SuppressWarnings("ReferenceEquality") // each change of a table or view makes another definition
  public boolean areFresh() {
    try {
      for (int i = 0; i < tables.length; i++) {
        if (tables[i].schema() != schemas[i]) {
          return false;
        }
      }
    } catch (ClosedException dropped) {
      return false;
    }
    for (ViewSchema view : views) {
      if (schema.findView(view.name()).orElse(null) != view) {
        return false;
      }
    }
    return true;
  }
}
