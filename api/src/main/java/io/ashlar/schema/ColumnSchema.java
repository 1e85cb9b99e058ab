package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.util.Objects;

/**
 * A declared column.
 *
 * <p>The declared type and the comment are kept for those who read the schema and mean nothing to
 * the database.
 *
 * @param name the name
 * @param type the type
 * @param nullable whether null is allowed; never for a column of the primary key
 * @param defaultValue what an insert that does not set the column writes: a constant in the Java
 *     type of the column, a {@link DefaultValue} that is computed, or null for null
 * @param identity whether an insert that does not set the column draws the next number of a
 *     sequence of its own; INT or LONG, not nullable, without default
 * @param declaredType the type as some other language declared it, such as {@code varchar(40)}, of
 *     at most {@value #MAX_DECLARED_TYPE} characters; or null
 * @param maxLength the greatest length of a value: characters, as code points, of a STRING, bytes
 *     of BYTES; or {@link #UNLIMITED}
 * @param comment what somebody says of it, of at most {@value TableSchema#MAX_COMMENT} characters;
 *     or null
 */
public record ColumnSchema(
    String name,
    ColumnType type,
    boolean nullable,
    Object defaultValue,
    boolean identity,
    String declaredType,
    int maxLength,
    String comment) {

  /** Instead of a greatest length: values may be as long as rows can hold. */
  public static final int UNLIMITED = 0;

  /** Most characters of a declared type. */
  public static final int MAX_DECLARED_TYPE = 256;

  /**
   * Checks what can be known without the table; name and default are checked by the table.
   *
   * @param name the name
   * @param type the type
   * @param nullable whether null is allowed
   * @param defaultValue the default, or null; byte arrays are copied
   * @param identity whether it numbers rows
   * @param declaredType the type as declared elsewhere, or null
   * @param maxLength the greatest length, or {@link #UNLIMITED}
   * @param comment the comment, or null
   * @throws SchemaException when an identity column is not of a whole type, has a default or may be
   *     null; when the column cannot hold a default that is computed; when a length is negative, or
   *     limits a type that has none; when a text is too long, empty or has an unpaired surrogate
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
    if (defaultValue instanceof DefaultValue computed) {
      computed.requireFits(name, type);
    }
    checkMaxLength(name, maxLength);
    boolean limits = type.kind() == ValueKind.STRING || type.kind() == ValueKind.BYTES;
    if (maxLength != UNLIMITED && !limits) {
      throw new SchemaException("Values of the type have no length.", "column", name, "type", type);
    }
    Names.checkText("declaredType", declaredType, MAX_DECLARED_TYPE);
    Names.checkText("comment", comment, TableSchema.MAX_COMMENT);
  }

  /**
   * A column without declared type, greatest length and comment.
   *
   * @param name the name
   * @param type the type
   * @param nullable whether null is allowed
   * @param defaultValue the default, or null; byte arrays are copied
   * @param identity whether it numbers rows
   * @throws SchemaException when an identity column is not of a whole type, has a default or may be
   *     null
   */
  public ColumnSchema(
      String name, ColumnType type, boolean nullable, Object defaultValue, boolean identity) {
    this(name, type, nullable, defaultValue, identity, null, UNLIMITED, null);
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

  static void checkMaxLength(String column, int maxLength) {
    if (maxLength < 0) {
      throw new SchemaException(
          "The greatest length is negative.", "column", column, "maxLength", maxLength);
    }
  }

  ColumnSchema withNullable(boolean allowed) {
    return new ColumnSchema(
        name, type, allowed, defaultValue, identity, declaredType, maxLength, comment);
  }

  ColumnSchema withDefault(Object value) {
    return new ColumnSchema(
        name, type, nullable, value, identity, declaredType, maxLength, comment);
  }

  ColumnSchema numbered() {
    return new ColumnSchema(
        name, type, false, defaultValue, true, declaredType, maxLength, comment);
  }

  ColumnSchema withDeclaredType(String declared) {
    return new ColumnSchema(
        name, type, nullable, defaultValue, identity, declared, maxLength, comment);
  }

  ColumnSchema withMaxLength(int length) {
    return new ColumnSchema(
        name, type, nullable, defaultValue, identity, declaredType, length, comment);
  }

  ColumnSchema withComment(String text) {
    return new ColumnSchema(
        name, type, nullable, defaultValue, identity, declaredType, maxLength, text);
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
        && Objects.equals(declaredType, column.declaredType)
        && maxLength == column.maxLength
        && Objects.equals(comment, column.comment)
        && Objects.deepEquals(defaultValue, column.defaultValue);
  }

  /**
   * Fits {@link #equals}.
   *
   * @return the hash
   */
  @Override
  public int hashCode() {
    return Objects.hash(name, type, nullable, identity, declaredType, maxLength, comment);
  }
}
