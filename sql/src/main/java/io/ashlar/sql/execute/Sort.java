package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of a source in another order. All are kept in memory when it is opened. */
public final class Sort extends RowSource {

  private RowSource rows;
  private final Frame frame;
  private final RowStore kept;
  private final RowOrder order;
  private int position;

  /**
   * A column that orders.
   *
   * @param column its number in the frame
   * @param descending whether the greatest comes first
   * @param nullsFirst whether null comes before all values
   */
  public record Key(int column, boolean descending, boolean nullsFirst) {}

  /**
   * Over a source.
   *
   * @param rows what is sorted
   * @param keys the columns in order of weight
   * @param types the types of all columns of the frame
   * @param frame where rows are, before and after
   * @param reading says when the statement gives up
   */
  public Sort(RowSource rows, List<Key> keys, List<SqlType> types, Frame frame, Reading reading) {
    this.rows = rows;
    this.frame = frame;
    this.kept = new RowStore(types, reading);
    this.order = new RowOrder(keys, types);
  }

  @Override
  public void open(ReadTransaction transaction) {
    kept.clear();
    position = 0;
    rows.open(transaction);
    while (rows.next()) {
      kept.add(frame);
    }
    rows.close();
    order.sort(kept);
  }

  @Override
  public boolean next() {
    if (position >= kept.rows()) {
      return false;
    }
    kept.load(order.row(position++), frame);
    return true;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("sort by " + order.keys() + " columns");
    plan.child(rows);
  }

  @Override
  public void close() {
    kept.clear();
    rows.close();
  }

  @Override
  public void release() {
    rows.release();
  }
}
