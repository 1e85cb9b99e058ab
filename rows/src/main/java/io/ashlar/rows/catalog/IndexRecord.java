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
    int[] storedColumns) {}
