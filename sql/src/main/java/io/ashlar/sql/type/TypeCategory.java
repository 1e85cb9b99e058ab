package io.ashlar.sql.type;

/** Types that compare and combine with each other. */
public enum TypeCategory {
  /** A literal or parameter that takes the type of what it meets. */
  UNKNOWN,
  /** True or false. */
  BOOLEAN,
  /** All numbers. */
  NUMERIC,
  /** All texts. */
  TEXT,
  /** All byte strings. */
  BINARY,
  /** UUIDs. */
  UUID,
  /** Dates and timestamps. */
  DATETIME,
  /** Times of day. */
  TIME,
  /** Spans of time. */
  INTERVAL
}
