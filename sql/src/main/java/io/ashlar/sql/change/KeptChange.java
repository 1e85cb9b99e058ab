package io.ashlar.sql.change;

import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;

/**
 * Writes rows that a source gives: those that it finds under their locks, or new ones. What is to
 * become of all of them is computed and kept first, so that nothing that the statement reads is
 * what it has written; then all are written at once, so that they may exchange their keys and
 * reference each other.
 */
public final class KeptChange extends Change {

  private final RowSource rows;
  private final Frame frame;
  private final SeenKeys met;
  private final RowStore kept;
  private final RowWrite write;
  private final ReturnedRows returned;
  private final PlannedQuery query;

  /** The next row of {@link #kept} that is written. */
  private int position;

  /**
   * Planned.
   *
   * @param rows puts into the frame what is written: the key of a row, and what it becomes
   * @param frame where that is
   * @param met the keys, where a row may come several times and counts once; else null
   * @param kept for rows of this frame
   * @param write changes a row
   * @param returned keeps what is given back, as it is in the frame; null for nothing
   * @param query shows that; null for nothing
   */
  public KeptChange(
      RowSource rows,
      Frame frame,
      SeenKeys met,
      RowStore kept,
      RowWrite write,
      ReturnedRows returned,
      PlannedQuery query) {
    this.rows = rows;
    this.frame = frame;
    this.met = met;
    this.kept = kept;
    this.write = write;
    this.returned = returned;
    this.query = query;
  }

  @Override
  public long run(Transaction transaction) {
    if (returned != null) {
      returned.begin();
    }
    try {
      keep(transaction);
      position = 0;
      return write.executeEach(transaction, frame, this::load);
    } finally {
      kept.clear();
    }
  }

  /** Each row is locked and there, so that it is written. */
  private boolean load() {
    if (position == kept.rows()) {
      return false;
    }
    kept.load(position++, frame);
    if (returned != null) {
      returned.add(frame);
    }
    return true;
  }

  private void keep(Transaction transaction) {
    if (met != null) {
      met.clear();
    }
    rows.open(transaction);
    try {
      while (rows.next()) {
        if (met == null || met.add(frame)) {
          kept.add(frame);
        }
      }
    } finally {
      rows.close();
    }
  }

  @Override
  public PlannedQuery returned() {
    return query;
  }

  @Override
  public void release() {
    rows.release();
  }
}
