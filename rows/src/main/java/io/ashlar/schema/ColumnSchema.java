package io.ashlar.schema;

import io.ashlar.error.SchemaException;

/**
 * A declared column.
 *
 * @param name the name
 * @param type the type
 * @param nullable whether null is allowed; never for a column of the primary key
 */
public record ColumnSchema(String name, ColumnType type, boolean nullable) {

  /**
   * Checks that there is a type; the name is checked by the table.
   *
   * @param name the name
   * @param type the type
   * @param nullable whether null is allowed
   * @throws SchemaException when there is no type
   */
  public ColumnSchema {
    if (type == null) {
      throw new SchemaException("A column needs a type.", "column", String.valueOf(name));
    }
  }
}
