package io.ashlar.txn.writeset;

import io.ashlar.error.IllegalUseException;
import java.util.Arrays;

/**
 * The savepoints of a write set, a stack of log positions. A savepoint's name is its depth in the
 * high half and its position in the low, so that two at one position are told apart.
 */
final class Savepoints {

  private static final int RETAINED = 1024;

  private int[] positions = new int[8];
  private int depth;

  long push(int position) {
    if (depth == positions.length) {
      positions = Arrays.copyOf(positions, depth * 2);
    }
    positions[depth] = position;
    return ((long) depth++ << 32) | position;
  }

  /** The position of a savepoint that stays; those after it are forgotten. */
  int keep(long savepoint) {
    int position = require(savepoint);
    depth = (int) (savepoint >>> 32) + 1;
    return position;
  }

  /** Forgets a savepoint and those after it. */
  void release(long savepoint) {
    require(savepoint);
    depth = (int) (savepoint >>> 32);
  }

  /** Entries below this number belong to a savepoint. */
  int sealed() {
    return depth == 0 ? 0 : positions[depth - 1];
  }

  void clear() {
    depth = 0;
  }

  /** Gives up what has grown large; it is empty. */
  void trim() {
    if (positions.length > RETAINED) {
      positions = new int[8];
    }
  }

  private int require(long savepoint) {
    long at = savepoint >>> 32;
    if (at >= depth || positions[(int) at] != (int) savepoint) {
      throw new IllegalUseException(
          "The savepoint is not one of this transaction, or was undone or released.",
          "savepoint",
          savepoint);
    }
    return (int) savepoint;
  }
}
