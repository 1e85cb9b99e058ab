package io.ashlar.fuzz.model.table;

import io.ashlar.schema.ReferenceAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A foreign key.
 *
 * @param name its name
 * @param table the id of the referencing table
 * @param columns ids of the columns that reference
 * @param referenced the id of the referenced table
 * @param target ids of the referenced columns, in the same order
 * @param onDelete what a delete of the referenced row does
 * @param onUpdate what a change of the referenced key does
 */
public record Reference(
    String name,
    int table,
    List<Integer> columns,
    int referenced,
    List<Integer> target,
    ReferenceAction onDelete,
    ReferenceAction onUpdate) {

  /**
   * Whether a table references itself.
   *
   * @return true when it does
   */
  public boolean self() {
    return table == referenced;
  }

  /**
   * Whether a column is on one of its sides.
   *
   * @param of the id of the column's table
   * @param column the id of the column
   * @return true when it is
   */
  public boolean mentions(int of, int column) {
    return (of == table && columns.contains(column))
        || (of == referenced && target.contains(column));
  }

  /**
   * The key that a row references.
   *
   * @param child the referencing table
   * @param row a row of it
   * @return the key, or null when it references nothing
   */
  public List<Object> referencedBy(Definition child, Map<Integer, Object> row) {
    return key(child, row, columns);
  }

  /**
   * The key by which a row is referenced.
   *
   * @param parent the referenced table
   * @param row a row of it
   * @return the key, or null when nothing can reference it
   */
  public List<Object> keyOf(Definition parent, Map<Integer, Object> row) {
    return key(parent, row, target);
  }

  private static List<Object> key(
      Definition table, Map<Integer, Object> row, List<Integer> columns) {
    List<Object> key = new ArrayList<>();
    columns.forEach(column -> key.add(table.value(row, column)));
    return key.contains(null) ? null : key;
  }
}
