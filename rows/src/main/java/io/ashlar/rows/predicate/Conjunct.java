package io.ashlar.rows.predicate;

import io.ashlar.query.Comparison;
import io.ashlar.query.Predicate;
import java.util.BitSet;
import java.util.List;

/**
 * One term of the conjunction that a predicate is at its top: all of them must be true. A simple
 * one compares a single column and may become part of a key range; any other is only a filter.
 *
 * @param condition evaluates it
 * @param columns ordinals of the columns that it reads; not to be changed
 * @param ordinal the column of a simple term, or -1
 * @param comparison how a simple term compares, or null for {@code IS NULL} and terms that are not
 *     simple
 * @param operand what a simple term compares with, or null
 * @param members what a simple term compares with when it asks for one of several, else null
 * @param text as plans show it
 * @param source the predicate that it was compiled from, or null for one that nobody has written
 */
public record Conjunct(
    Condition condition,
    BitSet columns,
    int ordinal,
    Comparison comparison,
    Operand operand,
    List<Operand> members,
    String text,
    Predicate source) {

  /**
   * Whether it holds the column to one of several values, so that a key can begin with each.
   *
   * @return true for {@code in}
   */
  public boolean fixesToSome() {
    return members != null;
  }

  /**
   * Whether it holds the column to one value (or to null), so that a key can begin with it.
   *
   * @return true for {@code =} and {@code IS NULL}
   */
  public boolean fixes() {
    return ordinal >= 0
        && members == null
        && (comparison == null || comparison == Comparison.EQUAL);
  }

  /**
   * Whether it bounds the column from below.
   *
   * @return true for {@code >} and {@code >=}
   */
  public boolean isLower() {
    return comparison == Comparison.GREATER || comparison == Comparison.AT_LEAST;
  }

  /**
   * Whether it bounds the column from above.
   *
   * @return true for {@code <} and {@code <=}
   */
  public boolean isUpper() {
    return comparison == Comparison.LESS || comparison == Comparison.AT_MOST;
  }

  /**
   * Whether the value that the operand of a bound keeps is within.
   *
   * @return true for {@code <=} and {@code >=}; where the operand is tilted, when it is so away
   *     from what is within
   */
  public boolean isInclusive() {
    int tilt = operand.tilt();
    return tilt == 0
        ? comparison == Comparison.AT_MOST || comparison == Comparison.AT_LEAST
        : isLower() == (tilt < 0);
  }

  /**
   * Whether it is true for no row with the value that is bound: one that compares with null, or
   * asks for a value that no column can hold.
   *
   * @return false for terms that are not simple
   */
  boolean isNeverTrue() {
    return operand != null
        && (operand.isNull() || (comparison == Comparison.EQUAL && operand.tilt() != 0));
  }
}
