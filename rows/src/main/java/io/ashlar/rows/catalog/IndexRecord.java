package io.ashlar.rows.catalog;

import io.ashlar.codec.row.RowLayout;
import java.util.List;

/**
 * What the catalog stores of an index; all column references are ordinals.
 *
 * @param published whether statements may read it; until then writers maintain it only
 * @param olderLayouts layouts that entries were written in before a stored column was widened,
 *     oldest first; the current one follows from the columns
 */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
record IndexRecord(
    int id,
    String name,
    boolean unique,
    int keyspaceId,
    int[] keyColumns,
    boolean[] descending,
    int[] storedColumns,
    boolean published,
    List<RowLayout> olderLayouts) {

  /** The same, readable by statements. */
  IndexRecord publish() {
    return new IndexRecord(
        id, name, unique, keyspaceId, keyColumns, descending, storedColumns, true, olderLayouts);
  }
}
