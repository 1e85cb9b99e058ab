package io.ashlar.store;

/** When a commit is acknowledged: what its caller may rely on once the call has returned. */
public enum SyncMode {

  /** After an fsync of its own, begun after its write. */
  ALWAYS,

  /** After an fsync begun after its write and shared with others. */
  GROUP,

  /**
   * After the write; an fsync begins within the interval that the store was opened with, or as soon
   * as the fsync that runs at that moment has ended.
   */
  INTERVAL,

  /** After the write; the operating system decides when it reaches the disk. */
  NONE;

  /**
   * Whether an acknowledged commit survives a power cut.
   *
   * @return true for {@link #ALWAYS} and {@link #GROUP}
   */
  public boolean waitsForSync() {
    return this == ALWAYS || this == GROUP;
  }
}
