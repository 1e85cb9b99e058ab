package io.ashlar.sql.aggregate;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;

/** Whole numbers put together bit by bit. */
final class Bits extends Accumulator {

  /** How. */
  enum Operation {
    AND,
    OR,
    XOR
  }

  private final Scalar value;
  private final Operation operation;
  private long bits;
  private boolean any;

  Bits(Scalar value, Operation operation) {
    super(value.type());
    this.value = value;
    this.operation = operation;
  }

  @Override
  public void reset() {
    any = false;
    bits = operation == Operation.AND ? -1 : 0;
  }

  @Override
  public void add(Frame frame) {
    if (!value.evaluate(frame)) {
      return;
    }
    any = true;
    switch (operation) {
      case AND -> bits &= value.word();
      case OR -> bits |= value.word();
      default -> bits ^= value.word();
    }
  }

  @Override
  public boolean evaluate(Frame frame) {
    word = bits;
    return any;
  }
}
