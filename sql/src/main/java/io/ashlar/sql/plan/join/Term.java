package io.ashlar.sql.plan.join;

import io.ashlar.sql.bind.View;
import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A condition that must be true of rows, one of those that AND connects.
 *
 * @param condition the condition
 * @param view what its names mean
 * @param sources which sources it names
 * @param isVolatile whether it must be judged for each row of the result
 * @param left the column that the left side of a comparison is; null for anything else
 * @param right the same of the right side
 */
public record Term(
    Expression condition,
    View view,
    BitSet sources,
    boolean isVolatile,
    View.Named left,
    View.Named right) {

  /** Whether it names something, and nothing but some sources, and may be judged early. */
  boolean isOf(BitSet some) {
    return !isVolatile && !sources.isEmpty() && isWithin(sources, some);
  }

  /** Those of some terms that name nothing but some sources. */
  static List<Term> of(List<Term> terms, BitSet some) {
    List<Term> of = List.of();
    for (Term term : terms) {
      if (term.isOf(some)) {
        of = of.isEmpty() ? new ArrayList<>(terms.size()) : of;
        of.add(term);
      }
    }
    return of;
  }

  /**
   * Whether it says that two values are equal.
   *
   * @return true for a comparison by {@code =}
   */
  public boolean isEquality() {
    return condition instanceof Condition.Comparison comparison
        && comparison.operator() == Condition.ComparisonOperator.EQUAL;
  }

  /**
   * Whether one set has nothing that another has not.
   *
   * @param part the one
   * @param whole the other
   * @return true for equal and for empty ones too
   */
  public static boolean isWithin(BitSet part, BitSet whole) {
    for (int i = part.nextSetBit(0); i >= 0; i = part.nextSetBit(i + 1)) {
      if (!whole.get(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * What is in one set or another.
   *
   * @param one the one
   * @param other the other
   * @return a new set
   */
  public static BitSet union(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.or(other);
    return both;
  }
}
