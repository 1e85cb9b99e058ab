package io.ashlar.query;

import java.util.List;

/**
 * A condition on one row, in three-valued logic: a comparison with null is unknown, {@code not}
 * keeps unknown, {@code and} and {@code or} follow SQL. A row is selected only where the whole is
 * true.
 *
 * <p>Immutable; made by the methods of {@link Column} and its subclasses and combined with the
 * methods here. Operands are constants of the column's Java type, or {@link Parameter}s.
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
}
