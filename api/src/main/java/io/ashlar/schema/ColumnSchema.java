package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import java.util.Objects;

/**
 * A declared column.
 *
 * @param name the name
 * @param type the type
 * @param nullable whether null is allowed; never for a column of the primary key
 * @param defaultValue what an insert that does not set the column writes, in the Java type of the
 *     column, or null for null
 * @param identity whether an insert that does not set the column draws the next number of a
 *     sequence of its own; INT or LONG, not nullable, without default
 */
public record ColumnSchema(
    String name, ColumnType type, boolean nullable, Object defaultValue, boolean identity) {

  /**
   * Checks what can be known without the table; name and default are checked by the table.
   *
   * @param name the name
   * @param type the type
   * @param nullable whether null is allowed
   * @param defaultValue the default, or null; byte arrays are copied
   * @param identity whether it numbers rows
   * @throws SchemaException when an identity column is not of a whole type, has a default or may be
   *     null
   */
  public ColumnSchema {
    Arguments.requireGiven(name, "name");
    Arguments.requireGiven(type, "type");
    defaultValue = copy(defaultValue);
    boolean number = type.equals(ColumnType.LONG) || type.equals(ColumnType.INT);
    if (identity && (!number || nullable || defaultValue != null)) {
      throw new SchemaException(
          "An identity column is INT or LONG, not nullable and without a default.",
          "column",
          String.valueOf(name),
          "type",
          type);
    }
  }

  /**
   * A column without default.
   *
   * @param name the name
   * @param type the type
   * @param nullable whether null is allowed
   */
  public ColumnSchema(String name, ColumnType type, boolean nullable) {
    this(name, type, nullable, null, false);
  }

  /** Of what somebody else could change. */
  static Object copy(Object value) {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    return value instanceof CharSequence text ? text.toString() : value;
  }

  /**
   * What an insert that does not set the column writes.
   *
   * @return the default, of bytes a copy; null for null
   */
  @Override
  public Object defaultValue() {
    return copy(defaultValue);
  }

  /**
   * Equal when all parts are; defaults of bytes by their content.
   *
   * @param other the other
   * @return whether they are equal
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof ColumnSchema column
        && Objects.equals(name, column.name)
        && type.equals(column.type)
        && nullable == column.nullable
        && identity == column.identity
        && Objects.deepEquals(defaultValue, column.defaultValue);
  }

  /**
   * Fits {@link #equals}.
   *
   * @return the hash
   */
  @Override
  public int hashCode() {
    return Objects.hash(name, type, nullable, identity);
  }
}
