package io.ashlar.ingest;

/** Whether a writer takes rows, by how its store has answered. */
public enum BreakerState {
  /** The store takes commits, and the writer rows. */
  CLOSED,

  /** The store has refused a commit: rows are refused or dropped at once for a time. */
  OPEN,

  /** That time is over: rows are taken again, and what the next commit comes to decides. */
  HALF_OPEN
}
