package io.ashlar.rows.plan;

import io.ashlar.rows.predicate.Operand;
import io.ashlar.rows.predicate.OperandSort;
import java.util.List;

/**
 * The values that a column is fixed to, in the order of its key and each once. Reusable; allocates
 * when it meets more values than ever before.
 */
final class SortedMembers {

  private Operand[] members = new Operand[8];
  private int count;
  private int at;

  /** Takes the values that a row can be equal to: neither null nor one that no column can hold. */
  void take(List<Operand> operands, boolean descending) {
    if (members.length < operands.size()) {
      members = new Operand[operands.size()];
    }
    count = 0;
    for (int i = 0; i < operands.size(); i++) {
      if (!operands.get(i).isNull() && operands.get(i).tilt() == 0) {
        members[count++] = operands.get(i);
      }
    }
    OperandSort.sort(members, count, descending);
    dropRepeated();
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
