package io.ashlar.sql.execute;

import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.transaction.ReadTransaction;
import java.util.function.UnaryOperator;

/**
 * Each row of one source with each row of another that goes with it. The inner source is opened
 * anew for each outer row, whose columns are in the frame by then: an inner scan that takes them as
 * operands finds its rows by key.
 */
public final class NestedLoop extends RowSource {

  /** One less than how many rows are judged before it is asked again: a power of two. */
  private static final int ASKED = 255;

  private RowSource outer;
  private RowSource inner;
  private final Scalar condition;
  private final int[] nulled;
  private final Frame frame;
  private final Reading reading;
  private ReadTransaction through;

  /** How many inner rows were judged, so that it is asked now and then who gives up. */
  private int judged;

  /** Whether {@link #inner} is open. */
  private boolean within;

  /** Whether the outer row has met a row of the inner source. */
  private boolean met;

  /**
   * A join.
   *
   * @param outer whose rows come in order
   * @param inner opened for each of them
   * @param condition what must be true of both; null for nothing
   * @param nulled for a left join the slots of the inner source, which are null where nothing goes
   *     with an outer row; null for an inner join, which leaves such a row out
   * @param frame where the rows of both are
   * @param reading says when the statement gives up
   */
  public NestedLoop(
      RowSource outer,
      RowSource inner,
      Scalar condition,
      int[] nulled,
      Frame frame,
      Reading reading) {
    this.reading = reading;
    this.outer = outer;
    this.inner = inner;
    this.condition = condition;
    this.nulled = nulled == null ? null : nulled.clone();
    this.frame = frame;
  }

  @Override
  public void open(ReadTransaction transaction) {
    through = transaction;
    within = false;
    outer.open(transaction);
  }

  @Override
  public boolean next() {
    while (true) {
      if (within && nextInner()) {
        return true;
      }
      if (within) {
        within = false;
        inner.close();
        if (!met && nulled != null) {
          for (int slot : nulled) {
            frame.setNull(slot);
          }
          return true;
        }
      }
      if (!outer.next()) {
        return false;
      }
      met = false;
      within = true;
      inner.open(through);
    }
  }

  private boolean nextInner() {
    while (inner.next()) {
      if ((++judged & ASKED) == 0) {
        reading.checkLimits();
      }
      if (condition == null || Logic.holds(condition, frame)) {
        met = true;
        return true;
      }
    }
    return false;
  }

  @Override
  protected void wrap(UnaryOperator<RowSource> wrapper) {
    outer = wrapper.apply(outer);
    inner = wrapper.apply(inner);
  }

  @Override
  public void explain(PlanText plan) {
    plan.line(nulled == null ? "nested loop" : "nested loop, left");
    plan.child(outer);
    plan.child(inner);
  }

  @Override
  public void close() {
    try {
      within = false;
      inner.close();
    } finally {
      outer.close();
    }
  }

  @Override
  public void release() {
    try {
      inner.release();
    } finally {
      outer.release();
    }
  }
}
