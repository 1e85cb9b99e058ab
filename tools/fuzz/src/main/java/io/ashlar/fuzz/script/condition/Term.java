package io.ashlar.fuzz.script.condition;

import io.ashlar.query.Arithmetic;

/** A number computed from one row. */
public sealed interface Term {

  /** What a number is computed as. */
  enum Numeric {
    /** A long. */
    WHOLE,
    /** A double. */
    REAL,
    /** A decimal. */
    EXACT
  }

  /**
   * A column.
   *
   * @param column its name; of a numeric type
   */
  record Field(String column) implements Term {}

  /**
   * A constant, or the value of a parameter.
   *
   * @param value a {@code Long}, {@code Double} or {@code BigDecimal}; null for a parameter alone
   * @param bound whether it is a parameter
   * @param numeric what it is computed as
   */
  record Constant(Object value, boolean bound, Numeric numeric) implements Term {}

  /**
   * Arithmetic.
   *
   * @param operator what is done
   * @param left the left side
   * @param right the right side
   */
  record Operation(Arithmetic operator, Term left, Term right) implements Term {}
}
