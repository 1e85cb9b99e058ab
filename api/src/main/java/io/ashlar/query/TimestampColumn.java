package io.ashlar.query;

import io.ashlar.type.ColumnType;
import java.time.Instant;

/** The handle of a column that holds an instant in microseconds, UTC. Immutable. */
public final class TimestampColumn extends ValueColumn<Instant, TimestampColumn> {

  TimestampColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static TimestampColumn named(String name) {
    return new TimestampColumn(UNBOUND, "", 0, name, ColumnType.TIMESTAMP);
  }
}
