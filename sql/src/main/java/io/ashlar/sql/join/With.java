package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** A query within which others have names: what is kept of them lives as long as its run. */
public final class With extends RowSource {

  private RowSource rows;
  private final List<SharedRows> shared;

  /**
   * Of a query.
   *
   * @param rows gives its rows
   * @param shared the queries with names
   */
  public With(RowSource rows, List<SharedRows> shared) {
    this.rows = rows;
    this.shared = List.copyOf(shared);
  }

  @Override
  public void open(ReadTransaction transaction) {
    clear();
    rows.open(transaction);
  }

  private void clear() {
    for (int i = 0; i < shared.size(); i++) {
      shared.get(i).clear();
    }
  }

  @Override
  public boolean next() {
    return rows.next();
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
    shared.forEach(each -> each.wrap(wrapper));
  }

  @Override
  public void explain(PlanText plan) {
    rows.explain(plan);
  }

  @Override
  public void close() {
    try {
      rows.close();
    } finally {
      clear();
    }
  }

  @Override
  public void release() {
    rows.release();
    shared.forEach(SharedRows::release);
  }
}
