package io.ashlar.sql.execute;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/**
 * A query in an expression. What it names of the rows around it is put into slots before it runs;
 * one that names nothing runs once for each statement.
 */
public abstract class Subquery extends Scalar {

  private static final long NEVER = -1;

  private final Run run;
  private long ranIn = NEVER;
  private boolean given;

  /**
   * What a query in an expression needs to run.
   *
   * @param rows gives its rows
   * @param frame where they are
   * @param captured what it names of the rows around it
   * @param reading what it reads through
   * @param context of the session
   */
  public record Run(
      RowSource rows,
      Frame frame,
      List<Captured> captured,
      Reading reading,
      EvaluationContext context) {}

  /**
   * A value of the rows around a query.
   *
   * @param outer computes it there
   * @param slot stands for it in the query
   */
  public record Captured(Scalar outer, Slot slot) {}

  private Subquery(SqlType type, Run run) {
    super(type);
    this.run = run;
  }

  final Run run() {
    return run;
  }

  @Override
  public final boolean evaluate(Frame frame) {
    if (!run.captured.isEmpty()) {
      for (Captured value : run.captured) {
        value.slot.set(value.outer, frame);
      }
    } else if (ranIn == run.context.statements()) {
      return given;
    }
    given = compute(frame);
    ranIn = run.context.statements();
    return given;
  }

  abstract boolean compute(Frame frame);

  /**
   * The one value of a query.
   *
   * @param type the type of its column
   * @param run the query
   * @return null without rows
   */
  public static Scalar value(SqlType type, Run run) {
    return new Value(type, run);
  }

  /**
   * Whether a query has a row.
   *
   * @param run the query
   * @return true or false
   */
  public static Scalar exists(Run run) {
    return new Exists(run);
  }

  private static final class Value extends Subquery {
    private final Slot kept;
    private final Scalar column;

    Value(SqlType type, Run run) {
      super(type, run);
      this.kept = Slot.parameter(type);
      this.column = ColumnReference.of(type, 0);
    }

    @Override
    boolean compute(Frame frame) {
      kept.setNull();
      RowSource rows = run().rows;
      rows.open(run().reading.transaction());
      try {
        if (rows.next()) {
          kept.set(column, run().frame);
          if (rows.next()) {
            throw SqlException.nowhere(
                SqlState.CARDINALITY_VIOLATION,
                "A query that stands for a value has more than one row.");
          }
        }
      } finally {
        rows.close();
      }
      boolean isGiven = kept.evaluate(null);
      if (isGiven) {
        take(kept);
      }
      return isGiven;
    }
  }

  private static final class Exists extends Subquery {
    Exists(Run run) {
      super(SqlType.BOOLEAN, run);
    }

    @Override
    boolean compute(Frame frame) {
      RowSource rows = run().rows;
      rows.open(run().reading.transaction());
      try {
        return truth(rows.next());
      } finally {
        rows.close();
      }
    }
  }
}
