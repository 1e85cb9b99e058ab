package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;

/** Whether one, or all, of some booleans are true. */
final class Truth extends Accumulator {

  private final Scalar value;

  /** The value that decides as soon as a row has it. */
  private final boolean deciding;

  private boolean decided;
  private boolean any;

  Truth(Scalar value, boolean deciding) {
    super(SqlType.BOOLEAN);
    this.value = value;
    this.deciding = deciding;
  }

  @Override
  public void reset() {
    decided = false;
    any = false;
  }

  @Override
  public void add(Frame frame) {
    if (value.evaluate(frame)) {
      any = true;
      decided |= value.isTrue() == deciding;
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    truth(decided == deciding);
    return any;
  }
}
