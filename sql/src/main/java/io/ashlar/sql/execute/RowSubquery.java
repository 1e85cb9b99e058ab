package io.ashlar.sql.execute;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;

/**
 * A query that gives several values at once: {@code (a, b) = (SELECT ..)}. Evaluating it runs the
 * query, and leaves all its columns in slots.
 */
public final class RowSubquery extends Scalar {

  private static final long NEVER = -1;

  private final Subquery.Run run;
  private final Scalar[] columns;
  private final Slot[] values;
  private long ranIn = NEVER;

  private RowSubquery(List<SqlType> types, Subquery.Run run) {
    super(types.get(0));
    this.run = run;
    this.columns = new Scalar[types.size()];
    this.values = new Slot[types.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = ColumnReference.of(types.get(i), i);
      values[i] = Slot.parameter(types.get(i));
    }
  }

  /**
   * The values of a query.
   *
   * @param types the types of its columns, at least one
   * @param run the query
   * @return one for each column; the first runs the query, and is evaluated before the others
   */
  public static List<Scalar> of(List<SqlType> types, Subquery.Run run) {
    RowSubquery first = new RowSubquery(types, run);
    List<Scalar> all = new ArrayList<>(List.of(first.values));
    all.set(0, first);
    return all;
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!run.captured().isEmpty()) {
      for (Subquery.Captured value : run.captured()) {
        value.slot().set(value.outer(), frame);
      }
      read();
    } else if (ranIn != run.context().statements()) {
      read();
      ranIn = run.context().statements();
    }
    boolean given = values[0].evaluate(null);
    if (given) {
      take(values[0]);
    }
    return given;
  }

  private void read() {
    for (Slot value : values) {
      value.setNull();
    }
    RowSource rows = run.rows();
    rows.open(run.reading().transaction());
    try {
      if (rows.next()) {
        for (int i = 0; i < columns.length; i++) {
          values[i].set(columns[i], run.frame());
        }
        if (rows.next()) {
          throw SqlException.nowhere(
              SqlState.CARDINALITY_VIOLATION,
              "A query that stands for a value has more than one row.");
        }
      }
    } finally {
      rows.close();
    }
  }
}
