package io.ashlar.sql.change;

import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.plan.PlannedQuery;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.Transaction;
import java.util.List;

/**
 * A MERGE: rows of a source meet those of a table, which are locked, and what is to become of all
 * is kept before the first is changed. Rows are changed in the order in which they were met.
 */
public final class MergeRun extends Change {

  private final MergePass joined;
  private final MergePass rest;
  private final Frame each;
  private final RowStore kept;
  private final SeenKeys acted;
  private final SeenKeys matched;
  private final RowWrite[] writes;
  private final ReturnedRows returned;
  private final PlannedQuery query;

  /**
   * Planned.
   *
   * @param joined meets the rows of the source, with those of the table that go with them
   * @param rest meets the rows of the table; null where nothing is said of those alone
   * @param each for a row that is kept: the number of its branch, its key, and what it becomes
   * @param kept for rows of that frame
   * @param acted keys over that frame
   * @param matched the same; null where {@code rest} is
   * @param writes what each branch does, by its number
   * @param returned keeps what is given back; null for nothing
   * @param query shows that; null for nothing
   */
  public MergeRun(
      MergePass joined,
      MergePass rest,
      Frame each,
      RowStore kept,
      SeenKeys acted,
      SeenKeys matched,
      List<RowWrite> writes,
      ReturnedRows returned,
      PlannedQuery query) {
    this.joined = joined;
    this.rest = rest;
    this.each = each;
    this.kept = kept;
    this.acted = acted;
    this.matched = matched;
    this.writes = writes.toArray(RowWrite[]::new);
    this.returned = returned;
    this.query = query;
  }

  @Override
  public long run(Transaction transaction) {
    acted.clear();
    if (returned != null) {
      returned.begin();
    }
    try {
      meet(transaction);
      long changed = 0;
      for (int row = 0; row < kept.rows(); row++) {
        kept.load(row, each);
        changed += writes[(int) each.word(0)].execute(transaction, each);
      }
      return changed;
    } finally {
      kept.clear();
    }
  }

  private void meet(Transaction transaction) {
    MergePass.Into into = new MergePass.Into(kept, each, acted, returned);
    if (rest == null) {
      joined.run(transaction, into, null, false);
      return;
    }
    matched.clear();
    joined.run(transaction, into, matched, false);
    rest.run(transaction, into, matched, true);
  }

  @Override
  public PlannedQuery returned() {
    return query;
  }

  @Override
  public void release() {
    joined.release();
    if (rest != null) {
      rest.release();
    }
  }

  @Override
  public boolean isAtomic() {
    return false;
  }
}
