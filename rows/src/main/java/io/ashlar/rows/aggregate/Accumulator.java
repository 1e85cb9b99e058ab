package io.ashlar.rows.aggregate;

import io.ashlar.codec.value.ValueReader;
import java.math.BigDecimal;

/**
 * One aggregate while rows go by. Null until the first value that is not null has been met. Which
 * of the getters may be asked follows from the type of the aggregate's handle. Where several groups
 * are gathered side by side, what it knows of one of them is saved before it turns to another.
 */
abstract class Accumulator {

  /** How many values were met. */
  long values;

  /** Forgets all values. */
  void reset() {
    values = 0;
  }

  /** Takes the value of one row, unless it is null. */
  abstract void accept(ValueReader row);

  boolean isNull() {
    return values == 0;
  }

  /** Bytes that {@link #save} writes, a multiple of eight; what varies in length is elsewhere. */
  abstract int stateBytes();

  /**
   * Writes what is known.
   *
   * @param memory where to
   * @param at the place in it; what stands there is zeros, or was written by this for the same
   *     group
   */
  abstract void save(GroupMemory memory, int at);

  /** Knows what was saved, instead of what it knew. */
  abstract void restore(GroupMemory memory, int at);

  long longResult() {
    throw new AssertionError("no whole number");
  }

  double doubleResult() {
    throw new AssertionError("no floating-point number");
  }

  BigDecimal decimalResult() {
    throw new AssertionError("no decimal");
  }

  /** The result as an object; allocates. */
  abstract Object objectResult();
}
