package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;

/** The least, the greatest or the first value. */
final class Extreme extends Accumulator {

  private final Scalar value;
  private final Slot kept;
  private final Ordering ordering;

  /** -1 for the least, 1 for the greatest, 0 for the first. */
  private final int sign;

  private boolean any;

  Extreme(Scalar value, int sign) {
    super(value.type());
    this.value = value;
    this.sign = sign;
    this.kept = Slot.parameter(value.type());
    this.ordering = Ordering.of(value.type(), value.type());
  }

  @Override
  public void reset() {
    any = false;
  }

  @Override
  public void add(Frame frame) {
    if ((any && sign == 0) || !value.evaluate(frame)) {
      return;
    }
    if (!any || Integer.signum(ordering.compare(value, kept)) == sign) {
      kept.setEvaluated(value);
      any = true;
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    if (any) {
      take(kept);
    }
    return any;
  }
}
