package io.ashlar.page;

/** Why {@link io.ashlar.RowCursor#next} answered false. */
public enum StopReason {
  /** It has not: the cursor may have more rows. */
  RUNNING,

  /** No row is left that the scan selects. */
  EXHAUSTED,

  /** As many rows were shown as {@link io.ashlar.Scan#limit} allows; there may be more. */
  LIMIT,

  /**
   * As many rows were read, or shown by a sort, as {@link Budget#ofRows} allows; there may be more.
   */
  ROW_BUDGET,

  /** At least as many bytes were read as {@link Budget#ofBytes} allows; there may be more. */
  BYTE_BUDGET,

  /** The time of {@link Budget#ofTime} is over; there may be more rows. */
  TIME_BUDGET
}
