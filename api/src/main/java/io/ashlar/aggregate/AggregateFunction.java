package io.ashlar.aggregate;

/** What an aggregate makes of the values that it meets. */
public enum AggregateFunction {
  /** How many there are. */
  COUNT,
  /** Their sum. */
  SUM,
  /** The least. */
  MIN,
  /** The greatest. */
  MAX,
  /** Their sum divided by their number. */
  AVG
}
