package io.ashlar.sql.join;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.execute.Subquery;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether a query has a row with some values: a semi-join by hash, or an anti-join where NOT stands
 * above. A query that names nothing of the rows around it runs once for each statement, any other
 * for each row. Its values are kept; where there is no room for them, another scalar is asked, if
 * there is one.
 */
public final class KeySet extends Scalar {

  /** What values may take where it goes without them too. */
  private static final int LESS_BYTES = 64 * 1024 * 1024;

  private static final long NEVER = -1;

  private final Subquery.Run run;
  private final EqualityKeys keys;
  private final Asked asked;
  private final Scalar otherwise;
  private final RowTable table;
  private long builtIn = NEVER;
  private boolean isKept;
  private boolean hasNull;

  /** What is asked. */
  public enum Asked {
    /** Whether there is such a row; never null. */
    EXISTS,
    /** Whether values are among those of the query; null where nulls leave it open. */
    IN,
    /** Whether it is not. */
    NOT_IN
  }

  /**
   * Over a query.
   *
   * @param run the query, whose columns are the values
   * @param types of its columns
   * @param keys the values that are sought, over the rows around, and those of the query
   * @param asked what is asked
   * @param otherwise gives the same without memory; null where there is nothing that does
   */
  public KeySet(
      Subquery.Run run, List<SqlType> types, EqualityKeys keys, Asked asked, Scalar otherwise) {
    super(SqlType.BOOLEAN);
    this.run = run;
    this.keys = keys;
    this.asked = asked;
    this.otherwise = otherwise;
    this.table =
        new RowTable(
            types,
            IntStream.range(0, types.size()).toArray(),
            otherwise == null ? RowStore.MAX_BYTES : LESS_BYTES,
            run.reading());
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (!run.captured().isEmpty()) {
      for (Subquery.Captured value : run.captured()) {
        value.slot().set(value.outer(), frame);
      }
      build();
    } else if (builtIn != run.context().statements()) {
      build();
      builtIn = run.context().statements();
    }
    if (!isKept) {
      boolean isGiven = otherwise.evaluate(frame);
      if (isGiven) {
        take(otherwise);
      }
      return isGiven;
    }
    if (asked == Asked.EXISTS) {
      return truth(keys.hashProbe(frame) && contains(frame));
    }
    boolean isGiven = keys.hashProbe(frame);
    if (isGiven && contains(frame)) {
      return truth(asked == Asked.IN);
    }
    boolean isKnown = (isGiven && !hasNull) || !mayContain(frame);
    return isKnown && truth(asked == Asked.NOT_IN);
  }

  /** Whether a row is equal but for nulls, so that nobody knows. */
  private boolean mayContain(Frame frame) {
    for (int row = 0; row < table.rows(); row++) {
      table.load(row, run.frame());
      if (keys.mayBeEqual(frame, run.frame())) {
        return true;
      }
    }
    return false;
  }

  private void build() {
    table.clear();
    hasNull = false;
    isKept = true;
    RowSource rows = run.rows();
    try {
      rows.open(run.reading().transaction());
      while (rows.next()) {
        if (keys.hashKept(run.frame())) {
          table.add(run.frame(), keys.hash());
        } else if (asked != Asked.EXISTS) {
          table.keep(run.frame());
          hasNull = true;
        }
      }
    } catch (SqlException full) {
      if (otherwise == null || !full.sqlState().equals(SqlState.OUT_OF_MEMORY)) {
        throw full;
      }
      isKept = false;
      table.clear();
    } finally {
      rows.close();
    }
  }

  private boolean contains(Frame frame) {
    long hash = keys.hash();
    int row = table.first(hash);
    while (row != RowTable.NONE) {
      table.load(row, run.frame());
      if (keys.equal(frame, run.frame())) {
        return true;
      }
      row = table.next(row, hash);
    }
    return false;
  }
}
