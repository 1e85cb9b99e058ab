package io.ashlar.query;

import java.util.List;

/** A computed number among constants. Stateless. */
final class AmongNumbers {

  private static final Predicate NOTHING = new Predicate.Or(List.of());

  private AmongNumbers() {}

  /**
   * True when the number is equal to one of the constants.
   *
   * @param number the number
   * @param equalities one for each constant
   * @return the predicate; without constants it is false for every row, and yet mentions the
   *     number, whose parameters are bound as if there were some
   */
  static Predicate of(NumericExpression number, List<Predicate> equalities) {
    return equalities.isEmpty() ? NOTHING.and(number.isNull()) : new Predicate.Or(equalities);
  }
}
