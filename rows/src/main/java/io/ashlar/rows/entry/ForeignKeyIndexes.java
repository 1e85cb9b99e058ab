package io.ashlar.rows.entry;

import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.ForeignKeyRecord;
import java.util.List;

/** Which keys serve a foreign key: one on each side. Stateless. */
public final class ForeignKeyIndexes {

  private ForeignKeyIndexes() {}

  /**
   * Whether the columns that are referenced are those of the primary key or of a unique index of
   * all rows.
   *
   * @param record the foreign key
   * @param referenced the referenced table
   * @return false when rows cannot be found by them
   */
  public static boolean hasTarget(ForeignKeyRecord record, TableDefinition referenced) {
    return isKey(record.referencedIds(), referenced, referenced.primaryKey(), true)
        || target(record, referenced) != null;
  }

  /**
   * Whether an index, or the primary key, begins with the columns that reference.
   *
   * @param record the foreign key
   * @param table the referencing table
   * @return false when rows cannot be found by them
   */
  public static boolean hasLookup(ForeignKeyRecord record, TableDefinition table) {
    return isKey(record.columnIds(), table, table.primaryKey(), false)
        || lookup(record, table) != null;
  }

  /** The unique index that has the referenced columns, or null for the primary key, or none. */
  static IndexDefinition target(ForeignKeyRecord record, TableDefinition referenced) {
    if (isKey(record.referencedIds(), referenced, referenced.primaryKey(), true)) {
      return null;
    }
    for (IndexDefinition index : referenced.indexes()) {
      if (index.unique()
          && !index.isPartial()
          && isKey(record.referencedIds(), referenced, index.keyColumns(), true)) {
        return index;
      }
    }
    return null;
  }

  /** The index that begins with the referencing columns, or null for the primary key, or none. */
  static IndexDefinition lookup(ForeignKeyRecord record, TableDefinition table) {
    if (isKey(record.columnIds(), table, table.primaryKey(), false)) {
      return null;
    }
    for (IndexDefinition index : table.indexes()) {
      if (!index.isPartial() && isKey(record.columnIds(), table, index.keyColumns(), false)) {
        return index;
      }
    }
    return null;
  }

  private static boolean isKey(List<Integer> ids, TableDefinition table, int[] key, boolean whole) {
    if (key.length < ids.size() || (whole && key.length > ids.size())) {
      return false;
    }
    for (int i = 0; i < ids.size(); i++) {
      if (!ids.contains(table.columns().get(key[i]).id())) {
        return false;
      }
    }
    return true;
  }
}
