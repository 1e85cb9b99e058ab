package io.ashlar.rows.table;

import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.rows.catalog.ColumnDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.schema.ColumnType;

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
   * @throws IllegalUseException when the handle is null
   */
  public static int ordinalIn(TableDefinition table, Column column) {
    if (column == null) {
      throw new IllegalUseException("A column is needed here.", "table", table.name());
    }
    int ordinal = column.tableId() == table.id() ? table.ordinalOf(column.columnId()) : -1;
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
    ColumnDefinition column = table.columns().get(ordinal);
    int tableId = table.id();
    String tableName = table.name();
    int id = column.id();
    String name = column.name();
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanColumn(tableId, tableName, id, name, type);
      case INT -> new IntColumn(tableId, tableName, id, name, type);
      case LONG -> new LongColumn(tableId, tableName, id, name, type);
      case FLOAT -> new FloatColumn(tableId, tableName, id, name, type);
      case DOUBLE -> new DoubleColumn(tableId, tableName, id, name, type);
      case DECIMAL -> new DecimalColumn(tableId, tableName, id, name, type);
      case STRING -> new StringColumn(tableId, tableName, id, name, type);
      case BYTES -> new BytesColumn(tableId, tableName, id, name, type);
      case UUID -> new UuidColumn(tableId, tableName, id, name, type);
      case DATE -> new DateColumn(tableId, tableName, id, name, type);
      case TIME -> new TimeColumn(tableId, tableName, id, name, type);
      case TIMESTAMP -> new TimestampColumn(tableId, tableName, id, name, type);
    };
  }
}
