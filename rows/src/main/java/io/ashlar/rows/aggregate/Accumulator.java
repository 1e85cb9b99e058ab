package io.ashlar.rows.aggregate;

import io.ashlar.rows.predicate.ColumnValues;
import java.math.BigDecimal;

/**
 * One aggregate while rows go by. Null until the first value that is not null has been met. Which
 * of the getters may be asked follows from the type of the aggregate's handle.
 */
abstract class Accumulator {

  /** How many values were met. */
  long values;

  /** Forgets all values. */
  void reset() {
    values = 0;
  }

  /** Takes the value of one row, unless it is null. */
  abstract void accept(ColumnValues row);

  boolean isNull() {
    return values == 0;
  }

  long longResult() {
    throw new AssertionError("no whole number");
  }

  double doubleResult() {
    throw new AssertionError("no floating-point number");
  }

  BigDecimal decimalResult() {
    throw new AssertionError("no decimal");
  }
}
