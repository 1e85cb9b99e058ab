package io.ashlar.fuzz.model.table;

import java.util.Map;

/**
 * One row, asked for its columns by the names that a condition was written with.
 *
 * @param definition the table
 * @param names the ids of columns by those names
 * @param row the row
 */
public record Scope(Definition definition, Map<String, Integer> names, Map<Integer, Object> row) {

  /**
   * A value of the row.
   *
   * @param column the name of the column
   * @return its value, or null
   */
  public Object value(String column) {
    return definition.value(row, names.get(column));
  }

  ModelColumn column(String name) {
    return definition.column(names.get(name));
  }
}
