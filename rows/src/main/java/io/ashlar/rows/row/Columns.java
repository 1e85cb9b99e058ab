package io.ashlar.rows.row;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.type.ValueKind;

/** Makes the handles of columns. Stateless. */
public final class Columns {

  private Columns() {}

  /**
   * Finds a column by its name.
   *
   * @param table the table
   * @param name the name
   * @return a new handle
   * @throws SchemaException when there is no such column
   */
  public static Column named(TableDefinition table, String name) {
    int ordinal = table.ordinalOf(name);
    if (ordinal < 0) {
      throw new SchemaException(
          "There is no such column.", "table", table.name(), "column", String.valueOf(name));
    }
    return handle(table, ordinal);
  }

  /**
   * Finds a column by its name and the class of its handle.
   *
   * @param <C> the class
   * @param table the table
   * @param name the name
   * @param type the class
   * @return a new handle
   * @throws SchemaException when there is no such column, or it has another type
   */
  public static <C extends Column> C typed(TableDefinition table, String name, Class<C> type) {
    Column column = named(table, name);
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
   * kind tells, so that no value is ever taken for one of another type. A handle from before the
   * column was widened, or after it at an older view, is one of its kind.
   *
   * @param table the table
   * @param column the handle
   * @return the ordinal, or -1 when the table has no such column of that kind
   * @throws IllegalUseException when the handle is null
   */
  public static int ordinalIn(TableDefinition table, Column column) {
    Arguments.requireGiven(column, "column");
    int ordinal = table.ordinalOf(column);
    if (ordinal < 0) {
      return -1;
    }
    ValueKind kind = table.columns().get(ordinal).type().kind();
    ValueKind asked = column.type().kind();
    return kind == asked || kind.widens(asked) || asked.widens(kind) ? ordinal : -1;
  }

  /**
   * Finds the column of a handle whose values it can take.
   *
   * @param table the table
   * @param column the handle
   * @return the ordinal
   * @throws SchemaException when the table has no such column, or it is the number of a row
   */
  public static int assignable(TableDefinition table, Column column) {
    Arguments.requireGiven(column, "column");
    int ordinal = table.ordinalOf(column);
    if (ordinal >= 0 && table.columns().get(ordinal).hidden()) {
      throw new SchemaException("The number of a row is never set.", "table", table.name());
    }
    if (ordinal >= 0 && table.columns().get(ordinal).type().kind().widens(column.type().kind())) {
      return ordinal;
    }
    throw table.refused(column);
  }

  /**
   * The handle of a column.
   *
   * @param table the table
   * @param ordinal the column
   * @return a new handle
   */
  public static Column handle(TableDefinition table, int ordinal) {
    return table.columns().get(ordinal).handle(table.id(), table.name());
  }
}
