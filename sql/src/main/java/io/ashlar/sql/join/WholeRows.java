package io.ashlar.sql.join;

import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.stream.IntStream;

/** Kept rows that are found by all of their columns; null is the same as null. */
final class WholeRows {

  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;
  private static final long OF_NULL = 0x5851_F42D_4C95_7F2DL;

  private final Scalar[] columns;
  private final Scalar[] others;
  private final Ordering[] orderings;
  private final Frame found;
  private final RowTable table;
  private long hash;

  WholeRows(List<SqlType> types, int maxBytes, Reading reading) {
    int count = types.size();
    columns = new Scalar[count];
    others = new Scalar[count];
    orderings = new Ordering[count];
    for (int i = 0; i < count; i++) {
      columns[i] = ColumnReference.of(types.get(i), i);
      others[i] = ColumnReference.of(types.get(i), i);
      orderings[i] = Ordering.of(types.get(i), types.get(i));
    }
    found = new Frame(count);
    table = new RowTable(types, IntStream.range(0, count).toArray(), maxBytes, reading);
  }

  void clear() {
    table.clear();
  }

  /** The number of the row that is equal to that of a frame; {@link RowTable#NONE} for none. */
  int find(Frame frame) {
    hash = hash(frame);
    int row = table.first(hash);
    while (row != RowTable.NONE && !isEqual(frame, row)) {
      row = table.next(row, hash);
    }
    return row;
  }

  /** Adds the row that was not found. */
  int add(Frame frame) {
    return table.add(frame, hash);
  }

  int mark(int row) {
    return table.mark(row);
  }

  void mark(int row, int value) {
    table.mark(row, value);
  }

  private long hash(Frame frame) {
    long all = 0;
    for (int i = 0; i < columns.length; i++) {
      long one = columns[i].evaluate(frame) ? orderings[i].hash(columns[i]) : OF_NULL;
      all = all * PRIME + one;
    }
    long product = all * PRIME;
    return product ^ (product >>> 32);
  }

  private boolean isEqual(Frame frame, int row) {
    table.load(row, found);
    for (int i = 0; i < columns.length; i++) {
      boolean given = columns[i].evaluate(frame);
      if (given != others[i].evaluate(found)
          || (given && !orderings[i].equal(columns[i], others[i]))) {
        return false;
      }
    }
    return true;
  }
}
