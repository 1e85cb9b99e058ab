package io.ashlar.sql.change;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * Values that are computed from a row and put beside it in its frame, all before the first counts.
 */
public final class SlotWrites {

  private final List<Integer> slots = new ArrayList<>();
  private final List<Scalar> values = new ArrayList<>();

  /** Nothing yet. */
  public SlotWrites() {}

  /**
   * One more value.
   *
   * @param slot where it goes; no value that is computed here reads it
   * @param value computes it, over the same frame
   */
  public void add(int slot, Scalar value) {
    slots.add(slot);
    values.add(value);
  }

  /** Computes all. */
  void apply(Frame frame) {
    for (int i = 0; i < values.size(); i++) {
      frame.set(slots.get(i), values.get(i), frame);
    }
  }
}
