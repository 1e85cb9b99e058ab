package io.ashlar.rows.catalog;

/**
 * What the catalog stores of an index; all column references are ordinals.
 *
 * @param published whether statements may read it; until then writers maintain it only
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
    boolean published) {

  /** The same, readable by statements. */
  IndexRecord publish() {
    return new IndexRecord(
        id, name, unique, keyspaceId, keyColumns, descending, storedColumns, true);
  }
}
