package io.ashlar.rows.catalog;

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
import io.ashlar.schema.ColumnType;

/** Makes the handles of columns. Stateless. */
public final class ColumnHandles {

  private ColumnHandles() {}

  /**
   * The handle of a column.
   *
   * @param tableId the table; 0 for a handle that only names the column
   * @param table its name
   * @param column the column
   * @return a new handle
   */
  public static Column of(int tableId, String table, ColumnDefinition column) {
    int id = tableId == 0 ? 0 : column.id();
    String name = column.name();
    ColumnType type = column.type();
    return switch (type.kind()) {
      case BOOLEAN -> new BooleanColumn(tableId, table, id, name, type);
      case INT -> new IntColumn(tableId, table, id, name, type);
      case LONG -> new LongColumn(tableId, table, id, name, type);
      case FLOAT -> new FloatColumn(tableId, table, id, name, type);
      case DOUBLE -> new DoubleColumn(tableId, table, id, name, type);
      case DECIMAL -> new DecimalColumn(tableId, table, id, name, type);
      case STRING -> new StringColumn(tableId, table, id, name, type);
      case BYTES -> new BytesColumn(tableId, table, id, name, type);
      case UUID -> new UuidColumn(tableId, table, id, name, type);
      case DATE -> new DateColumn(tableId, table, id, name, type);
      case TIME -> new TimeColumn(tableId, table, id, name, type);
      case TIMESTAMP -> new TimestampColumn(tableId, table, id, name, type);
    };
  }

  /**
   * Says what is wrong with the handle of a column that a table does not take.
   *
   * @param table the table
   * @param column the handle
   * @return the exception, to be thrown
   */
  public static SchemaException refused(TableDefinition table, Column column) {
    int ordinal = table.ordinalOf(column);
    if (ordinal >= 0) {
      return new SchemaException(
          "The column has another type.",
          "table",
          table.name(),
          "column",
          column.name(),
          "type",
          table.columns().get(ordinal).type(),
          "asked",
          column.type());
    }
    boolean gone = !column.isBound() || column.tableId() == table.id();
    return new SchemaException(
        gone ? "The table has no such column." : "The column belongs to another table.",
        "table",
        table.name(),
        "column",
        column.name(),
        "columnTable",
        column.table());
  }
}
