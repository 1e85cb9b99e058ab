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

  /**
   * Both together.
   *
   * @param other of another keyspace
   * @return the sums
   */
  public KeyspaceSize plus(KeyspaceSize other) {
    return new KeyspaceSize(
        bytes + other.bytes,
        memoryBytes + other.memoryBytes,
        entries + other.entries,
        tombstones + other.tombstones);
  }
}
