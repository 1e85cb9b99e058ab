package io.ashlar.fuzz.script.condition;

import io.ashlar.query.Comparison;
import java.util.List;
import java.util.Objects;

/** What rows are selected by, in three-valued logic. */
public sealed interface Condition {

  /** A column and an operand. */
  record Compare(String column, Comparison comparison, Operand operand) implements Condition {}

  /** A column among operands. */
  record In(String column, List<Operand> operands) implements Condition {}

  /** A column between two operands, both included. */
  record Between(String column, Operand low, Operand high) implements Condition {}

  /** A column that is null. */
  record IsNull(String column) implements Condition {}

  /** A text and a pattern. */
  record Like(String column, Operand pattern) implements Condition {}

  /** Two columns of one type that is not a number. */
  record CompareColumns(String left, Comparison comparison, String right) implements Condition {}

  /** Two numbers. */
  record CompareTerms(Term left, Comparison comparison, Term right) implements Condition {}

  /** A number among constants of its own kind. */
  record TermIn(Term term, List<Object> values) implements Condition {}

  /** A number that is null. */
  record TermIsNull(Term term) implements Condition {}

  /** All of several. */
  record And(List<Condition> terms) implements Condition {}

  /** One of several. */
  record Or(List<Condition> terms) implements Condition {}

  /**
   * Code behind a condition, as the last term of a statement: it takes the values of a column whose
   * hash has this remainder by two.
   */
  record Filtered(Condition where, String column, int remainder) implements Condition {

    /**
     * Whether the code takes a value.
     *
     * @param value the value in the form in which values are compared, or null
     * @return true when it does
     */
    public boolean takes(Object value) {
      return (Objects.hashCode(value) & 1) == remainder;
    }
  }

  /** The opposite. */
  record Not(Condition term) implements Condition {}
}
