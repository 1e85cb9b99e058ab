package io.ashlar.rows.predicate;

import io.ashlar.codec.value.ValueReader;

/**
 * A node of a compiled predicate, in three-valued logic. The three results are numbers in the order
 * false, unknown, true, so that a conjunction is the minimum, a disjunction the maximum and a
 * negation the mirror image.
 *
 * <p>Evaluation allocates nothing, except comparisons of decimals, which read each value into a new
 * object.
 */
public abstract class Condition {

  /** The row does not meet the condition. */
  public static final int FALSE = 0;

  /** A null keeps the condition from being decided. */
  public static final int UNKNOWN = 1;

  /** The row meets the condition. */
  public static final int TRUE = 2;

  /** Is false for every row, those with nulls included. */
  static final Condition NEVER =
      new Condition() {
        @Override
        public int evaluate(ValueReader row) {
          return FALSE;
        }
      };

  /** For the nodes of this package. */
  Condition() {}

  /**
   * Evaluates the condition.
   *
   * @param row the row
   * @return {@link #FALSE}, {@link #UNKNOWN} or {@link #TRUE}
   */
  public abstract int evaluate(ValueReader row);

  /**
   * Whether the condition selects the row: true, and neither false nor unknown.
   *
   * @param row the row
   * @return whether it is selected
   */
  public final boolean selects(ValueReader row) {
    return evaluate(row) == TRUE;
  }

  static int of(boolean outcome) {
    return outcome ? TRUE : FALSE;
  }
}
