package io.ashlar.sql.execute;

import io.ashlar.sql.aggregate.Accumulator;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/** What an aggregate takes of the rows of a group, in an order. It is kept until the group ends. */
public final class OrderedRows {

  private final Scalar[] values;
  private final Frame frame;
  private final RowStore kept;
  private final RowOrder order;

  /**
   * Of expressions.
   *
   * @param values over the rows of the group: arguments, then what orders
   * @param keys which of them order
   * @param reading says when the statement gives up
   */
  public OrderedRows(List<Scalar> values, List<Sort.Key> keys, Reading reading) {
    this.values = values.toArray(Scalar[]::new);
    this.frame = new Frame(values.size());
    List<SqlType> types = values.stream().map(Scalar::type).toList();
    this.kept = new RowStore(types, reading);
    this.order = new RowOrder(keys, types);
  }

  void reset() {
    kept.clear();
  }

  void add(Frame row) {
    for (int i = 0; i < values.length; i++) {
      frame.set(i, values[i], row);
    }
    kept.add(frame);
  }

  /** Adds the rows in order to what they come to, their values as columns of a frame. */
  void addTo(Accumulator accumulator) {
    order.sort(kept);
    for (int i = 0; i < kept.rows(); i++) {
      kept.load(order.row(i), frame);
      accumulator.add(frame);
    }
  }
}
