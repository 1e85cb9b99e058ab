package io.ashlar.sql.syntax;

import java.util.List;
import java.util.Optional;

/** What is true, false or unknown, apart from junctions and {@code NOT}. */
public sealed interface Condition extends Expression {

  /**
   * Two values compared.
   *
   * @param offset where it begins in the text
   * @param operator the operator
   * @param left the left side
   * @param right the right side
   */
  record Comparison(int offset, ComparisonOperator operator, Expression left, Expression right)
      implements Condition {}

  /**
   * A value compared with the rows of a query.
   *
   * @param offset where it begins in the text
   * @param operator the operator
   * @param left the value
   * @param quantifier how many rows must satisfy the comparison
   * @param query the query
   */
  record Quantified(
      int offset, ComparisonOperator operator, Expression left, Quantifier quantifier, Query query)
      implements Condition {}

  /**
   * {@code IS [NOT] NULL}.
   *
   * @param offset where it begins in the text
   * @param operand the value
   * @param negated whether {@code NOT} was said
   */
  record NullTest(int offset, Expression operand, boolean negated) implements Condition {}

  /**
   * {@code IS [NOT] TRUE}, and its kin.
   *
   * @param offset where it begins in the text
   * @param operand the condition
   * @param negated whether {@code NOT} was said
   * @param value what is asked for
   */
  record TruthTest(int offset, Expression operand, boolean negated, TruthValue value)
      implements Condition {}

  /**
   * {@code IS [NOT] DISTINCT FROM}.
   *
   * @param offset where it begins in the text
   * @param left the left side
   * @param negated whether {@code NOT} was said
   * @param right the right side
   */
  record Distinction(int offset, Expression left, boolean negated, Expression right)
      implements Condition {}

  /**
   * {@code BETWEEN}.
   *
   * @param offset where it begins in the text
   * @param operand the value
   * @param negated whether {@code NOT} was said
   * @param symmetric whether the bounds may be given in either order
   * @param low the lower bound, inclusive
   * @param high the upper bound, inclusive
   */
  record Between(
      int offset,
      Expression operand,
      boolean negated,
      boolean symmetric,
      Expression low,
      Expression high)
      implements Condition {}

  /**
   * {@code IN} over values.
   *
   * @param offset where it begins in the text
   * @param operand the value
   * @param negated whether {@code NOT} was said
   * @param items the values, perhaps none
   */
  record InList(int offset, Expression operand, boolean negated, List<Expression> items)
      implements Condition {}

  /**
   * {@code IN} over a query.
   *
   * @param offset where it begins in the text
   * @param operand the value
   * @param negated whether {@code NOT} was said
   * @param query the query
   */
  record InQuery(int offset, Expression operand, boolean negated, Query query)
      implements Condition {}

  /**
   * {@code LIKE} and {@code ILIKE}.
   *
   * @param offset where it begins in the text
   * @param operand the text
   * @param negated whether {@code NOT} was said
   * @param caseInsensitive whether it was {@code ILIKE}
   * @param pattern the pattern
   * @param escape the character that takes a wildcard its meaning
   */
  record Like(
      int offset,
      Expression operand,
      boolean negated,
      boolean caseInsensitive,
      Expression pattern,
      Optional<Expression> escape)
      implements Condition {}

  /**
   * {@code EXISTS}.
   *
   * @param offset where it begins in the text
   * @param query the query
   */
  record Exists(int offset, Query query) implements Condition {}

  /** Comparisons. */
  enum ComparisonOperator {
    /** {@code =}. */
    EQUAL,
    /** {@code <>}. */
    NOT_EQUAL,
    /** {@code <}. */
    LESS,
    /** {@code <=}. */
    LESS_OR_EQUAL,
    /** {@code >}. */
    GREATER,
    /** {@code >=}. */
    GREATER_OR_EQUAL
  }

  /** How many rows must satisfy a comparison. */
  enum Quantifier {
    /** At least one; also written {@code SOME}. */
    ANY,
    /** Every one. */
    ALL
  }

  /** What a condition can be. */
  enum TruthValue {
    /** True. */
    TRUE,
    /** False. */
    FALSE,
    /** Neither, since a null was met. */
    UNKNOWN
  }
}
