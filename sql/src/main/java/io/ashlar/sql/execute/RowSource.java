package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.transaction.ReadTransaction;
import java.util.function.UnaryOperator;

/**
 * A step of a running statement: gives rows, one at a time, as values in a frame. It can be opened
 * again once it is closed, as often as its statement is executed.
 */
public abstract class RowSource {

  /** For sources. */
  protected RowSource() {}

  /**
   * Begins a run. Parameters are set before.
   *
   * @param transaction what is read through; outlives the run
   * @throws io.ashlar.error.AshlarException when rows cannot be read
   * @throws io.ashlar.sql.error.SqlException when an operand cannot be computed
   */
  public abstract void open(ReadTransaction transaction);

  /**
   * Moves to the next row, whose values are in the frame until the next move.
   *
   * @return false when there is none; it is not asked again then
   * @throws io.ashlar.error.AshlarException when rows cannot be read
   * @throws io.ashlar.sql.error.SqlException when a value cannot be computed
   */
  public abstract boolean next();

  /** Ends a run, also one that failed or was never begun. */
  public abstract void close();

  /**
   * Says what the source does, and what the sources do that it reads.
   *
   * @param plan takes the text
   */
  public abstract void explain(PlanText plan);

  /**
   * Runs to the end and tells all that the database counts meanwhile, where the source is one walk
   * over one table.
   *
   * @param transaction what is read through
   * @return the plan with its costs; null where the source is something else, and was not run
   */
  public String analyzed(ReadTransaction transaction) {
    return null;
  }

  /**
   * Puts other sources in the place of those that this one reads, before it is opened first.
   *
   * @param wrapper gives for each what is read instead
   */
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    // Most read none.
  }

  /**
   * Puts rows straight into another frame instead of where they are put now, before it is opened
   * first; for who is the only one to read them.
   *
   * @param slots for each column of the other frame where it is now
   * @param to the other frame
   * @return false when they cannot be put there, and stay where they are
   */
  public boolean moveTo(int[] slots, Frame to) {
    return false;
  }

  /** Gives up what the source keeps between runs; it is not opened again. */
  public void release() {
    // Most keep nothing.
  }
}
