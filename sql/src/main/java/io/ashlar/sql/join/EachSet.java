package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.transaction.ReadTransaction;
import java.util.function.UnaryOperator;

/** Each row of a source several times, with a number that tells which time it is. */
public final class EachSet extends RowSource {

  private final int count;
  private final Slot number;
  private RowSource rows;
  private int next;

  /**
   * Over a source.
   *
   * @param rows the rows
   * @param count how often each comes
   * @param number from 0
   */
  public EachSet(RowSource rows, int count, Slot number) {
    this.rows = rows;
    this.count = count;
    this.number = number;
  }

  @Override
  public void open(ReadTransaction transaction) {
    next = count;
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    if (next == count) {
      if (!rows.next()) {
        return false;
      }
      next = 0;
    }
    number.set((long) next++);
    return true;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("for each of " + count + " grouping sets");
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
