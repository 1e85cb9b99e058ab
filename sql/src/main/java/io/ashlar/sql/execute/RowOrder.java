package io.ashlar.sql.execute;

import io.ashlar.sql.scalar.ColumnReference;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Ordering;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.util.List;

/**
 * Sorts kept rows by merging, so that rows that are equal stay in the order in which they came.
 * Memory is kept from run to run; comparing allocates nothing but decimals of many digits.
 */
final class RowOrder {

  private final List<Sort.Key> keys;
  private final Scalar[] lefts;
  private final Scalar[] rights;
  private final Ordering[] orderings;
  private final Frame left;
  private final Frame right;
  private int[] order = new int[0];
  private int[] merged = new int[0];

  /** Of rows whose columns have these types. */
  RowOrder(List<Sort.Key> keys, List<SqlType> types) {
    this.keys = List.copyOf(keys);
    this.left = new Frame(types.size());
    this.right = new Frame(types.size());
    this.lefts = new Scalar[keys.size()];
    this.rights = new Scalar[keys.size()];
    this.orderings = new Ordering[keys.size()];
    for (int i = 0; i < lefts.length; i++) {
      SqlType type = types.get(keys.get(i).column());
      lefts[i] = ColumnReference.of(type, keys.get(i).column());
      rights[i] = ColumnReference.of(type, keys.get(i).column());
      orderings[i] = Ordering.of(type, type);
    }
  }

  /** How many columns order. */
  int keys() {
    return keys.size();
  }

  /** Sorts all rows that are kept. */
  void sort(RowStore rows) {
    int count = rows.rows();
    if (order.length < count) {
      order = new int[count];
      merged = new int[count];
    }
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    // Runs of 1, 2, 4 and so on are merged until one is left.
    for (long run = 1; run < count; run *= 2) {
      for (long begin = 0; begin < count; begin += 2 * run) {
        int middle = (int) Math.min(begin + run, count);
        merge(rows, (int) begin, middle, (int) Math.min(begin + 2 * run, count));
      }
      int[] sorted = merged;
      merged = order;
      order = sorted;
    }
  }

  /** The number of the row at a place, as last sorted. */
  int row(int place) {
    return order[place];
  }

  private void merge(RowStore rows, int begin, int middle, int end) {
    int first = begin;
    int second = middle;
    for (int i = begin; i < end; i++) {
      boolean takesFirst =
          first < middle && (second >= end || compare(rows, order[first], order[second]) <= 0);
      merged[i] = takesFirst ? order[first++] : order[second++];
    }
  }

  /** How two rows compare by the keys. */
  int compare(RowStore rows, int one, int other) {
    rows.load(one, left);
    rows.load(other, right);
    for (int i = 0; i < lefts.length; i++) {
      int result = compare(i);
      if (result != 0) {
        return result;
      }
    }
    return 0;
  }

  private int compare(int i) {
    boolean given = lefts[i].evaluate(left);
    boolean otherGiven = rights[i].evaluate(right);
    Sort.Key key = keys.get(i);
    if (given && otherGiven) {
      int result = orderings[i].compare(lefts[i], rights[i]);
      return key.descending() ? -result : result;
    }
    if (given == otherGiven) {
      return 0;
    }
    return given == key.nullsFirst() ? 1 : -1;
  }
}
