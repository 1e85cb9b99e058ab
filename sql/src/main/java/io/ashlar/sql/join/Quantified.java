package io.ashlar.sql.join;

import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.execute.Subquery;
import io.ashlar.sql.operator.Comparison;
import io.ashlar.sql.operator.ComparisonOperator;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/**
 * A value compared with all values of a query, which are kept and tried one by one until one
 * decides. A query that names nothing of the rows around it runs once for each statement.
 */
public final class Quantified extends Scalar {

  private static final long NEVER = -1;

  private final Subquery.Run run;
  private final Scalar operand;
  private final Slot value;
  private final Scalar comparison;
  private final boolean all;
  private final RowStore rows;
  private long builtIn = NEVER;

  /**
   * Over a query.
   *
   * @param operator compares
   * @param operand the left side, over the rows around
   * @param type of the query's one column
   * @param all whether it must be true of all values; else of one
   * @param run the query
   * @throws io.ashlar.sql.error.SqlException 42883 when the types do not compare
   */
  public Quantified(
      ComparisonOperator operator, Scalar operand, SqlType type, boolean all, Subquery.Run run) {
    super(SqlType.BOOLEAN);
    this.run = run;
    this.operand = operand;
    this.all = all;
    this.value = Slot.parameter(operand.type());
    this.comparison = Comparison.of(operator, value, ColumnReference.of(type, 0), run.context());
    this.rows = new RowStore(List.of(type), new int[] {0}, 0, RowStore.MAX_BYTES, run.reading());
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!run.captured().isEmpty()) {
      for (Subquery.Captured captured : run.captured()) {
        captured.slot().set(captured.outer(), frame);
      }
      build();
    } else if (builtIn != run.context().statements()) {
      build();
      builtIn = run.context().statements();
    }
    value.set(operand, frame);
    boolean known = true;
    for (int row = 0; row < rows.rows(); row++) {
      rows.load(row, run.frame());
      if (!comparison.evaluate(run.frame())) {
        known = false;
      } else if ((comparison.word() != 0) != all) {
        return truth(!all);
      }
    }
    return known && truth(all);
  }

  private void build() {
    rows.clear();
    RowSource source = run.rows();
    try {
      source.open(run.reading().transaction());
      while (source.next()) {
        rows.add(run.frame());
      }
    } finally {
      source.close();
    }
  }
}
