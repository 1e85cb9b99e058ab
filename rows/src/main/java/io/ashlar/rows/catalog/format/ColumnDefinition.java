package io.ashlar.rows.catalog.format;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.query.Column;
import io.ashlar.type.ColumnType;

/**
 * A column as the catalog knows it.
 *
 * @param id the stable id: from 1 on, unique in the table, never reused there
 * @param name the name
 * @param type the declared type
 * @param nullable whether null is allowed; never for a column of the primary key
 * @param defaultValue what an insert writes that does not set the column, in the one Java type of
 *     its family (Long for INT), or null
 * @param initialValue what rows hold whose layout is older than the column, in the same type: the
 *     default at the time of its addition, which never changes afterwards; or null
 * @param sequenceId the sequence that numbers the column, or 0 when it is no identity column
 */
public record ColumnDefinition(
    int id,
    String name,
    ColumnType type,
    boolean nullable,
    Object defaultValue,
    Object initialValue,
    int sequenceId) {

  /**
   * A column without default.
   *
   * @param id the stable id
   * @param name the name
   * @param type the declared type
   * @param nullable whether null is allowed
   */
  public ColumnDefinition(int id, String name, ColumnType type, boolean nullable) {
    this(id, name, type, nullable, null, null, 0);
  }

  /**
   * Whether the database numbers it.
   *
   * @return true for an identity column
   */
  public boolean identity() {
    return sequenceId != 0;
  }

  /**
   * What is the type's own: form, range, texts.
   *
   * @return the type of the column's kind
   */
  public ValueType valueType() {
    return ValueType.of(type.kind());
  }

  /**
   * The handle of the column.
   *
   * @param tableId the table; 0 for a handle that only names the column
   * @param table its name
   * @return a new handle
   */
  public Column handle(int tableId, String table) {
    return Column.of(tableId, table, tableId == 0 ? 0 : id, name, type);
  }

  /**
   * The same by another name.
   *
   * @param to the name
   * @return the column
   */
  public ColumnDefinition renamed(String to) {
    return new ColumnDefinition(id, to, type, nullable, defaultValue, initialValue, sequenceId);
  }

  /**
   * The same of a wider type.
   *
   * @param to the type
   * @return the column
   */
  public ColumnDefinition widened(ColumnType to) {
    return new ColumnDefinition(id, name, to, nullable, defaultValue, initialValue, sequenceId);
  }

  /**
   * The same with or without nulls.
   *
   * @param allowed whether null is allowed
   * @return the column
   */
  public ColumnDefinition withNullable(boolean allowed) {
    return new ColumnDefinition(id, name, type, allowed, defaultValue, initialValue, sequenceId);
  }

  /**
   * The same with another default.
   *
   * @param value the default in the one Java type of its family, or null
   * @return the column
   */
  public ColumnDefinition withDefault(Object value) {
    return new ColumnDefinition(id, name, type, nullable, value, initialValue, sequenceId);
  }
}
