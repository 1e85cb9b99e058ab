package io.ashlar.query;

import io.ashlar.argument.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A condition on one row, in three-valued logic: a comparison with null is unknown, {@code not}
 * keeps unknown, {@code and} and {@code or} follow SQL. A row is selected only where the whole is
 * true.
 *
 * <p>Immutable; made by the methods of {@link Column} and its subclasses and combined with the
 * methods here. Operands are constants of the column's Java type, {@link Parameter}s, other columns
 * or {@linkplain NumericExpression expressions} over the same row.
 *
 * <p>What is put together term by term, {@code p = p.and(q)}, may have as many as {@link
 * #MAX_TERMS} terms and is one level; what stands within each other, such as an {@code or} within
 * an {@code and} within a {@code not}, may have {@link #MAX_NESTING} levels. Whatever is larger is
 * refused with {@link io.ashlar.error.LimitExceededException} when it is made. Predicates that a
 * schema keeps, of checks and partial indexes, are bounded further: 65,535 bytes on disk and 64
 * levels, of which every operation of an expression is one.
 *
 * <p>Long because the kinds of terms are its members, of which there are no others.
 */
public sealed interface Predicate {

  /**
   * Most comparisons and computed numbers in one predicate or expression. The values of an {@code
   * in} on a column are not counted.
   */
  int MAX_TERMS = 100_000;

  /** Most levels of a predicate or expression: whoever walks it needs stack for each. */
  int MAX_NESTING = 100;

  /**
   * True when both are true.
   *
   * @param other the other
   * @return the conjunction
   * @throws io.ashlar.error.LimitExceededException when it is too large
   */
  default Predicate and(Predicate other) {
    return new And(List.of(this, Arguments.given(other, "other")));
  }

  /**
   * True when either is true.
   *
   * @param other the other
   * @return the disjunction
   * @throws io.ashlar.error.LimitExceededException when it is too large
   */
  default Predicate or(Predicate other) {
    return new Or(List.of(this, Arguments.given(other, "other")));
  }

  /**
   * True when this is false; unknown stays unknown. Of a negation it is what was negated.
   *
   * @return the negation
   * @throws io.ashlar.error.LimitExceededException when it is nested too deeply
   */
  default Predicate not() {
    return this instanceof Not negation ? negation.term() : new Not(this);
  }

  /**
   * A column compared with a constant or parameter.
   *
   * @param column the column
   * @param comparison how
   * @param operand a constant of the column's Java type, or a {@link Parameter}
   */
  record Compare(Column column, Comparison comparison, Object operand) implements Predicate {

    /**
     * Keeps a copy of an operand of bytes.
     *
     * @param column the column
     * @param comparison how
     * @param operand the operand
     */
    public Compare {
      Arguments.requireGiven(column, "column");
      Arguments.requireGiven(comparison, "comparison");
      Arguments.requireGiven(operand, "operand");
      operand = Constants.copy(operand);
    }

    /**
     * What the column is compared with.
     *
     * @return the constant, of bytes a copy, or the parameter
     */
    @Override
    public Object operand() {
      return Constants.copy(operand);
    }

    /**
     * Equal when all parts are; bytes by their content.
     *
     * @param other the other
     * @return whether they are equal
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Compare compare
          && Objects.equals(column, compare.column)
          && comparison == compare.comparison
          && Objects.deepEquals(operand, compare.operand);
    }

    /**
     * Fits {@link #equals}.
     *
     * @return the hash
     */
    @Override
    public int hashCode() {
      return 31 * Objects.hash(column, comparison) + Arrays.deepHashCode(new Object[] {operand});
    }

    /**
     * All parts, bytes in hexadecimal digits.
     *
     * @return the text
     */
    @Override
    public String toString() {
      return "Compare[column="
          + column
          + ", comparison="
          + comparison
          + ", operand="
          + Constants.text(operand)
          + "]";
    }
  }

  /**
   * A column equal to one of several constants or parameters.
   *
   * @param column the column
   * @param operands constants of the column's Java type, or {@link Parameter}s
   */
  record In(Column column, List<Object> operands) implements Predicate {

    /**
     * Keeps a copy, of bytes as well.
     *
     * @param column the column
     * @param operands the constants
     */
    public In {
      Arguments.requireGiven(column, "column");
      operands = Constants.copies(Arguments.allGiven(operands, "operands"));
    }

    /**
     * What the column may be equal to.
     *
     * @return the constants, of bytes copies, and the parameters; immutable
     */
    @Override
    public List<Object> operands() {
      return Constants.handOut(operands);
    }

    /**
     * Equal when all parts are; bytes by their content.
     *
     * @param other the other
     * @return whether they are equal
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof In in
          && Objects.equals(column, in.column)
          && Constants.equal(operands, in.operands);
    }

    /**
     * Fits {@link #equals}.
     *
     * @return the hash
     */
    @Override
    public int hashCode() {
      return 31 * Objects.hashCode(column) + Constants.hash(operands);
    }

    /**
     * All parts, bytes in hexadecimal digits.
     *
     * @return the text
     */
    @Override
    public String toString() {
      List<String> texts = operands.stream().map(Constants::text).toList();
      return "In[column=" + column + ", operands=" + texts + "]";
    }
  }

  /**
   * A column that is null.
   *
   * @param column the column
   */
  record IsNull(Column column) implements Predicate {

    /**
     * Checks the parts.
     *
     * @param column the column
     */
    public IsNull {
      Arguments.requireGiven(column, "column");
    }
  }

  /** All of several terms. Immutable. */
  final class And extends Junction implements Predicate {

    /**
     * Keeps a copy. Terms that are conjunctions themselves count with their own terms.
     *
     * @param terms the terms; none make a predicate that is always true
     * @throws io.ashlar.error.LimitExceededException when it is too large
     */
    public And(List<Predicate> terms) {
      super(terms);
    }
  }

  /** One of several terms. Immutable. */
  final class Or extends Junction implements Predicate {

    /**
     * Keeps a copy. Terms that are disjunctions themselves count with their own terms.
     *
     * @param terms the terms; none make a predicate that is always false
     * @throws io.ashlar.error.LimitExceededException when it is too large
     */
    public Or(List<Predicate> terms) {
      super(terms);
    }
  }

  /** The opposite. Immutable. */
  final class Not implements Predicate {

    private final Predicate term;
    private final Extent extent;

    /**
     * Negates a predicate.
     *
     * @param term the term
     * @throws io.ashlar.error.LimitExceededException when it is nested too deeply
     */
    public Not(Predicate term) {
      this.term = Arguments.given(term, "term");
      this.extent = Extent.ofNegation(term);
    }

    /**
     * What is negated.
     *
     * @return the term
     */
    public Predicate term() {
      return term;
    }

    Extent extent() {
      return extent;
    }

    /**
     * Equal when the terms are.
     *
     * @param other the other
     * @return whether they are equal
     */
    @Override
    public boolean equals(Object other) {
      return other instanceof Not not && term.equals(not.term);
    }

    /**
     * Fits {@link #equals}.
     *
     * @return the hash
     */
    @Override
    public int hashCode() {
      return ~term.hashCode();
    }

    /**
     * The term, negated.
     *
     * @return the text
     */
    @Override
    public String toString() {
      return "Not[term=" + term + "]";
    }
  }

  /**
   * Two values of the row compared.
   *
   * @param left the left side
   * @param comparison how; not {@link Comparison#STARTS_WITH}
   * @param right the right side
   */
  record CompareExpressions(
      ComparableExpression<?> left, Comparison comparison, ComparableExpression<?> right)
      implements Predicate {

    /**
     * Checks the parts.
     *
     * @param left the left side
     * @param comparison how
     * @param right the right side
     * @throws io.ashlar.error.LimitExceededException when both sides together have too many terms
     */
    public CompareExpressions {
      Arguments.requireGiven(left, "left");
      Arguments.requireGiven(comparison, "comparison");
      Arguments.requireGiven(right, "right");
      Extent.check(left, right);
    }

    Extent extent() {
      return Extent.ofComparison(left, right);
    }

    /** Columns compared with constants may become bounds of a key. */
    static Predicate of(
        NumericExpression left, Comparison comparison, Object constant, NumericExpression right) {
      return left instanceof Column column
          ? column.compare(comparison, constant)
          : new CompareExpressions(left, comparison, right);
    }

    static Predicate of(NumericExpression left, Comparison comparison, Parameter parameter) {
      NumericExpression right;
      if (left instanceof IntegerExpression) {
        right = IntegerExpression.of(parameter);
      } else if (left instanceof RealExpression) {
        right = RealExpression.of(parameter);
      } else {
        right = DecimalExpression.of(parameter);
      }
      return of(left, comparison, parameter, right);
    }
  }

  /**
   * A computed number that is null.
   *
   * @param expression the number
   */
  record IsNullExpression(NumericExpression expression) implements Predicate {

    /**
     * Checks the parts.
     *
     * @param expression the expression
     */
    public IsNullExpression {
      Arguments.requireGiven(expression, "expression");
    }
  }

  /**
   * A text that matches a pattern; see {@link StringColumn#like(String, char)}.
   *
   * @param column the column
   * @param pattern the pattern, or a {@link Parameter}
   * @param escape what takes the meaning from the character behind it
   */
  record Like(StringColumn column, Object pattern, char escape) implements Predicate {

    /**
     * Checks the pattern.
     *
     * @param column the column
     * @param pattern the pattern, or a {@link Parameter}
     * @param escape the escape character
     * @throws io.ashlar.error.IllegalUseException when the pattern ends with its escape character,
     *     or the escape character is not allowed
     */
    public Like {
      Arguments.requireGiven(column, "column");
      pattern = Constants.copy(pattern);
      LikePattern.check(pattern, escape);
    }
  }
}
