package io.ashlar.fuzz.model.table;

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
 */
public record ModelColumn(
    int id,
    String name,
    Type type,
    boolean nullable,
    Object defaultValue,
    Object initial,
    boolean identity) {

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

  ModelColumn named(String other) {
    return new ModelColumn(id, other, type, nullable, defaultValue, initial, identity);
  }

  ModelColumn typed(Type other) {
    return new ModelColumn(id, name, other, nullable, defaultValue, initial, identity);
  }

  ModelColumn nullable(boolean allowed) {
    return new ModelColumn(id, name, type, allowed, defaultValue, initial, identity);
  }

  ModelColumn defaulting(Object value) {
    return new ModelColumn(id, name, type, nullable, value, initial, identity);
  }
}
