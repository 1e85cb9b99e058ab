package io.ashlar.sql.function;

/** What the value of a function depends on beside its arguments. */
public enum Volatility {
  /** Nothing: calls with constants are computed once. */
  IMMUTABLE,
  /** The session and the instant of the statement: computed once in a statement. */
  STABLE,
  /** Chance, or what it changes: computed for each row. */
  VOLATILE
}
