package io.ashlar.sql.change;

import io.ashlar.Insert;
import io.ashlar.sql.access.ColumnStore;
import io.ashlar.sql.access.GivenLimits;
import io.ashlar.sql.execute.Reading;
import io.ashlar.transaction.Transaction;
import java.util.List;

/** Inserts rows that stand in the statement. */
public final class InsertRows extends Change {

  private final GivenLimits limits;
  private final Insert insert;
  private final ColumnStore[][] rows;

  /**
   * Planned.
   *
   * @param insert inserts a row, or changes the one with its primary key
   * @param rows what is set of each
   * @param reading of the session
   */
  public InsertRows(Insert insert, List<List<ColumnStore>> rows, Reading reading) {
    this.limits = new GivenLimits(reading);
    this.insert = insert;
    this.rows =
        rows.stream().map(row -> row.toArray(ColumnStore[]::new)).toArray(ColumnStore[][]::new);
  }

  @Override
  public long run(Transaction transaction) {
    limits.limit(insert);
    long inserted = 0;
    for (ColumnStore[] row : rows) {
      for (ColumnStore column : row) {
        column.set(insert, null);
      }
      inserted += insert.execute(transaction);
    }
    return inserted;
  }

  @Override
  public boolean isAtomic() {
    return rows.length <= 1;
  }
}
