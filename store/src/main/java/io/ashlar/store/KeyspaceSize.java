package io.ashlar.store;

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

  /**
   * About how many keys there are. A deletion counts twice: itself, and what it deletes.
   *
   * @return the entries less those that deletions have taken with them, at least 0
   */
  public long keys() {
    return Math.max(0, entries - 2 * tombstones);
  }
}
