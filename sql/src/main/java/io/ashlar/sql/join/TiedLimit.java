package io.ashlar.sql.join;

import io.ashlar.sql.execute.Limit;
import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** Ends a source after a number of rows and those that are equal to the last of them. */
public final class TiedLimit extends RowSource {

  /** What is left when no row comes any more. */
  private static final long ENDED = -1;

  private RowSource rows;
  private final Scalar count;
  private final KeyMemory last;
  private long left;

  /**
   * Over a source.
   *
   * @param rows sorted by the columns
   * @param count how many rows, as {@link Limit} takes it
   * @param columns what makes rows equal: their numbers in the frame
   * @param types of all columns of the frame
   * @param frame where rows are
   */
  public TiedLimit(
      RowSource rows, Scalar count, List<Integer> columns, List<SqlType> types, Frame frame) {
    this.rows = rows;
    this.count = count;
    this.last = new KeyMemory(columns, types, frame);
  }

  @Override
  public void open(ReadTransaction transaction) {
    long number = Limit.number(count, Long.MAX_VALUE, "LIMIT");
    left = number == 0 ? ENDED : number;
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    if (left == ENDED || !rows.next()) {
      left = ENDED;
      return false;
    }
    if (left > 0) {
      left--;
      if (left == 0) {
        last.remember();
      }
      return true;
    }
    if (last.isSame()) {
      return true;
    }
    left = ENDED;
    return false;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("limit with ties");
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
