package io.ashlar.load;

/** How rows have come into a table. */
public enum LoadMethod {
  /**
   * Sorted into files that became part of the store, all at once: all rows are there, or none, also
   * where the process is killed.
   */
  FILES,

  /**
   * By commits of some thousand rows: where the load fails, or the process is killed, those that
   * were committed stay.
   */
  COMMITS
}
