package io.ashlar.rows.catalog.format;

import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import java.util.List;
import java.util.stream.Collectors;

/** Predicates and constants as they stand in DDL text. Stateless. */
public final class PredicateText {

  private PredicateText() {}

  /**
   * A predicate in the words of SQL: {@code n >= 0 AND (name IS NULL OR name <> '')}.
   *
   * @param predicate the predicate
   * @return the text
   */
  public static String of(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare) {
      String column = compare.column().name();
      String operand = literal(compare.operand());
      return compare.comparison() == Comparison.STARTS_WITH
          ? "STARTS_WITH(" + column + ", " + operand + ")"
          : column + " " + compare.comparison().symbol() + " " + operand;
    }
    if (predicate instanceof Predicate.In in) {
      return in.operands().stream()
          .map(PredicateText::literal)
          .collect(Collectors.joining(", ", in.column().name() + " IN (", ")"));
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      return isNull.column().name() + " IS NULL";
    }
    if (predicate instanceof Predicate.Not not) {
      return not.term() instanceof Predicate.IsNull isNull
          ? isNull.column().name() + " IS NOT NULL"
          : "NOT (" + of(not.term()) + ")";
    }
    if (predicate instanceof Predicate.CompareExpressions compare) {
      return of(compare.left()) + " " + compare.comparison().symbol() + " " + of(compare.right());
    }
    if (predicate instanceof Predicate.IsNullExpression isNull) {
      return of(isNull.expression()) + " IS NULL";
    }
    if (predicate instanceof Predicate.Like like) {
      return like.column().name()
          + " LIKE "
          + literal(like.pattern())
          + " ESCAPE "
          + literal(String.valueOf(like.escape()));
    }
    return predicate instanceof Predicate.And and
        ? joined(and.terms(), " AND ", "TRUE")
        : joined(((Predicate.Or) predicate).terms(), " OR ", "FALSE");
  }

  private static String of(ComparableExpression<?> expression) {
    if (expression instanceof Column column) {
      return column.name();
    } else if (expression instanceof IntegerExpression.Constant c) {
      return literal(c.value());
    } else if (expression instanceof RealExpression.Constant c) {
      return literal(c.value());
    } else if (expression instanceof DecimalExpression.Constant c) {
      return literal(c.value());
    } else if (expression instanceof NumericOperation operation) {
      return operation(operation.steps());
    }
    return "?";
  }

  private static String operation(List<NumericOperation> steps) {
    StringBuilder text = new StringBuilder("(".repeat(steps.size()));
    text.append(of(steps.get(0).left()));
    for (NumericOperation step : steps) {
      text.append(' ').append(step.operator().symbol()).append(' ');
      text.append(of(step.right())).append(')');
    }
    return text.toString();
  }

  private static String joined(List<Predicate> terms, String connective, String none) {
    if (terms.isEmpty()) {
      return none;
    }
    return terms.stream().map(PredicateText::term).collect(Collectors.joining(connective));
  }

  private static String term(Predicate term) {
    boolean compound = term instanceof Predicate.And || term instanceof Predicate.Or;
    return compound ? "(" + of(term) + ")" : of(term);
  }

  /**
   * A constant as a literal of SQL.
   *
   * @param value a value of the Java type of a column
   * @return the text
   */
  public static String literal(Object value) {
    return ValueType.literalOf(value);
  }
}
