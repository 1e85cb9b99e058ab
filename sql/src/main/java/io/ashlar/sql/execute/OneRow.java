package io.ashlar.sql.execute;

import io.ashlar.transaction.ReadTransaction;

/** One row without columns: what a query without FROM reads. */
public final class OneRow extends RowSource {

  private boolean given;

  /** Of one execution. */
  public OneRow() {}

  @Override
  public void open(ReadTransaction transaction) {
    given = false;
  }

  @Override
  public boolean next() {
    boolean first = !given;
    given = true;
    return first;
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("one row without columns");
  }

  @Override
  public void close() {
    given = true;
  }
}
