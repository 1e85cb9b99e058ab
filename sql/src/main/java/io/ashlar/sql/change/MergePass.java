package io.ashlar.sql.change;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.Transaction;
import java.util.List;

/**
 * One reading of a merge: rows are met, the first branch that is for them says what they become,
 * and that is kept.
 */
public final class MergePass {

  private final RowSource rows;
  private final Frame frame;
  private final Branch[] branches;
  private final int key;
  private final Scalar[] kept;
  private final Scalar[] returned;

  /**
   * What is done with some rows.
   *
   * @param number of the branch in its merge
   * @param matched whether it is for rows of the table, or else for those of the source alone
   * @param condition what else must hold; null for nothing
   * @param after computes what becomes of the row, beside it
   * @param acts whether anything is done
   */
  public record Branch(
      int number, boolean matched, Scalar condition, SlotWrites after, boolean acts) {

    boolean isFor(boolean row, Frame frame) {
      return matched == row && (condition == null || Logic.holds(condition, frame));
    }
  }

  /**
   * Planned.
   *
   * @param rows puts a row of the table into the frame, or of the source, or both
   * @param frame where they are
   * @param branches in order
   * @param key the slot of a column that is null where there is no row of the table
   * @param kept what is kept of a row beside the number of its branch
   * @param returned what is given back of it
   */
  public MergePass(
      RowSource rows,
      Frame frame,
      List<Branch> branches,
      int key,
      List<Scalar> kept,
      List<Scalar> returned) {
    this.rows = rows;
    this.frame = frame;
    this.branches = branches.toArray(Branch[]::new);
    this.key = key;
    this.kept = kept.toArray(Scalar[]::new);
    this.returned = returned.toArray(Scalar[]::new);
  }

  /** What a pass puts the rows into that are to be changed. */
  record Into(RowStore store, Frame each, SeenKeys acted, ReturnedRows returned) {}

  /**
   * Meets all rows.
   *
   * @param matched the keys of the rows of the table that have been met, which this adds to; null
   *     where nobody asks
   * @param unmatched whether rows are passed over that have been met
   */
  void run(Transaction transaction, Into into, SeenKeys matched, boolean unmatched) {
    rows.open(transaction);
    try {
      while (rows.next()) {
        meet(into, matched, unmatched);
      }
    } finally {
      rows.close();
    }
  }

  private void meet(Into into, SeenKeys matched, boolean unmatched) {
    boolean row = !frame.isNull(key);
    // The key stands behind the number of the branch in what is kept.
    keep(into.each);
    if (row && matched != null && !matched.add(into.each) && unmatched) {
      return;
    }
    for (Branch branch : branches) {
      if (branch.isFor(row, frame)) {
        if (branch.acts) {
          act(branch, row, into);
        }
        return;
      }
    }
  }

  private void act(Branch branch, boolean row, Into into) {
    branch.after.apply(frame);
    keep(into.each);
    if (row && !into.acted.add(into.each)) {
      throw SqlException.nowhere(
          SqlState.CARDINALITY_VIOLATION,
          "A row of the table goes with several rows of the source that would change it.");
    }
    into.each.setWord(0, branch.number);
    into.store.add(into.each);
    if (into.returned != null) {
      into.returned.add(returned, frame);
    }
  }

  private void keep(Frame each) {
    for (int i = 0; i < kept.length; i++) {
      each.set(i + 1, kept[i], frame);
    }
  }

  void release() {
    rows.release();
  }
}
