package io.ashlar.sql.bind;

import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import java.util.BitSet;
import java.util.List;

/**
 * Several ways to group the same rows. Each row is grouped once for each set: by the keys that are
 * in it, while the others are null, and by the number of the set, which keeps sets apart.
 */
public final class GroupingSets {

  private final List<BitSet> sets;
  private final Slot number = Slot.parameter(SqlType.INTEGER);

  /**
   * Of a query block.
   *
   * @param sets the numbers of the keys of each set, at least one
   */
  public GroupingSets(List<BitSet> sets) {
    this.sets = List.copyOf(sets);
  }

  /**
   * Which set a row is being grouped by.
   *
   * @return set before each evaluation of keys
   */
  public Slot number() {
    return number;
  }

  /**
   * How many sets there are.
   *
   * @return at least one
   */
  public int count() {
    return sets.size();
  }

  /**
   * Whether one of the sets has no keys, so that there is a group without any row.
   *
   * @return whether there is
   */
  public boolean hasEmpty() {
    return sets.stream().anyMatch(BitSet::isEmpty);
  }

  /** A key that is null in sets without it. */
  Scalar key(Scalar key, int index) {
    return new Key(key, index);
  }

  /** Which of some keys are missing in the set of a group: a bit for each, the last the lowest. */
  Scalar missing(List<Integer> keys, Scalar groupNumber) {
    long[] bits = new long[sets.size()];
    for (int set = 0; set < bits.length; set++) {
      for (int key : keys) {
        bits[set] = bits[set] << 1 | (sets.get(set).get(key) ? 0 : 1);
      }
    }
    return new Missing(groupNumber, bits, (1L << keys.size()) - 1);
  }

  private final class Key extends Scalar {

    private final Scalar key;
    private final int index;

    Key(Scalar key, int index) {
      super(key.type());
      this.key = key;
      this.index = index;
    }

    @Override
    public boolean evaluate(Frame frame) {
      if (!sets.get((int) number.word()).get(index) || !key.evaluate(frame)) {
        return false;
      }
      take(key);
      return true;
    }
  }

  private static final class Missing extends Scalar {

    private final Scalar group;
    private final long[] bits;
    private final long all;

    Missing(Scalar group, long[] bits, long all) {
      super(SqlType.INTEGER);
      this.group = group;
      this.bits = bits;
      this.all = all;
    }

    @Override
    public boolean evaluate(Frame frame) {
      // A group without rows has no number, and no keys.
      word = group.evaluate(frame) ? bits[(int) group.word()] : all;
      return true;
    }
  }
}
