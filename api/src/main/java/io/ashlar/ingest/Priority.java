package io.ashlar.ingest;

/**
 * Which rows go first where {@link WhenFull#DROP_LOWEST} has to drop some, from the first to go to
 * the last. It has no say in the order in which rows are written.
 */
public enum Priority {
  /** Dropped before all others. */
  LOW,

  /** What a row has that was submitted without one. */
  NORMAL,

  /** Dropped when nothing lower waits. */
  HIGH,

  /** Dropped when nothing else waits. */
  CRITICAL
}
