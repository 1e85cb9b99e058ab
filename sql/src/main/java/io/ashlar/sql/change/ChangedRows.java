package io.ashlar.sql.change;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.ReadTransaction;

/** Rows with what becomes of them: put beside each in its frame. */
public final class ChangedRows extends RowSource {

  private final RowSource rows;
  private final SlotWrites after;
  private final Frame frame;

  /**
   * Over a source.
   *
   * @param rows what is changed
   * @param after computes what becomes of a row
   * @param frame where the rows are
   */
  public ChangedRows(RowSource rows, SlotWrites after, Frame frame) {
    this.rows = rows;
    this.after = after;
    this.frame = frame;
  }

  @Override
  public void open(ReadTransaction transaction) {
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    if (!rows.next()) {
      return false;
    }
    after.apply(frame);
    return true;
  }

  @Override
  public void close() {
    rows.close();
  }

  @Override
  public void release() {
    rows.release();
  }

  @Override
  public void explain(PlanText plan) {
    rows.explain(plan);
  }
}
