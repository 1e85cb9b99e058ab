package io.ashlar.engine;

/**
 * How much the engine holds of a range of keys. Estimates: files that reach beyond the range count
 * by the part of their bytes that lies in it.
 *
 * @param fileBytes bytes in table files, as they are on disk
 * @param memtableBytes bytes in memtables
 * @param entries entries in files and memtables, overwritten ones and tombstones included
 * @param tombstones those that are deletions; in files alone, memtables do not tell
 */
public record RangeSize(long fileBytes, long memtableBytes, long entries, long tombstones) {}
