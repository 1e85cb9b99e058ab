package io.ashlar.rows.load;

/**
 * Entries in the order of their keys, those with equal keys in the order in which they came. Shows
 * one until the next move.
 */
interface SortedEntries extends SortEntry, AutoCloseable {

  /** Goes to the next entry; false when there is none. */
  boolean next();

  @Override
  void close();
}
