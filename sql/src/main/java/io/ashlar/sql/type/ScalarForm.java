package io.ashlar.sql.type;

/** The few forms that values have while an expression is evaluated. */
public enum ScalarForm {
  /** One long: booleans, whole numbers, dates, times, timestamps, decimals of few digits. */
  WORD,
  /** A double; one NaN, no negative zero. */
  REAL,
  /** A decimal of many or unknown digits, which is an object. */
  DECIMAL,
  /** A span of a buffer: bytes, and text as UTF-8. */
  BYTES,
  /** Two longs: UUIDs and intervals. */
  PAIR
}
