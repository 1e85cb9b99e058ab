package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;

/**
 * An aggregate under way: rows are added, and as a scalar it gives what they come to, as often as
 * it is asked and whatever the frame. Adding a row allocates nothing, but for decimals of many
 * digits and for memory that longer texts than before take.
 */
public abstract class Accumulator extends Scalar {

  /**
   * For aggregates.
   *
   * @param type what it gives
   */
  Accumulator(SqlType type) {
    super(type);
  }

  /** Begins anew, with no rows. */
  public abstract void reset();

  /**
   * Adds a row.
   *
   * @param frame the row that the arguments are evaluated for
   * @throws io.ashlar.sql.error.SqlException when an argument has no value, or the result is out of
   *     range
   */
  public abstract void add(Frame frame);
}
