package io.ashlar.sql;

import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Numbers that were given to parameters which are taken for whole numbers, and are none. They wait
 * here until the statement is planned for them; once it is, a whole number waits until it is
 * planned as before, so that keys serve it again.
 */
final class WiderValues {

  /** For which types the statement is planned; null where for its own. */
  private final SqlType[] planned;

  /** What another plan will take; null where the present one has the value. */
  private final Number[] waiting;

  WiderValues(int parameters) {
    planned = new SqlType[parameters];
    waiting = new Number[parameters];
  }

  /** The type that a number needs in place of a whole number; null for none. */
  static SqlType wanted(Number value) {
    if (value instanceof Double || value instanceof Float) {
      double real = value.doubleValue();
      return Double.isFinite(real) ? wanted(new BigDecimal(real)) : SqlType.DOUBLE;
    }
    if (value instanceof BigDecimal decimal) {
      boolean whole = decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
      // So many digits are no whole number, and making one of them would take their room.
      boolean fits = whole && decimal.precision() - decimal.scale() < Long.SIZE;
      return fits ? wanted(decimal.toBigInteger()) : SqlType.NUMERIC;
    }
    boolean isLong = !(value instanceof BigInteger number) || number.bitLength() < Long.SIZE;
    return isLong ? null : SqlType.NUMERIC;
  }

  /**
   * Takes a number that the present plan is not for.
   *
   * @param slot of the parameter in the present plan
   * @return false when that is to take it
   */
  boolean take(int parameter, Slot slot, Number value) {
    waiting[parameter] = null;
    SqlType now = planned[parameter];
    if (now == null && !slot.refusesFraction()) {
      return false;
    }
    SqlType type = wanted(value);
    if (type == null ? now == null : type.equals(now)) {
      return false;
    }
    waiting[parameter] = exact(value, type);
    return true;
  }

  /** A number as the present plan has it: a double has digits that a cast would leave out. */
  Number exact(int parameter, Number value) {
    return exact(value, planned[parameter]);
  }

  private static Number exact(Number value, SqlType type) {
    boolean real = value instanceof Double || value instanceof Float;
    return real && SqlType.NUMERIC.equals(type) ? new BigDecimal(value.doubleValue()) : value;
  }

  /** Something else was given. */
  void forget(int parameter) {
    waiting[parameter] = null;
  }

  /** What waits; null where the present plan has the value. */
  Number waiting(int parameter) {
    return waiting[parameter];
  }

  /** Whether the statement is to be planned for other types before it runs. */
  boolean isWaiting() {
    for (Number value : waiting) {
      if (value != null) {
        return true;
      }
    }
    return false;
  }

  /** The types to plan for; null where a parameter has its own. */
  SqlType[] types() {
    SqlType[] types = planned.clone();
    for (int i = 0; i < types.length; i++) {
      if (waiting[i] != null) {
        types[i] = wanted(waiting[i]);
      }
    }
    return types;
  }

  /** The statement is planned for some types, and has the values. */
  void planned(SqlType[] types) {
    System.arraycopy(types, 0, planned, 0, types.length);
    Arrays.fill(waiting, null);
  }
}
