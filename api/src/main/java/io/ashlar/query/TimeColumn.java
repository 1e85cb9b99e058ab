package io.ashlar.query;

import io.ashlar.type.ColumnType;
import java.time.LocalTime;

/** The handle of a column that holds a time of day in microseconds. Immutable. */
public final class TimeColumn extends ValueColumn<LocalTime, TimeColumn> {

  TimeColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static TimeColumn named(String name) {
    return new TimeColumn(UNBOUND, "", 0, name, ColumnType.TIME);
  }
}
