package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.Type;

/**
 * A column of a table at some time.
 *
 * @param id never used again in its table
 * @param name its name
 * @param type its type
 * @param nullable whether it may be null
 * @param defaultValue what inserts write that do not set it
 * @param initial what rows hold that are older than it
 * @param identity whether it numbers rows
 * @param maxLength characters or bytes of its longest value, or 0 for any
 */
public record ModelColumn(
    int id,
    String name,
    Type type,
    boolean nullable,
    Object defaultValue,
    Object initial,
    boolean identity,
    int maxLength) {

  /**
   * The kind of its values.
   *
   * @return the kind
   */
  public Kind kind() {
    return type.kind();
  }

  /**
   * Whether it holds numbers.
   *
   * @return true when terms may be made of it
   */
  public boolean numeric() {
    return switch (type.kind()) {
      case INT, LONG, FLOAT, DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  /**
   * Whether a value is longer than allowed.
   *
   * @param value the value, or null
   * @return true when it is
   */
  public boolean isTooLong(Object value) {
    if (maxLength == 0 || value == null) {
      return false;
    }
    int length =
        value instanceof String text
            ? text.codePointCount(0, text.length())
            : ((Bytes) value).array().length;
    return length > maxLength;
  }

  ModelColumn limited(int length) {
    return new ModelColumn(id, name, type, nullable, defaultValue, initial, identity, length);
  }

  ModelColumn named(String other) {
    return new ModelColumn(id, other, type, nullable, defaultValue, initial, identity, maxLength);
  }

  ModelColumn typed(Type other) {
    return new ModelColumn(id, name, other, nullable, defaultValue, initial, identity, maxLength);
  }

  ModelColumn nullable(boolean allowed) {
    return new ModelColumn(id, name, type, allowed, defaultValue, initial, identity, maxLength);
  }

  ModelColumn defaulting(Object value) {
    return new ModelColumn(id, name, type, nullable, value, initial, identity, maxLength);
  }
}
