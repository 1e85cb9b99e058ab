package io.ashlar.ingest;

/** What becomes of a row for which the queue of a writer has no room. */
public enum WhenFull {
  /**
   * Its producer waits for room, at most as long as {@link WriterOptions#waitAtMost} says, and gets
   * a {@link io.ashlar.error.WriterFullException} then.
   */
  WAIT,

  /** Its producer gets a {@link io.ashlar.error.WriterFullException} at once. */
  REFUSE,

  /** It is dropped, and the producer goes on. */
  DROP_NEWEST,

  /**
   * Rows that have waited longest are dropped until it has room. Where not even that would do, as
   * the others are being committed, it is dropped itself.
   */
  DROP_OLDEST,

  /**
   * Rows of the lowest priority are dropped until it has room, of each priority those that have
   * waited longest, and none of a priority above its own. Where that would not do, it is dropped
   * itself.
   */
  DROP_LOWEST
}
