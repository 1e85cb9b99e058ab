package io.ashlar.rows.predicate;

/**
 * Sorts operands in place. Stateless; allocates nothing. Shell's sort: near to linear for
 * constants, which mostly come sorted, and never quadratic.
 */
public final class OperandSort {

  private OperandSort() {}

  /**
   * Sorts the first of some operands of one family, none of them null.
   *
   * @param operands the operands
   * @param count how many
   * @param descending whether the greatest comes first
   */
  public static void sort(Operand[] operands, int count, boolean descending) {
    int gap = 1;
    while (gap < count / 3) {
      gap = 3 * gap + 1;
    }
    for (; gap > 0; gap /= 3) {
      for (int i = gap; i < count; i++) {
        Operand moved = operands[i];
        int to = i;
        while (to >= gap && isBehind(operands[to - gap], moved, descending)) {
          operands[to] = operands[to - gap];
          to -= gap;
        }
        operands[to] = moved;
      }
    }
  }

  private static boolean isBehind(Operand operand, Operand moved, boolean descending) {
    int order = operand.compareValue(moved);
    return descending ? order < 0 : order > 0;
  }
}
