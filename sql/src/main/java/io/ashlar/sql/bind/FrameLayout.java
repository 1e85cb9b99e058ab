package io.ashlar.sql.bind;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;

/**
 * Gives out the slots of a frame while a query block is bound, and makes the frame when all of it
 * is.
 */
public final class FrameLayout {

  private int slots;

  /** Without slots. */
  public FrameLayout() {}

  /**
   * A new slot.
   *
   * @return its number
   */
  public int add() {
    return slots++;
  }

  /**
   * The frame, after the last slot was given out.
   *
   * @return a new one
   */
  public Frame frame() {
    return new Frame(slots);
  }

  /** A scalar that reads nothing, to stand for a column while nothing is evaluated. */
  static Scalar unread(SqlType type) {
    return Slot.parameter(type);
  }
}
