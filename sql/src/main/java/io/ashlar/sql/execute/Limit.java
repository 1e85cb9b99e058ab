package io.ashlar.sql.execute;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.function.UnaryOperator;

/** Leaves out the first rows of a source, and ends it after a number of rows. */
public final class Limit extends RowSource {

  private RowSource rows;
  private final Scalar count;
  private final Scalar skipped;
  private long left;

  /**
   * Over a source.
   *
   * @param rows what is limited
   * @param count how many rows at most, a BIGINT that reads no frame; null, and a null value, for
   *     all
   * @param skipped how many are left out first, the same; null, and a null value, for none
   */
  public Limit(RowSource rows, Scalar count, Scalar skipped) {
    this.rows = rows;
    this.count = count;
    this.skipped = skipped;
  }

  @Override
  public void open(ReadTransaction transaction) {
    left = number(count, Long.MAX_VALUE, "LIMIT");
    long passed = number(skipped, 0, "OFFSET");
    rows.open(transaction);
    while (left > 0 && passed > 0) {
      passed--;
      if (!rows.next()) {
        left = 0;
      }
    }
  }

  /**
   * The number of a clause, as it is for this run.
   *
   * @param scalar a BIGINT that reads no frame; null where the clause is missing
   * @param unless what a missing or null number stands for
   * @param clause its name, for the failure
   * @return the number
   * @throws SqlException 22023 when it is negative
   */
  public static long number(Scalar scalar, long unless, String clause) {
    if (scalar == null || !scalar.evaluate(null)) {
      return unless;
    }
    if (scalar.word() < 0) {
      throw SqlException.nowhere(
          SqlState.INVALID_PARAMETER,
          "A number of rows is negative.",
          "clause",
          clause,
          "value",
          scalar.word());
    }
    return scalar.word();
  }

  @Override
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    if (rows.next()) {
      return true;
    }
    left = 0;
    return false;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("limit");
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
