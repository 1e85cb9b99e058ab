package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of a query in FROM: columns that are used go from its frame to the one around it. */
public final class Derived extends RowSource {

  private RowSource rows;
  private final Frame from;
  private final Scalar[] columns;
  private final int[] slots;
  private final Subquery.Captured[] captured;
  private final Frame to;

  /**
   * Of a query.
   *
   * @param rows gives its rows
   * @param from where they are
   * @param columns reads those that are used
   * @param slots where each of them goes
   * @param captured what the query names of the rows to its left
   * @param to the frame around the query
   */
  public Derived(
      RowSource rows,
      Frame from,
      List<Scalar> columns,
      int[] slots,
      List<Subquery.Captured> captured,
      Frame to) {
    this.rows = rows;
    this.from = from;
    this.columns = columns.toArray(Scalar[]::new);
    this.slots = slots.clone();
    this.captured = captured.toArray(Subquery.Captured[]::new);
    this.to = to;
  }

  @Override
  public void open(ReadTransaction transaction) {
    for (Subquery.Captured value : captured) {
      value.slot().set(value.outer(), to);
    }
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    if (!rows.next()) {
      return false;
    }
    for (int i = 0; i < slots.length; i++) {
      to.set(slots[i], columns[i], from);
    }
    return true;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("query");
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
