package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.query.Comparison;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.predicate.CompiledPredicate;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.predicate.Operand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Says which partitions can hold rows that a predicate selects, by the values that are bound when
 * it is asked. Ranges are narrowed by comparisons with their column and by IN; buckets are counted
 * where every column is held to values; of lists, whatever is said of the column alone is judged
 * for each value. Everything else leaves all partitions. One owner at a time; allocates nothing in
 * steady state.
 */
public final class PartitionPruner {

  /** Beyond so many combinations of values all buckets are taken. */
  private static final int MAX_COMBINATIONS = 256;

  private static final UnsafeBuffer BEHIND = new UnsafeBuffer(new byte[1]);

  private final int tableId;
  private final List<Conjunct> terms = new ArrayList<>();
  private final PartitionRouter router = new PartitionRouter();
  private final KeyEncoder bound = new KeyEncoder();
  private final BoundValue value = new BoundValue();
  private final BitSet wanted = new BitSet();
  private PartitionRule rule;

  /** Ranges from here to there are needed; numbers, both inclusive. */
  private long low;

  private long high;

  /** Whether {@link #wanted} says which ranges or buckets. */
  private boolean counted;

  private int combinations;

  /** Whether a term may hold a parameter without a value, as in a plan that is only shown. */
  private boolean unbound;

  /**
   * For one predicate.
   *
   * @param tableId the table
   * @param predicate the predicate
   * @param columns ordinals of the columns that decide the partition
   */
  public PartitionPruner(int tableId, CompiledPredicate predicate, int[] columns) {
    this.tableId = tableId;
    BitSet deciding = new BitSet();
    for (int ordinal : columns) {
      deciding.set(ordinal);
    }
    for (Conjunct term : predicate.terms()) {
      BitSet others = (BitSet) term.columns().clone();
      others.andNot(deciding);
      if (others.isEmpty() && !term.columns().isEmpty()) {
        terms.add(term);
      }
    }
  }

  /**
   * Tells it whether every parameter has a value.
   *
   * @param complete false when only what is known may be used
   */
  public void complete(boolean complete) {
    unbound = !complete;
  }

  /** Takes the values that are bound; false when no partition can hold a row. */
  boolean begin(PartitionRule of) {
    rule = of;
    low = Long.MIN_VALUE;
    high = Long.MAX_VALUE;
    counted = false;
    if (rule.isRange()) {
      return narrow();
    }
    if (rule.fixed() > 0 && rule.listedValues() == 0) {
      countBuckets();
    }
    return true;
  }

  private boolean narrow() {
    for (int i = 0; i < terms.size(); i++) {
      Conjunct term = terms.get(i);
      if (!hasValue(term.operand()) || term.comparison() == null) {
        continue;
      }
      long number = number(term.operand());
      if (term.isLower() || term.comparison() == Comparison.EQUAL) {
        if (!term.isInclusive() && term.isLower()) {
          if (number == Long.MAX_VALUE) {
            return false;
          }
          number++;
        }
        low = Math.max(low, rule.range(number));
      }
      number = number(term.operand());
      if (term.isUpper() || term.comparison() == Comparison.EQUAL) {
        if (!term.isInclusive() && term.isUpper()) {
          if (number == Long.MIN_VALUE) {
            return false;
          }
          number--;
        }
        high = Math.min(high, rule.range(number));
      }
    }
    return low <= high;
  }

  private long number(Operand operand) {
    operand.appendTo(router.columns(), false);
    return router.integer();
  }

  private static boolean hasValue(Operand operand) {
    return operand != null && operand.isBound() && !operand.isNull();
  }

  /** Whether there are values to choose from, all of them known. */
  private static boolean isBound(List<Operand> members) {
    for (int i = 0; members != null && i < members.size(); i++) {
      if (!members.get(i).isBound()) {
        return false;
      }
    }
    return members != null;
  }

  private void countBuckets() {
    wanted.clear();
    combinations = 0;
    counted = count(router.columns(), 0);
  }

