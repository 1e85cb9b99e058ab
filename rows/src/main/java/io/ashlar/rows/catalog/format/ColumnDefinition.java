package io.ashlar.rows.catalog.format;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.DefaultValue;
import io.ashlar.type.ColumnType;

/**
 * A column as the catalog knows it.
 *
 * @param id the stable id: from 1 on, unique in the table, never reused there
 * @param name the name
 * @param type the declared type
 * @param nullable whether null is allowed; never for a column of the primary key
 * @param defaultValue what an insert writes that does not set the column: a constant in the one
 *     Java type of its family (Long for INT), a {@link DefaultValue}, or null
 * @param initialValue what rows hold whose layout is older than the column, in the same type: the
 *     default at the time of its addition, which never changes afterwards; or null
 * @param sequenceId the sequence that numbers the column, or 0 when it is no identity column
 * @param declaredType the type as declared elsewhere, or null
 * @param maxLength characters or bytes of the longest value allowed, or 0 for any
 * @param comment what somebody says of it, or null
 */
public record ColumnDefinition(
    int id,
    String name,
    ColumnType type,
    boolean nullable,
    Object defaultValue,
    Object initialValue,
    int sequenceId,
    String declaredType,
    int maxLength,
    String comment) {

  /** What the column is called that numbers the rows of a table without primary key: no name. */
  private static final String ROW_NUMBER = "(row)";

  /**
   * A column without default.
   *
   * @param id the stable id
   * @param name the name
   * @param type the declared type
   * @param nullable whether null is allowed
   */
  public ColumnDefinition(int id, String name, ColumnType type, boolean nullable) {
    this(id, name, type, nullable, null, null, 0, null, ColumnSchema.UNLIMITED, null);
  }

  /**
   * The column that is the key of a table without primary key. Users neither see nor name it.
   *
   * @param id the stable id
   * @param sequenceId the sequence that numbers the rows
   * @return the column
   */
  public static ColumnDefinition rowNumber(int id, int sequenceId) {
    return new ColumnDefinition(id, ROW_NUMBER, ColumnType.LONG, false)
        .withConstants(null, null, sequenceId);
  }

  /**
   * Whether it is a {@link #rowNumber}.
   *
   * @return true when users do not see it
   */
  public boolean hidden() {
    return name.equals(ROW_NUMBER);
  }

  /**
   * Refuses the name of what is hidden, as other names that are none.
   *
   * @param wanted what a user calls a column
   * @throws SchemaException when it is that name
   */
  public static void refuseHidden(String wanted) {
    if (ROW_NUMBER.equals(wanted)) {
      throw new SchemaException(
          "A name needs 1 to 128 letters, digits or underscores, and no digit in front.",
          "column",
          wanted);
    }
  }

  /**
   * Whether users call it so.
   *
   * @param wanted the name
   * @return false also when it is hidden
   */
  public boolean isNamed(String wanted) {
    return !hidden() && name.equals(wanted);
  }

  /**
   * Whether the database numbers it.
   *
   * @return true for an identity column and a {@link #rowNumber}
   */
  public boolean identity() {
    return sequenceId != 0;
  }

  /**
   * The default that is the same for all rows.
   *
   * @return the constant, or null where there is none or it is computed
   */
  public Object constantDefault() {
    return defaultValue instanceof DefaultValue ? null : defaultValue;
  }

  /**
   * The default that is not.
   *
   * @return what is computed, or null
   */
  public DefaultValue computedDefault() {
    return defaultValue instanceof DefaultValue computed ? computed : null;
  }

  /**
   * Whether the database gives a value to the column of a new row when nobody has set it, and not
   * always the same.
   *
   * @return true for an identity column and one with a computed default
   */
  public boolean generated() {
    return identity() || computedDefault() != null;
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
   * Whether values may not be of any length.
   *
   * @return true when {@link #maxLength} is a limit
   */
  public boolean limited() {
    return maxLength != ColumnSchema.UNLIMITED;
  }

  /**
   * The same by another name.
   *
   * @param to the name
   * @return the column
   */
  public ColumnDefinition renamed(String to) {
    return new ColumnDefinition(
        id,
        to,
        type,
        nullable,
        defaultValue,
        initialValue,
        sequenceId,
        declaredType,
        maxLength,
        comment);
  }

  /**
   * The same of a wider type, which was declared by no other language.
   *
   * @param to the type
   * @return the column
   */
  public ColumnDefinition widened(ColumnType to) {
    return new ColumnDefinition(
        id, name, to, nullable, defaultValue, initialValue, sequenceId, null, maxLength, comment);
  }

  /**
   * The same with or without nulls.
   *
   * @param allowed whether null is allowed
   * @return the column
   */
  public ColumnDefinition withNullable(boolean allowed) {
    return new ColumnDefinition(
        id,
        name,
        type,
        allowed,
        defaultValue,
        initialValue,
        sequenceId,
        declaredType,
        maxLength,
        comment);
  }

  /**
   * The same with another default.
   *
   * @param value the default in the one Java type of its family, or null
   * @return the column
   */
  public ColumnDefinition withDefault(Object value) {
    return withConstants(value, initialValue, sequenceId);
  }

  /** The same with what the catalog stores of its values. */
  ColumnDefinition withConstants(Object value, Object initial, int sequence) {
    return new ColumnDefinition(
        id, name, type, nullable, value, initial, sequence, declaredType, maxLength, comment);
  }

  /**
   * The same with what the database makes nothing of, and the greatest length.
   *
   * @param declared the type as declared elsewhere, or null
   * @param length characters or bytes, or 0
   * @param text the comment, or null
   * @return the column
   */
  public ColumnDefinition described(String declared, int length, String text) {
    return new ColumnDefinition(
        id, name, type, nullable, defaultValue, initialValue, sequenceId, declared, length, text);
  }
}
