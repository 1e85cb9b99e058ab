package io.ashlar.fuzz.model.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An index of a table.
 *
 * @param id never used again
 * @param name its name
 * @param unique whether it is unique
 * @param key ids of its columns
 * @param stored ids of the columns in its entries
 * @param where which rows it holds, or null
 */
public record ModelIndex(
    int id, String name, boolean unique, List<Integer> key, List<Integer> stored, Rule where) {

  /**
   * Whether a row is in the index; a condition that fails fails the statement elsewhere.
   *
   * @param table the table
   * @param row the row
   * @return true when it is
   */
  public boolean holds(Definition table, Map<Integer, Object> row) {
    return where == null || where.evaluate(table, row) == Truth.TRUE;
  }

  /**
   * The key of a row.
   *
   * @param table the table
   * @param row the row
   * @return the values of the columns
   */
  public List<Object> keyOf(Definition table, Map<Integer, Object> row) {
    List<Object> values = new ArrayList<>();
    for (int column : key) {
      values.add(table.value(row, column));
    }
    return values;
  }

  /**
   * The key that no other row may have.
   *
   * @param table the table
   * @param row the row
   * @return the key, or null when the row does not count
   */
  public List<Object> exclusiveKey(Definition table, Map<Integer, Object> row) {
    if (!unique || !holds(table, row)) {
      return null;
    }
    List<Object> values = keyOf(table, row);
    return values.contains(null) ? null : values;
  }
}
