package io.ashlar.sql.change;

import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;

/** Inserts rows of which all columns are known before, and gives something of them back. */
public final class ImageInsert extends Change {

  private final RowSource rows;
  private final Frame frame;
  private final RowWrite insert;
  private final ReturnedRows returned;
  private final PlannedQuery query;

  /**
   * Planned.
   *
   * @param rows puts the new rows into the frame, one after the other
   * @param frame where they are
   * @param insert writes them
   * @param returned keeps what is given back
   * @param query shows that
   */
  public ImageInsert(
      RowSource rows, Frame frame, RowWrite insert, ReturnedRows returned, PlannedQuery query) {
    this.rows = rows;
    this.frame = frame;
    this.insert = insert;
    this.returned = returned;
    this.query = query;
  }

  @Override
  public long run(Transaction transaction) {
    returned.begin();
    long inserted = 0;
    rows.open(transaction);
    try {
      while (rows.next()) {
        inserted += insert.execute(transaction, frame);
        returned.add(frame);
      }
    } finally {
      rows.close();
    }
    return inserted;
  }

  @Override
  public PlannedQuery returned() {
    return query;
  }

  @Override
  public void release() {
    rows.release();
  }

  @Override
  public boolean isAtomic() {
    return false;
  }
}
