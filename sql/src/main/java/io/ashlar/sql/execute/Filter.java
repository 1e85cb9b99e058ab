package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.function.UnaryOperator;

/** The rows for which a condition is true; those for which it is unknown are left out too. */
public final class Filter extends RowSource {

  private RowSource rows;
  private final Scalar condition;
  private final Frame frame;

  /**
   * Over a source.
   *
   * @param rows what is filtered
   * @param condition a boolean over the frame
   * @param frame where the rows are
   */
  public Filter(RowSource rows, Scalar condition, Frame frame) {
    this.rows = rows;
    this.condition = condition;
    this.frame = frame;
  }

  @Override
  public void open(ReadTransaction transaction) {
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    while (rows.next()) {
      if (condition.evaluate(frame) && condition.word() != 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("filter");
    plan.child(rows);
  }

  @Override
  public void close() {
    rows.close();
  }

  @Override
  public void release() {
    rows.release();
  }
}
