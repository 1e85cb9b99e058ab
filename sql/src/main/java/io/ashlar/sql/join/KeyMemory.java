package io.ashlar.sql.join;

import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** Some columns of a row that has gone by; null is the same as null. */
final class KeyMemory {

  private final Scalar[] columns;
  private final Slot[] remembered;
  private final Ordering[] orderings;
  private final Frame frame;

  KeyMemory(List<Integer> numbers, List<SqlType> types, Frame frame) {
    this.frame = frame;
    columns = new Scalar[numbers.size()];
    remembered = new Slot[numbers.size()];
    orderings = new Ordering[numbers.size()];
    for (int i = 0; i < columns.length; i++) {
      SqlType type = types.get(numbers.get(i));
      columns[i] = ColumnReference.of(type, numbers.get(i));
      remembered[i] = Slot.parameter(type);
      orderings[i] = Ordering.of(type, type);
    }
  }

  void remember() {
    for (int i = 0; i < columns.length; i++) {
      remembered[i].set(columns[i], frame);
    }
  }

  boolean isSame() {
    for (int i = 0; i < columns.length; i++) {
      boolean given = columns[i].evaluate(frame);
      if (given != remembered[i].evaluate(null)
          || (given && !orderings[i].equal(columns[i], remembered[i]))) {
        return false;
      }
    }
    return true;
  }
}
