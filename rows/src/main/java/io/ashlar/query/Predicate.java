package io.ashlar.query;

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
 */
public sealed interface Predicate {

  /**
   * True when both are true.
   *
   * @param other the other
   * @return the conjunction
   */
  default Predicate and(Predicate other) {
    return new And(List.of(this, other));
  }

  /**
   * True when either is true.
   *
   * @param other the other
   * @return the disjunction
   */
  default Predicate or(Predicate other) {
    return new Or(List.of(this, other));
  }

  /**
   * True when this is false; unknown stays unknown.
   *
   * @return the negation
   */
  default Predicate not() {
    return new Not(this);
  }

  /**
   * A column compared with a constant or parameter.
   *
   * @param column the column
   * @param comparison how
   * @param operand a constant of the column's Java type, or a {@link Parameter}
   */
  record Compare(Column column, Comparison comparison, Object operand) implements Predicate {}

  /**
   * A column equal to one of several constants or parameters.
   *
   * @param column the column
   * @param operands constants of the column's Java type, or {@link Parameter}s
   */
  record In(Column column, List<Object> operands) implements Predicate {

    /**
     * Keeps a copy.
     *
     * @param column the column
     * @param operands the constants
     */
    public In {
      operands = List.copyOf(operands);
    }
  }

  /**
   * A column that is null.
   *
   * @param column the column
   */
  record IsNull(Column column) implements Predicate {}

  /**
   * All of several.
   *
   * @param terms the terms
   */
  record And(List<Predicate> terms) implements Predicate {

    /**
     * Keeps a copy.
     *
     * @param terms the terms
     */
    public And {
      terms = List.copyOf(terms);
    }
  }

  /**
   * One of several.
   *
   * @param terms the terms
   */
  record Or(List<Predicate> terms) implements Predicate {

    /**
     * Keeps a copy.
     *
     * @param terms the terms
     */
    public Or {
      terms = List.copyOf(terms);
    }
  }

  /**
   * The opposite.
   *
   * @param term the term
   */
  record Not(Predicate term) implements Predicate {}

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
     */
    public CompareExpressions {
      Objects.requireNonNull(left, "left");
      Objects.requireNonNull(comparison, "comparison");
      Objects.requireNonNull(right, "right");
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
  record IsNullExpression(NumericExpression expression) implements Predicate {}

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
      LikePattern.check(pattern, escape);
    }
  }
}
