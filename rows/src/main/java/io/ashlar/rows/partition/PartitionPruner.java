package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.Comparison;
import io.ashlar.rows.catalog.CatalogKeys;
import io.ashlar.rows.predicate.Conjunct;
import io.ashlar.rows.predicate.Filter;
import io.ashlar.rows.predicate.Operand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Says which partitions can hold rows that a predicate selects, by the values that are bound when
 * it is asked. Ranges are narrowed by comparisons with their column and by IN, whose values are
 * looked at once, however many partitions there are; buckets are counted where every column is held
 * to values; of lists, whatever is said of the column alone is judged for each value. Everything
 * else leaves all partitions. One owner at a time; allocates nothing in steady state, unless a term
 * cannot be computed or a value is longer than keys may be.
 */
public final class PartitionPruner {

  /** Beyond so many combinations of values all buckets are taken. */
  private static final int MAX_COMBINATIONS = 256;

  private static final MutableDirectBuffer BEHIND = Flyweights.wrap(new byte[1]);

  private final int tableId;
  private final int[] columns;
  private final List<Conjunct> terms = new ArrayList<>();
  private final PartitionRouter router = new PartitionRouter();
  private final KeyEncoder bound = new KeyEncoder();

  /** Shows the one column of a partition by list, whatever its number, as the row to judge. */
  private final KeyDecoder value = new KeyDecoder();

  private final BitSet wanted = new BitSet();
  private PartitionRule rule;

  /** Ranges from here to there are needed; numbers, both inclusive. */
  private long low;

  private long high;

  /** Of each term that asks for one of several values, the ranges of these; the first so many. */
  private final List<MemberRanges> members = new ArrayList<>();

  private int memberTerms;

  /** Whether {@link #wanted} says which ranges or buckets. */
  private boolean counted;

  private int combinations;

  /** Whether a term may hold a parameter without a value, as in a plan that is only shown. */
  private boolean unbound;

  /**
   * For one predicate.
   *
   * @param tableId the table
   * @param conjunction the terms of the predicate, all of which must be true
   * @param columns ordinals of the columns that decide the partition, as the predicate has them
   */
  public PartitionPruner(int tableId, List<Conjunct> conjunction, int[] columns) {
    this.tableId = tableId;
    this.columns = columns;
    BitSet deciding = new BitSet();
    for (int ordinal : columns) {
      deciding.set(ordinal);
    }
    for (Conjunct term : conjunction) {
      BitSet others = (BitSet) term.columns().clone();
      others.andNot(deciding);
      // Code judges rows, not what partitions are named by.
      boolean judges = others.isEmpty() && !term.columns().isEmpty() && !Filter.isTerm(term);
      if (judges) {
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
    memberTerms = 0;
    for (int i = 0; i < terms.size(); i++) {
      Conjunct term = terms.get(i);
      if (isBound(term.members()) && !narrow(term.members())) {
        return false;
      }
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

  /** Narrows to the ranges of some values; false when no column can hold any of them. */
  private boolean narrow(List<Operand> values) {
    if (memberTerms == members.size()) {
      members.add(new MemberRanges());
    }
    MemberRanges ranges = members.get(memberTerms++);
    ranges.clear();
    for (int i = 0; i < values.size(); i++) {
      Operand value = values.get(i);
      if (!value.isNull() && value.tilt() == 0) {
        ranges.add(rule.range(number(value)));
      }
    }
    if (!ranges.finish()) {
      return false;
    }
    low = Math.max(low, ranges.least());
    high = Math.min(high, ranges.greatest());
    return true;
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
  private boolean count(KeyEncoder key, int column) {
    if (column == columns.length) {
      if (++combinations > MAX_COMBINATIONS) {
        return false;
      }
      wanted.set((int) rule.bucket(key.buffer(), key.length()));
      return true;
    }
    Conjunct term = holding(columns[column]);
    if (term == null) {
      return false;
    }
    if (term.operand() != null) {
      return count(key, column, term.operand());
    }
    for (int i = 0; i < term.members().size(); i++) {
      if (!term.members().get(i).isNull() && !count(key, column, term.members().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean count(KeyEncoder key, int column, Operand held) {
    int length = key.length();
    try {
      held.appendTo(key, false);
      return count(key, column + 1);
    } catch (LimitExceededException tooLong) {
      // No row has a key like that, so there is no bucket to add.
      return true;
    } finally {
      key.truncate(length);
    }
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
      return amongMembers(number(own));
    }
    if (rule.isByValue()) {
      return accepts(own, own.capacity());
    }
    long number = number(own);
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

  private long number(DirectBuffer own) {
    return value.wrap(own, 0, own.capacity()).nextLong(false);
  }

  private boolean amongMembers(long range) {
    for (int i = 0; i < memberTerms; i++) {
      if (!members.get(i).contains(range)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every term that speaks of the column alone is true for a value of it. */
  private boolean accepts(DirectBuffer key, int length) {
    for (int i = 0; i < terms.size(); i++) {
      Conjunct term = terms.get(i);
      boolean known = !unbound || hasValue(term.operand()) || isBound(term.members());
      if (known && isRefuted(term, key, length)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a term is not true for a value. There may be no row that has the value; so a term that
   * cannot be computed for it is left to the rows there are.
   */
  private boolean isRefuted(Conjunct term, DirectBuffer key, int length) {
    boolean given = value.wrap(key, 0, length).next(ValueType.of(rule.kind(0)), false);
    assert given : "a column of the primary key is not null";
    try {
      return !term.condition().selects(value);
    } catch (ConstraintException | ArithmeticException notComputed) {
      return false;
    }
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
