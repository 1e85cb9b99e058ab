package io.ashlar.sql.change;

import io.ashlar.Insert;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.transaction.Transaction;
import java.util.List;

/** Inserts the rows of a query, which does not see them. */
public final class InsertQuery extends Change {

  private final GivenLimits limits;
  private final Insert insert;
  private final PlannedQuery query;
  private final ColumnStore[] columns;

  /**
   * Planned.
   *
   * @param insert inserts a row, or changes the one with its primary key
   * @param query gives them
   * @param columns what is set of each, over the frame of the query
   * @param reading of the session
   */
  public InsertQuery(
      Insert insert, PlannedQuery query, List<ColumnStore> columns, Reading reading) {
    this.limits = new GivenLimits(reading);
    this.insert = insert;
    this.query = query;
    this.columns = columns.toArray(ColumnStore[]::new);
  }

  @Override
  public long run(Transaction transaction) {
    limits.limit(insert);
    long inserted = 0;
    query.rows().open(transaction);
    try {
      while (query.rows().next()) {
        for (ColumnStore column : columns) {
          column.set(insert, query.frame());
        }
        inserted += insert.execute(transaction);
      }
    } finally {
      query.rows().close();
    }
    return inserted;
  }

  @Override
  public void release() {
    query.rows().release();
  }

  @Override
  public boolean isAtomic() {
    return false;
  }
}
