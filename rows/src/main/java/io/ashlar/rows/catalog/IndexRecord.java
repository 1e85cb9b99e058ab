package io.ashlar.rows.catalog;

/** What the catalog stores of an index; all column references are ordinals. */
@SuppressWarnings("ArrayRecordComponent") // short-lived carrier, never compared
record IndexRecord(
    int id,
    String name,
    boolean unique,
    int keyspaceId,
    int[] keyColumns,
    boolean[] descending,
    int[] storedColumns) {

  /** The same index in another keyspace. */
  IndexRecord in(int keyspace) {
    return new IndexRecord(id, name, unique, keyspace, keyColumns, descending, storedColumns);
  }
}
