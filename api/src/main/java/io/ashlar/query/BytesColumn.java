package io.ashlar.query;

import io.ashlar.type.ColumnType;

/**
 * The handle of a column that holds a byte string, ordered as unsigned bytes. Constants are copied.
 * Immutable.
 */
public final class BytesColumn extends ValueColumn<byte[], BytesColumn> {

  BytesColumn(int tableId, String table, int columnId, String name, ColumnType type) {
    super(tableId, table, columnId, name, type);
  }

  /**
   * Names a column of a table that is not known yet, as predicates in a schema do. It is resolved
   * by its name, among columns of its kind, wherever a statement or a schema takes it.
   *
   * @param name the name of the column
   * @return the handle, bound to no table
   */
  public static BytesColumn named(String name) {
    return new BytesColumn(UNBOUND, "", 0, name, ColumnType.BYTES);
  }
}
