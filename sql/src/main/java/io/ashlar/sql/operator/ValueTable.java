package io.ashlar.sql.operator;

import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * The values of slots by hash, in the form of the type that is looked up. A number that the type
 * has no digits for is equal to none of its values and left out.
 */
final class ValueTable {

  private static final int LEAST = 4;

  private final Slot[] sources;

  /** Values in the form of the type; those of the same form are the sources themselves. */
  private final Slot[] values;

  private final Slot[] table;
  private final Ordering ordering;
  private boolean hasNull;

  ValueTable(SqlType type, List<Slot> slots) {
    this.sources = slots.toArray(new Slot[0]);
    this.values = new Slot[sources.length];
    for (int i = 0; i < sources.length; i++) {
      SqlType own = sources[i].type();
      boolean same = own.form() == type.form() && own.scale() == type.scale();
      values[i] = same ? sources[i] : Slot.parameter(type);
    }
    // At most half of the places are taken.
    int places = Integer.highestOneBit(Math.max(LEAST, sources.length) * 2 - 1) * 2;
    this.table = new Slot[places];
    this.ordering = Ordering.of(type, type);
  }

  boolean hasNull() {
    return hasNull;
  }

  /** Makes the table from what the slots hold now. */
  void fill() {
    Arrays.fill(table, null);
    hasNull = false;
    for (int i = 0; i < sources.length; i++) {
      if (!sources[i].evaluate(null)) {
        hasNull = true;
      } else if (values[i] == sources[i] || converted(sources[i], values[i])) {
        put(values[i]);
      }
    }
  }

  /** Sets a number in another form; false when that has no digits for it. */
  private static boolean converted(Slot source, Slot target) {
    BigDecimal exact = source.exact();
    if (target.form() == ScalarForm.DECIMAL) {
      target.set(exact);
      return true;
    }
    int scale = target.type().scale();
    if (exact.stripTrailingZeros().scale() > scale) {
      return false;
    }
    BigDecimal scaled = exact.setScale(scale, RoundingMode.UNNECESSARY);
    if (scaled.unscaledValue().bitLength() >= Long.SIZE) {
      return false;
    }
    target.set(scaled.unscaledValue().longValue());
    return true;
  }

  private void put(Slot value) {
    int place = place(value);
    while (table[place] != null) {
      if (ordering.equal(table[place], value)) {
        return;
      }
      place = (place + 1) & (table.length - 1);
    }
    table[place] = value;
  }

  boolean contains(Scalar value) {
    int place = place(value);
    while (table[place] != null) {
      if (ordering.equal(value, table[place])) {
        return true;
      }
      place = (place + 1) & (table.length - 1);
    }
    return false;
  }

  private int place(Scalar value) {
    return (int) ordering.hash(value) & (table.length - 1);
  }
}
