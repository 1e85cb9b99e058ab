package io.ashlar.sql.execute;

import io.ashlar.sql.aggregate.Accumulator;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** The values of one expression in a group, each once. They are kept until the group ends. */
public final class DistinctValues {

  private static final List<Sort.Key> ONE = List.of(new Sort.Key(0, false, true));

  private final Scalar value;
  private final Frame frame = new Frame(1);
  private final RowStore kept;
  private final RowOrder order;

  /**
   * Of an expression.
   *
   * @param value over the rows of the group
   * @param reading says when the statement gives up
   */
  public DistinctValues(Scalar value, Reading reading) {
    this.value = value;
    List<SqlType> types = List.of(value.type());
    this.kept = new RowStore(types, reading);
    this.order = new RowOrder(ONE, types);
  }

  void reset() {
    kept.clear();
  }

  void add(Frame row) {
    frame.set(0, value, row);
    kept.add(frame);
  }

  /** Adds each value once to what it comes to, as column 0 of a frame. */
  void addTo(Accumulator accumulator) {
    order.sort(kept);
    for (int i = 0; i < kept.rows(); i++) {
      if (i == 0 || order.compare(kept, order.row(i - 1), order.row(i)) != 0) {
        kept.load(order.row(i), frame);
        accumulator.add(frame);
      }
    }
  }
}
