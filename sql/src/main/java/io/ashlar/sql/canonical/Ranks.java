package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;

/** How strong the operator of an expression binds, which says where parentheses are needed. */
final class Ranks {

  static final int ANY = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int IS = 4;
  static final int COMPARISON = 5;
  static final int RANGE = 6;
  static final int OTHER = 7;
  static final int ADDITIVE = 8;
  static final int MULTIPLICATIVE = 9;
  static final int ZONE = 10;
  static final int UNARY = 11;
  static final int PRIMARY = 12;

  private Ranks() {}

  static int of(Expression expression) {
    if (expression instanceof Expression.Junction junction) {
      return junction.kind() == Expression.JunctionKind.OR ? ANY : AND;
    }
    if (expression instanceof Expression.Unary unary) {
      return unary.operator() == Expression.UnaryOperator.NOT ? NOT : UNARY;
    }
    if (expression instanceof Expression.Chain chain) {
      return of(chain.steps().get(0).operator());
    }
    if (expression instanceof Expression.AtTimeZone) {
      return ZONE;
    }
    return expression instanceof Condition condition ? of(condition) : PRIMARY;
  }

  private static int of(Condition condition) {
    if (condition instanceof Condition.Comparison || condition instanceof Condition.Quantified) {
      return COMPARISON;
    }
    if (condition instanceof Condition.NullTest
        || condition instanceof Condition.TruthTest
        || condition instanceof Condition.Distinction) {
      return IS;
    }
    return condition instanceof Condition.Exists ? PRIMARY : RANGE;
  }

  static int of(Expression.BinaryOperator operator) {
    return switch (operator) {
      case CONCAT, BIT_AND, BIT_OR, SHIFT_LEFT, SHIFT_RIGHT -> OTHER;
      case ADD, SUBTRACT -> ADDITIVE;
      case MULTIPLY, DIVIDE, MODULO -> MULTIPLICATIVE;
    };
  }
}
