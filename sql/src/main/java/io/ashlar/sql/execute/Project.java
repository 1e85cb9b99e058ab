package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;

/** Computes the columns of a result, in a frame of its own. */
public final class Project extends RowSource {

  private RowSource rows;
  private final Scalar[] columns;
  private final Frame from;
  private final Frame to;

  /**
   * Over a source.
   *
   * @param rows what is read
   * @param columns what is computed, over {@code from}
   * @param from where the rows are
   * @param to where the result is put: a column for each scalar, of its form
   */
  public Project(RowSource rows, List<Scalar> columns, Frame from, Frame to) {
    this.rows = rows;
    this.columns = columns.toArray(new Scalar[0]);
    this.from = from;
    this.to = to;
  }

  /**
   * Over a source that nobody else reads: none where that can put its columns into the result by
   * itself.
   *
   * @param rows what is read
   * @param columns what is computed, over {@code from}
   * @param from where the rows are
   * @param to where the result is put
   * @return what gives the result
   */
  public static RowSource of(RowSource rows, List<Scalar> columns, Frame from, Frame to) {
    int[] slots = columns.stream().mapToInt(ColumnReference::columnOf).toArray();
    return rows.moveTo(slots, to) ? rows : new Project(rows, columns, from, to);
  }

  @Override
  public void open(ReadTransaction transaction) {
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    if (!rows.next()) {
      return false;
    }
    for (int i = 0; i < columns.length; i++) {
      to.set(i, columns[i], from);
    }
    return true;
  }

  /** Where it only gives columns on, nothing else is to be counted. */
  @Override
  public String analyzed(ReadTransaction transaction) {
    for (Scalar column : columns) {
      if (!ColumnReference.isOne(column)) {
        return null;
      }
    }
    return rows.analyzed(transaction);
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  @Override
  public void explain(PlanText plan) {
    rows.explain(plan);
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
