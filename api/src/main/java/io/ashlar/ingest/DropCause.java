package io.ashlar.ingest;

/** Why a row was dropped. */
public enum DropCause {
  /**
   * The queue was full, and it was the row that came: {@link WhenFull#DROP_NEWEST}, or no choice.
   */
  NEWEST,

  /** The queue was full, and it had waited longest. */
  OLDEST,

  /** The queue was full, and its priority was the lowest. */
  LOWEST,

  /** The store refused writes when it came, and the writer drops rows instead of refusing them. */
  UNAVAILABLE
}
