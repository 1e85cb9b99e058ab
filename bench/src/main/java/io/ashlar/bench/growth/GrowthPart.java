package io.ashlar.bench.growth;

/** What can be watched as it grows. */
public enum GrowthPart {
  /** Point reads, short scans and updates against the number of rows. */
  ROWS,
  /** Reading the head of a queue against the turns that it has seen. */
  QUEUE,
  /** Size on disk against live data, after updates in place. */
  SPACE,
  /** Time to open after a kill against the size of the log. */
  RECOVERY
}
