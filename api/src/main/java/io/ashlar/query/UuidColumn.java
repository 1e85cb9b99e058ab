package io.ashlar.query;

import io.ashlar.type.ColumnType;
import java.util.UUID;

/**
 * The handle of a column that holds a UUID, ordered as 16 unsigned bytes, which is not the order of
 * {@link UUID#compareTo}. Immutable.
 */
public final class UuidColumn extends ValueColumn<UUID, UuidColumn> {

  UuidColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static UuidColumn named(String name) {
    return new UuidColumn(UNBOUND, "", 0, name, ColumnType.UUID);
  }
}
