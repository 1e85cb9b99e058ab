package io.ashlar.sql.access;

import io.ashlar.Get;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;

/** A column of a key that is looked up, and what it must be equal to. */
final class KeyColumn {

  private final Column column;
  private final Scalar value;
  private final ColumnStore store;

  private KeyColumn(Column column, Scalar value) {
    this.column = column;
    this.value = value;
    this.store = new ColumnStore(column, value);
  }

  /** Null for columns of types that are seldom keys: those are found by a scan. */
  static KeyColumn of(Column column, Scalar value) {
    boolean often =
        column instanceof LongColumn
            || column instanceof IntColumn
            || column instanceof StringColumn
            || column instanceof UuidColumn
            || column instanceof DateColumn
            || column instanceof TimestampColumn;
    return often ? new KeyColumn(column, value) : null;
  }

  /** Computes the value and sets it; null, which is equal to nothing, too. */
  void set(Get get, Frame frame) {
    if (!(column instanceof IntColumn number)) {
      store.set(get, frame);
    } else if (value.evaluate(frame) && (int) value.word() == value.word()) {
      get.set(number, (int) value.word());
    } else {
      // Beyond the column's range, where it would be another number: equal to nothing as well.
      get.setNull(number);
    }
  }
}
