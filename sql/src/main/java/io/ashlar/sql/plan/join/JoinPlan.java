package io.ashlar.sql.plan.join;

import io.ashlar.sql.join.HashJoin;
import io.ashlar.sql.scalar.Scalar;
import java.util.BitSet;
import java.util.List;

/** How rows of FROM are found: bound, and not built as long as columns can still be asked for. */
public sealed interface JoinPlan {

  /**
   * The numbers of all sources within.
   *
   * @return not to be changed
   */
  BitSet sources();

  /**
   * The rows of one item, with what it does not judge itself judged above.
   *
   * @param item the item
   */
  record Read(FromItem item) implements JoinPlan {

    @Override
    public BitSet sources() {
      return item.itself();
    }
  }

  /**
   * The inner side opened for each row of the outer.
   *
   * @param outer the side that is read once
   * @param inner the side that is read again and again
   * @param condition when rows go together; null for always
   * @param left whether rows of the outer side stay with which nothing goes
   */
  record Loop(JoinPlan outer, JoinPlan inner, Scalar condition, boolean left) implements JoinPlan {

    @Override
    public BitSet sources() {
      return Term.union(outer.sources(), inner.sources());
    }
  }

  /**
   * The one side kept, and found by hash for each row of the other; without keys all of it.
   *
   * @param probe the side that goes by row for row
   * @param build the side that is kept
   * @param probes the keys of the one side
   * @param kept the keys of the other, each comparable with that in its place
   * @param condition what else must be true of rows that go together; null for nothing
   * @param kind which rows stay with which nothing goes
   */
  record Hash(
      JoinPlan probe,
      JoinPlan build,
      List<Scalar> probes,
      List<Scalar> kept,
      Scalar condition,
      HashJoin.Kind kind)
      implements JoinPlan {

    @Override
    public BitSet sources() {
      return Term.union(probe.sources(), build.sources());
    }
  }

  /**
   * Rows for which a condition is true.
   *
   * @param rows of which rows
   * @param condition what must be true
   */
  record Filtered(JoinPlan rows, Scalar condition) implements JoinPlan {

    @Override
    public BitSet sources() {
      return rows.sources();
    }
  }

  /** One row without columns. */
  record Nothing() implements JoinPlan {

    @Override
    public BitSet sources() {
      return new BitSet();
    }
  }
}
