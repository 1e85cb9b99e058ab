package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import java.util.List;

/**
 * What a transaction locks: a row, the key of a unique index, or a partition.
 *
 * @param table the id of the table
 * @param index the id of the index, {@link #ROW}, {@link #PARTITION} or {@link #UNKNOWN}
 * @param key the key
 */
record LockKey(int table, int index, List<Object> key) {

  /** Instead of an index: the primary key. */
  static final int ROW = 0;

  /** Instead of an index: what decides the partition. */
  static final int PARTITION = -1;

  /** Instead of an index: any key of the table, one with a number that was drawn unseen. */
  static final int UNKNOWN = -2;

  static LockKey row(Definition table, List<Object> key) {
    return new LockKey(table.id(), ROW, key);
  }
}
