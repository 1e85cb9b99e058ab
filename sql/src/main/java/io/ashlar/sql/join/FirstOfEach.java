package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** The first of the rows beside each other that are the same in some columns. */
public final class FirstOfEach extends RowSource {

  private RowSource rows;
  private final int columns;
  private final KeyMemory last;
  private boolean any;

  /**
   * Over a source.
   *
   * @param rows sorted by the columns first
   * @param columns their numbers in the frame
   * @param types of all columns of the frame
   * @param frame where rows are
   */
  public FirstOfEach(RowSource rows, List<Integer> columns, List<SqlType> types, Frame frame) {
    this.rows = rows;
    this.columns = columns.size();
    this.last = new KeyMemory(columns, types, frame);
  }

  @Override
  public void open(ReadTransaction transaction) {
    any = false;
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    while (rows.next()) {
      if (!any || !last.isSame()) {
        any = true;
        last.remember();
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
    plan.line("first of each by " + columns + " columns");
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
