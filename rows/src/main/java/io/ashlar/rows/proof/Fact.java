package io.ashlar.rows.proof;

import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.query.Comparison;
import io.ashlar.rows.predicate.Operand;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/**
 * Something that is true of a row, in the forms that {@link Implication} compares. A fact of one
 * column, but for {@link Null}, is true only where the column is not null.
 */
sealed interface Fact {

  /** Ordinals of the columns that it reads; exactly one but for {@link Other}. */
  BitSet columns();

  /** Whether the other is true for every row for which this one is. No means unknown. */
  boolean implies(Fact goal);

  private static boolean requires(BitSet known, BitSet asked) {
    BitSet missing = (BitSet) asked.clone();
    missing.andNot(known);
    return missing.isEmpty();
  }

  /** The column is null. */
  record Null(BitSet columns) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      return goal instanceof Null other && columns.equals(other.columns);
    }
  }

  /** The columns are not null. */
  record Known(BitSet columns) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      return goal instanceof Known other && requires(columns, other.columns);
    }
  }

  /** The column is one of some values, sorted, at least one. */
  record Member(BitSet columns, List<Operand> values) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      if (goal instanceof Known other) {
        return requires(columns, other.columns);
      }
      if (!columns.equals(goal.columns())) {
        return false;
      }
      for (Operand value : values) {
        if (!meets(value, goal)) {
          return false;
        }
      }
      return true;
    }

    private static boolean meets(Operand value, Fact goal) {
      if (goal instanceof Member member) {
        return Collections.binarySearch(member.values, value, Operand::compareValue) >= 0;
      }
      if (goal instanceof Ordered ordered) {
        return Ordered.holds(ordered.comparison, value.compareValue(ordered.value));
      }
      return goal instanceof Prefix prefix && Prefix.begins(value, prefix.value);
    }
  }

  /** The column compares with a value: any comparison but equality and prefixes. */
  record Ordered(BitSet columns, Comparison comparison, Operand value) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      if (goal instanceof Known other) {
        return requires(columns, other.columns);
      }
      return goal instanceof Ordered other
          && columns.equals(other.columns)
          && isWithin(comparison, value.compareValue(other.value), other.comparison);
    }

    static boolean holds(Comparison comparison, int order) {
      return switch (comparison) {
        case EQUAL -> order == 0;
        case NOT_EQUAL -> order != 0;
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case GREATER -> order > 0;
        case AT_LEAST -> order >= 0;
        case STARTS_WITH -> throw new IllegalArgumentException("a prefix has no order");
      };
    }

    /**
     * Whether one half line, or all but a point, lies within another.
     *
     * @param order how the value of the first compares with that of the second
     */
    static boolean isWithin(Comparison comparison, int order, Comparison within) {
      boolean same = order == 0 && comparison == within;
      return same
          || switch (comparison) {
            case LESS -> order <= 0 && isUpperOrNot(within);
            case AT_MOST -> order < 0 && isUpperOrNot(within);
            case GREATER -> order >= 0 && isLowerOrNot(within);
            case AT_LEAST -> order > 0 && isLowerOrNot(within);
            default -> false;
          };
    }

    private static boolean isUpperOrNot(Comparison comparison) {
      return comparison == Comparison.LESS
          || comparison == Comparison.AT_MOST
          || comparison == Comparison.NOT_EQUAL;
    }

    private static boolean isLowerOrNot(Comparison comparison) {
      return comparison == Comparison.GREATER
          || comparison == Comparison.AT_LEAST
          || comparison == Comparison.NOT_EQUAL;
    }
  }

  /** The text in the column begins with a value, which is the least text that does. */
  record Prefix(BitSet columns, Operand value) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      if (goal instanceof Known other) {
        return requires(columns, other.columns);
      }
      if (!columns.equals(goal.columns())) {
        return false;
      }
      if (goal instanceof Prefix other) {
        return begins(value, other.value);
      }
      return goal instanceof Ordered ordered
          && Ordered.isWithin(
              Comparison.AT_LEAST, value.compareValue(ordered.value), ordered.comparison);
    }

    static boolean begins(Operand text, Operand prefix) {
      return UnsignedBytes.startsWith(
          text.bytes(), 0, text.length(), prefix.bytes(), prefix.length());
    }
  }

  /**
   * A condition of which only itself follows, such as a pattern or a comparison of computed
   * numbers.
   *
   * @param columns ordinals of the columns that it reads
   * @param known those that cannot be null where it is true
   * @param negated whether it is its opposite that is true
   * @param bytes the condition in one form of all that have the same meaning and shape; null where
   *     it has parameters, so that it follows from nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // short-lived, compared by implies alone
  record Other(BitSet columns, BitSet known, boolean negated, byte[] bytes) implements Fact {

    @Override
    public boolean implies(Fact goal) {
      if (goal instanceof Known other) {
        return requires(known, other.columns);
      }
      return goal instanceof Other other
          && bytes != null
          && negated == other.negated
          && Arrays.equals(bytes, other.bytes);
    }
  }
}
