package io.ashlar.rows.table;

import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.catalog.ColumnHandles;
import io.ashlar.rows.catalog.TableDefinition;

/** Makes the handles of columns. Stateless. */
public final class Columns {

  private Columns() {}

  static Column named(TableDefinition table, String name) {
    int ordinal = table.ordinalOf(name);
    if (ordinal < 0) {
      throw new SchemaException(
          "There is no such column.", "table", table.name(), "column", String.valueOf(name));
    }
    return handle(table, ordinal);
  }

  static <C extends Column> C typed(TableHandle table, String name, Class<C> type) {
    table.ensureUsable();
    Column column = named(table.definition(), name);
    if (!type.isInstance(column)) {
      throw new SchemaException(
          "The column has another type.",
          "table",
          table.name(),
          "column",
          name,
          "type",
          column.type(),
          "asked",
          type.getSimpleName());
    }
    return type.cast(column);
  }

  /**
   * Finds the column of a handle. A handle of another database may have the same ids by chance; its
   * kind tells, so that no value is ever taken for one of another type.
   *
   * @param table the table
   * @param column the handle
   * @return the ordinal, or -1 when the table has no such column of that kind
   */
  public static int ordinalIn(TableDefinition table, Column column) {
    int ordinal = table.ordinalOf(column);
    return ordinal >= 0 && table.columns().get(ordinal).type().kind() == column.type().kind()
        ? ordinal
        : -1;
  }

  /**
   * The handle of a column.
   *
   * @param table the table
   * @param ordinal the column
   * @return a new handle
   */
  public static Column handle(TableDefinition table, int ordinal) {
    return ColumnHandles.of(table.id(), table.name(), table.columns().get(ordinal));
  }
}
