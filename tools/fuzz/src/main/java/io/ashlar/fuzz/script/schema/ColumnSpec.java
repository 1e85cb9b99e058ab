package io.ashlar.fuzz.script.schema;

/**
 * A column to be made.
 *
 * @param name its name
 * @param type its type
 * @param nullable whether it may be null
 * @param defaultValue its default, or null
 * @param identity whether it numbers rows
 */
public record ColumnSpec(
    String name, Type type, boolean nullable, Object defaultValue, boolean identity) {

  /**
   * The same column without a default.
   *
   * @return the column
   */
  public ColumnSpec withoutDefault() {
    return new ColumnSpec(name, type, nullable, null, identity);
  }
}
