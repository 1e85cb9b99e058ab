package io.ashlar.sql.change;

import io.ashlar.sql.join.SharedRows;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.transaction.Transaction;
import java.util.List;

/** A change before which queries have names: what is kept of them lives as long as its run. */
public final class ChangeWith extends Change {

  private final Change change;
  private final List<SharedRows> shared;

  /**
   * Of a change.
   *
   * @param change reads them
   * @param shared the queries with names
   */
  public ChangeWith(Change change, List<SharedRows> shared) {
    this.change = change;
    this.shared = List.copyOf(shared);
  }

  @Override
  public long run(Transaction transaction) {
    shared.forEach(SharedRows::clear);
    try {
      return change.run(transaction);
    } finally {
      shared.forEach(SharedRows::clear);
    }
  }

  @Override
  public boolean isAtomic() {
    return change.isAtomic();
  }

  @Override
  public PlannedQuery returned() {
    return change.returned();
  }

  @Override
  public void release() {
    change.release();
    shared.forEach(SharedRows::release);
  }
}
