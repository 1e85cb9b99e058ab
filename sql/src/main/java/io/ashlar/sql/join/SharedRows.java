package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The rows of a query with a name, which several places read: kept when the first of them is opened
 * in a run. With one reader alone they are not kept, and go by as they come.
 */
public final class SharedRows {

  private final String name;
  private RowSource rows;
  private final Frame frame;
  private final List<SqlType> types;
  private final RowStore kept;
  private boolean filled;
  private int readers;

  /**
   * Of a query.
   *
   * @param name its name
   * @param rows gives its rows
   * @param frame where they are
   * @param types of its columns
   * @param reading says when the statement gives up
   */
  public SharedRows(
      String name, RowSource rows, Frame frame, List<SqlType> types, Reading reading) {
    this.name = name;
    this.rows = rows;
    this.frame = frame;
    this.types = List.copyOf(types);
    int[] slots = IntStream.range(0, types.size()).toArray();
    this.kept = new RowStore(types, slots, 0, RowStore.MAX_BYTES, reading);
  }

  /** Says that rows are kept, however many read them. */
  public void keep() {
    readers += 2;
  }

  /**
   * A source that reads the rows.
   *
   * @param to where they are put
   * @return a new one
   */
  public RowSource reader(Frame to) {
    readers++;
    return new Reader(to);
  }

  /** Forgets what is kept: another run begins, or one has ended. */
  public void clear() {
    filled = false;
    kept.clear();
  }

  /** Gives up what is kept between runs. */
  public void release() {
    rows.release();
  }

  void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
  }

  private void fill(ReadTransaction transaction) {
    try {
      rows.open(transaction);
      while (rows.next()) {
        kept.add(frame);
      }
      filled = true;
    } finally {
      rows.close();
    }
  }

  /** One place that reads the rows. */
  private final class Reader extends RowSource {

    private final Frame to;
    private final Scalar[] columns;
    private int position;

    Reader(Frame to) {
      this.to = to;
      this.columns = new Scalar[types.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = ColumnReference.of(types.get(i), i);
      }
    }

    private boolean isAlone() {
      return readers == 1;
    }

    @Override
    public void open(ReadTransaction transaction) {
      position = 0;
      if (isAlone()) {
        rows.open(transaction);
      } else if (!filled) {
        kept.clear();
        fill(transaction);
      }
    }

    @Override
    public boolean next() {
      if (!isAlone()) {
        if (position >= kept.rows()) {
          return false;
        }
        kept.load(position++, to);
        return true;
      }
      if (!rows.next()) {
        return false;
      }
      for (int i = 0; i < columns.length; i++) {
        to.set(i, columns[i], frame);
      }
      return true;
    }

    @Override
    public void explain(PlanText plan) {
      plan.line(isAlone() ? name : name + ", kept");
      plan.child(rows);
    }

    @Override
    public void close() {
      if (isAlone()) {
        rows.close();
      }
    }
  }
}
