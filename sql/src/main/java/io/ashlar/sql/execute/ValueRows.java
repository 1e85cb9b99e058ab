package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;

/** Rows that stand in the statement: {@code VALUES (1, 'a'), (2, 'b')}. */
public final class ValueRows extends RowSource {

  private final Scalar[][] rows;
  private final Frame frame;
  private final int first;
  private final Reading reading;
  private int position;

  /**
   * Of a statement.
   *
   * @param rows the rows, all of as many columns, which read no frame
   * @param frame where they are put
   * @param first the slot of the first column; the others follow
   * @param reading says when the statement gives up
   */
  public ValueRows(List<List<Scalar>> rows, Frame frame, int first, Reading reading) {
    this.rows = rows.stream().map(row -> row.toArray(Scalar[]::new)).toArray(Scalar[][]::new);
    this.frame = frame;
    this.first = first;
    this.reading = reading;
  }

  @Override
  public void open(ReadTransaction transaction) {
    position = 0;
  }

  @Override
  public boolean next() {
    // Many rows of values in a join are rows without end, and no table is asked for them.
    reading.checkLimits();
    if (position == rows.length) {
      return false;
    }
    Scalar[] row = rows[position++];
    for (int i = 0; i < row.length; i++) {
      frame.set(first + i, row[i], null);
    }
    return true;
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("values: " + rows.length + " rows");
  }

  @Override
  public void close() {
    position = rows.length;
  }
}
