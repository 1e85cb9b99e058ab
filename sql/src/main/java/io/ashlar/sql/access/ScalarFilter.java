package io.ashlar.sql.access;

import io.ashlar.row.RowFilter;
import io.ashlar.row.RowReader;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;

/**
 * A condition that a table judges with the help of scalars, as it judges its predicate: also again
 * when it has locked a row. Allocates nothing but what the scalars do.
 */
public final class ScalarFilter implements RowFilter {

  private final Scalar condition;
  private final FrameTarget target;
  private final Frame frame;

  /**
   * Over the rows of one table.
   *
   * @param condition a boolean over the frame
   * @param target puts what the condition reads into the frame
   * @param frame of this filter alone
   */
  public ScalarFilter(Scalar condition, FrameTarget target, Frame frame) {
    this.condition = condition;
    this.target = target;
    this.frame = frame;
  }

  @Override
  public boolean accepts(RowReader row) {
    row.readInto(target);
    return Logic.holds(condition, frame);
  }
}
