package io.ashlar.sql.change;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;

/**
 * What a change gives back of each row that it changes. Rows are kept as they are met, and shown
 * when the change has run: whoever reads them reads nothing else.
 */
public final class ReturnedRows extends RowSource {

  private final Scalar[] columns;
  private final Frame frame;
  private final RowStore kept;
  private int position;

  /**
   * Of a change.
   *
   * @param columns what is given back, over the frame of the change
   */
  public ReturnedRows(List<Scalar> columns) {
    this.columns = columns.toArray(Scalar[]::new);
    this.frame = new Frame(columns.size());
    this.kept = new RowStore(columns.stream().map(Scalar::type).toList());
  }

  /**
   * Where a row is that is shown.
   *
   * @return the frame, with the columns in order
   */
  public Frame frame() {
    return frame;
  }

  /** The change begins to run. */
  void begin() {
    kept.clear();
    position = 0;
  }

  /** Keeps what is given back of a row. */
  void add(Frame row) {
    add(columns, row);
  }

  /** The same of a row that stands in another frame. */
  void add(Scalar[] values, Frame row) {
    for (int i = 0; i < values.length; i++) {
      frame.set(i, values[i], row);
    }
    kept.add(frame);
  }

  /** Begins to show the rows that were kept last. */
  @Override
  public void open(ReadTransaction transaction) {
    position = 0;
  }

  @Override
  public boolean next() {
    if (position >= kept.rows()) {
      return false;
    }
    kept.load(position++, frame);
    return true;
  }

  @Override
  public void close() {
    kept.clear();
    position = 0;
  }

  @Override
  public void explain(PlanText plan) {
    plan.line("rows that were changed");
  }
}
