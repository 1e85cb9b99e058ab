package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.execute.RowStore;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The rows of one source, of which those go on that the rows of another say. Null is the same as
 * null. The rows of the other are kept, each once, and where each comes once those that went on.
 */
public final class SetOperation extends RowSource {

  private RowSource rows;
  private RowSource others;
  private final Kind kind;
  private final boolean all;
  private final Frame frame;
  private final WholeRows kept;

  /** Which rows go on. */
  public enum Kind {
    /** Each once; there are no others. */
    DISTINCT,
    /** Those that are among the others. */
    INTERSECT,
    /** Those that are not. */
    EXCEPT
  }

  /**
   * Over two sources.
   *
   * @param rows whose rows go on
   * @param others the others, in the same frame; null for {@link Kind#DISTINCT}
   * @param kind which go on
   * @param all whether rows are counted; else each goes on once
   * @param types of the columns
   * @param frame where the rows of both are
   * @param reading says when the statement gives up
   */
  public SetOperation(
      RowSource rows,
      RowSource others,
      Kind kind,
      boolean all,
      List<SqlType> types,
      Frame frame,
      Reading reading) {
    this.rows = rows;
    this.others = others;
    this.kind = kind;
    this.all = all;
    this.frame = frame;
    this.kept = new WholeRows(types, RowStore.MAX_BYTES, reading);
  }

  @Override
  public void open(ReadTransaction transaction) {
    kept.clear();
    if (others != null) {
      others.open(transaction);
      while (others.next()) {
        int row = kept.find(frame);
        if (row == RowTable.NONE) {
          row = kept.add(frame);
        }
        kept.mark(row, kept.mark(row) + 1);
      }
      others.close();
    }
    rows.open(transaction);
  }

  @Override
  public boolean next() {
    while (rows.next()) {
      if (goesOn(kept.find(frame))) {
        return true;
      }
    }
    return false;
  }

  private boolean goesOn(int row) {
    boolean among = row != RowTable.NONE && kept.mark(row) > 0;
    if (kind == Kind.INTERSECT) {
      if (among) {
        kept.mark(row, all ? kept.mark(row) - 1 : 0);
      }
      return among;
    }
    if (all) {
      if (among) {
        kept.mark(row, kept.mark(row) - 1);
      }
      return !among;
    }
    if (row == RowTable.NONE) {
      kept.mark(kept.add(frame), 1);
    }
    return row == RowTable.NONE;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    rows = wrapper.apply(rows);
    if (others != null) {
      others = wrapper.apply(others);
    }
  }

  @Override
  public void explain(PlanText plan) {
    plan.line(kind.name().toLowerCase(Locale.ROOT) + (all ? " all" : "") + " by hash");
    plan.child(rows);
    if (others != null) {
      plan.child(others);
    }
  }

  @Override
  public void close() {
    kept.clear();
    try {
      if (others != null) {
        others.close();
      }
    } finally {
      rows.close();
    }
  }

  @Override
  public void release() {
    try {
      if (others != null) {
        others.release();
      }
    } finally {
      rows.release();
    }
  }
}
