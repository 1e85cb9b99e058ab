package io.ashlar.sql.join;

import io.ashlar.sql.execute.PlanText;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.execute.RowSource;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.ReadTransaction;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Each row of one source with the rows of another that go with it, which are kept and found by the
 * hash of what must be equal. Without keys all kept rows are tried for each row that goes by.
 */
public final class HashJoin extends RowSource {

  private RowSource probe;
  private RowSource build;
  private final int[] keptSlots;
  private final EqualityKeys keys;
  private final Scalar condition;
  private final Kind kind;
  private final int[] probeSlots;
  private final Frame frame;
  private final RowTable table;

  /** Whether {@link #probe} is on a row whose partners are being looked for. */
  private boolean onRow;

  private boolean met;
  private int candidate;
  private long hash;

  /** The next kept row that is looked at once all rows have gone by; -1 while they do. */
  private int unmet;

  /** Which rows come that nothing goes with. */
  public enum Kind {
    /** None. */
    INNER,
    /** Those that go by. */
    LEFT,
    /** Those of both sides. */
    FULL
  }

  /**
   * What of a row is kept.
   *
   * @param types of the columns
   * @param slots where they are in the frame
   * @param maxBytes what all kept rows may take
   */
  public record Kept(List<SqlType> types, List<Integer> slots, int maxBytes) {}

  /**
   * A join.
   *
   * @param probe whose rows go by, in their order
   * @param build whose rows are kept; reads nothing of the rows that go by
   * @param kept what is kept of them
   * @param keys what must be equal
   * @param condition what else must be true of both; null for nothing
   * @param kind which rows come alone
   * @param probeSlots for a full join, where the columns of {@code probe} are
   * @param frame where the rows of both are
   * @param reading says when the statement gives up
   */
  public HashJoin(
      RowSource probe,
      RowSource build,
      Kept kept,
      EqualityKeys keys,
      Scalar condition,
      Kind kind,
      int[] probeSlots,
      Frame frame,
      Reading reading) {
    this.probe = probe;
    this.build = build;
    this.keptSlots = kept.slots().stream().mapToInt(Integer::intValue).toArray();
    this.keys = keys;
    this.condition = condition;
    this.kind = kind;
    this.probeSlots = probeSlots.clone();
    this.frame = frame;
    this.table = new RowTable(kept.types(), keptSlots, kept.maxBytes(), reading);
  }

  @Override
  public void open(ReadTransaction transaction) {
    table.clear();
    onRow = false;
    unmet = -1;
    build.open(transaction);
    while (build.next()) {
      if (keys.hashKept(frame)) {
        table.add(frame, keys.hash());
      } else if (kind == Kind.FULL) {
        table.keep(frame);
      }
    }
    build.close();
    table.sort();
    probe.open(transaction);
  }

  @Override
  public boolean next() {
    while (unmet < 0) {
      if (onRow && nextPartner()) {
        return true;
      }
      if (onRow) {
        onRow = false;
        if (!met && kind != Kind.INNER) {
          setNull(keptSlots);
          return true;
        }
      }
      if ((table.rows() == 0 && kind == Kind.INNER) || !probe.next()) {
        unmet = kind == Kind.FULL ? 0 : table.rows();
      } else {
        onRow = true;
        met = false;
        candidate = keys.hashProbe(frame) ? table.first(keys.hash()) : RowTable.NONE;
        hash = keys.hash();
      }
    }
    return nextUnmet();
  }

  private boolean nextPartner() {
    while (candidate != RowTable.NONE) {
      int row = candidate;
      candidate = table.next(row, hash);
      table.load(row, frame);
      if (keys.equal(frame) && (condition == null || Logic.holds(condition, frame))) {
        met = true;
        table.mark(row, 1);
        return true;
      }
    }
    return false;
  }

  private boolean nextUnmet() {
    while (unmet < table.rows()) {
      int row = unmet++;
      if (table.mark(row) == 0) {
        table.load(row, frame);
        setNull(probeSlots);
        return true;
      }
    }
    return false;
  }

  private void setNull(int[] slots) {
    for (int slot : slots) {
      frame.setNull(slot);
    }
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    probe = wrapper.apply(probe);
    build = wrapper.apply(build);
  }

  @Override
  public void explain(PlanText plan) {
    String name =
        keys.count() == 0 ? "loop over kept rows" : "hash join by " + keys.count() + " columns";
    plan.line(kind == Kind.INNER ? name : name + ", " + kind.name().toLowerCase(Locale.ROOT));
    plan.child(probe);
    plan.child(build);
  }

  @Override
  public void close() {
    table.clear();
    try {
      build.close();
    } finally {
      probe.close();
    }
  }

  @Override
  public void release() {
    try {
      build.release();
    } finally {
      probe.release();
    }
  }
}
