package io.ashlar.rows.plan;

import io.ashlar.rows.predicate.Operand;
import java.util.List;

/**
 * The values that a column is fixed to, in the order of its key and each once. Reusable; allocates
 * when it meets more values than ever before.
 */
final class SortedMembers {

  private Operand[] members = new Operand[8];
  private int count;
  private int at;

  /** Takes the values that are not null: no row is equal to null. */
  void take(List<Operand> operands, boolean descending) {
    if (members.length < operands.size()) {
      members = new Operand[operands.size()];
    }
    count = 0;
    for (int i = 0; i < operands.size(); i++) {
      if (!operands.get(i).isNull()) {
        members[count++] = operands.get(i);
      }
    }
    sort(descending);
    dropRepeated();
  }

  /** Shell's sort: in place, and near to linear for constants, which mostly come sorted. */
  private void sort(boolean descending) {
    for (int gap = count / 2; gap > 0; gap /= 2) {
      for (int i = gap; i < count; i++) {
        Operand moved = members[i];
        int to = i;
        while (to >= gap
            && (members[to - gap].compareValue(moved) > 0) != descending
            && members[to - gap].compareValue(moved) != 0) {
          members[to] = members[to - gap];
          to -= gap;
        }
        members[to] = moved;
      }
    }
  }

  private void dropRepeated() {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || members[kept - 1].compareValue(members[i]) != 0) {
        members[kept++] = members[i];
      }
    }
    count = kept;
  }

  boolean isEmpty() {
    return count == 0;
  }

  Operand current() {
    return members[at];
  }

  void toEnd(boolean last) {
    at = last ? count - 1 : 0;
  }

  /** Moves by one; false at the end, where it begins again from the other end. */
  boolean move(boolean backward) {
    at += backward ? -1 : 1;
    if (at >= 0 && at < count) {
      return true;
    }
    toEnd(backward);
    return false;
  }
}
