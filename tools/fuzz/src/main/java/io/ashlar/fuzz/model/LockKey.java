package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.model.table.Reference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a transaction locks: a row, the key of a unique index, or a partition.
 *
 * @param table the id of the table
 * @param index the id of the index, {@link #ROW}, {@link #PARTITION}, {@link #UNKNOWN} or {@link
 *     #REFERENCED}
 * @param key the key
 */
record LockKey(int table, int index, List<Object> key) {

  /** Instead of an index: the primary key. */
  static final int ROW = 0;

  /** Instead of an index: what decides the partition. */
  static final int PARTITION = -1;

  /** Instead of an index: any key of the table, one with a number that was drawn unseen. */
  static final int UNKNOWN = -2;

  /** Instead of an index: the key of a row that others reference. */
  static final int REFERENCED = -3;

  /** The columns come in one order, whatever foreign key says so. */
  static LockKey referenced(Reference reference, List<Object> key) {
    Map<Integer, Object> columns = new TreeMap<>();
    for (int i = 0; i < key.size(); i++) {
      columns.put(reference.target().get(i), key.get(i));
    }
    return new LockKey(reference.referenced(), REFERENCED, List.of(columns));
  }

  static LockKey row(Definition table, List<Object> key) {
    return new LockKey(table.id(), ROW, key);
  }
}
