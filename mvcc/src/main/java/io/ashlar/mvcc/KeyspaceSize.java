package io.ashlar.mvcc;

/**
 * How much the store holds of one keyspace; estimates.
 *
 * @param bytes bytes on disk
 * @param memoryBytes bytes that are not written to table files yet
 * @param entries entries, overwritten ones and tombstones included
 * @param tombstones those that are deletions, as far as they are known
 */
public record KeyspaceSize(long bytes, long memoryBytes, long entries, long tombstones) {

  /** Of a store that does not know. */
  public static final KeyspaceSize UNKNOWN = new KeyspaceSize(0, 0, 0, 0);
}