  /** Adds the buckets of all values of the columns from one on; false when they are not held. */
  private boolean count(KeyEncoder columns, int column) {
    if (column == rule.ordinals().length) {
      if (++combinations > MAX_COMBINATIONS) {
        return false;
      }
      wanted.set((int) rule.bucket(columns.buffer(), columns.length()));
      return true;
    }
    Conjunct term = holding(rule.ordinals()[column]);
    if (term == null) {
      return false;
    }
    int length = columns.length();
    if (term.operand() != null) {
      term.operand().appendTo(columns, false);
      boolean held = count(columns, column + 1);
      columns.truncate(length);
      return held;
    }
    for (int i = 0; i < term.members().size(); i++) {
      if (term.members().get(i).isNull()) {
        continue;
      }
      term.members().get(i).appendTo(columns, false);
      boolean held = count(columns, column + 1);
      columns.truncate(length);
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private Conjunct holding(int ordinal) {
    for (int i = 0; i < terms.size(); i++) {
      Conjunct term = terms.get(i);
      boolean equal = term.comparison() == Comparison.EQUAL && hasValue(term.operand());
      if (term.columns().get(ordinal)
          && term.columns().cardinality() == 1
          && (equal || isBound(term.members()))) {
        return term;
      }
    }
    return null;
  }

  /** Where the partitions begin that may be needed. */
  int first(PartitionSet set) {
    if (!rule.isRange()) {
      return 0;
    }
    bound.resetEmpty().putLong(low, false);
    return set.ceiling(bound.buffer(), bound.length());
  }

  /** Whether a partition, and so one behind it, may be needed. */
  boolean mayGoOn(TablePartition partition) {
    if (!rule.isRange() || high == Long.MAX_VALUE) {
      return true;
    }
    bound.resetEmpty().putLong(high, false);
    DirectBuffer own = partition.bound();
    return UnsignedBytes.compare(own, 0, own.capacity(), bound.buffer(), 0, bound.length()) <= 0;
  }

  /** Whether a partition between the bounds can hold a row that is selected. */
  boolean needs(TablePartition partition) {
    DirectBuffer own = partition.bound();
    if (rule.isRange()) {
      return amongMembers(value.wrap(own, own.capacity()).number());
    }
    if (rule.isByValue()) {
      return accepts(own, own.capacity());
    }
    long number = value.wrap(own, own.capacity()).number();
    if (rule.listedValues() == 0) {
      return !counted || wanted.get((int) number);
    }
    for (int i = 0; i < rule.listedValues(); i++) {
      DirectBuffer listed = rule.listedValue(i);
      if (rule.listOfValue(i) == number && accepts(listed, listed.capacity())) {
        return true;
      }
    }
    return false;
  }

  private boolean amongMembers(long range) {
    for (int i = 0; i < terms.size(); i++) {
      List<Operand> members = terms.get(i).members();
      if (isBound(members) && !hasIn(members, range)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasIn(List<Operand> members, long range) {
    for (int i = 0; i < members.size(); i++) {
      if (!members.get(i).isNull() && rule.range(number(members.get(i))) == range) {
        return true;
      }
    }
    return false;
  }

  /** Whether every term that speaks of the column alone is true for a value of it. */
  private boolean accepts(DirectBuffer key, int length) {
    for (int i = 0; i < terms.size(); i++) {
      Conjunct term = terms.get(i);
      boolean known = !unbound || hasValue(term.operand()) || isBound(term.members());
      if (known && !term.condition().selects(value.wrap(key, length))) {
        return false;
      }
    }
    return true;
  }

  /** Ends the lowest key that the record of a needed partition can have. */
  void appendLower(KeyEncoder key) {
    if (rule.isRange() && low != Long.MIN_VALUE) {
      key.putLong(low, false);
    }
  }

  /** Ends the key behind the highest that the record of a needed partition can have. */
  void appendUpper(KeyEncoder key) {
    if (rule.isRange() && high != Long.MAX_VALUE) {
      key.putLong(high, false).putRaw(BEHIND, 0, 1);
    } else {
      CatalogKeys.partitions(key, tableId + 1);
    }
  }
}
