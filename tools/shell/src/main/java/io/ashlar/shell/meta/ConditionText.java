package io.ashlar.shell.meta;

import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Conditions of checks and partial indexes, as people write them. */
final class ConditionText {

  private ConditionText() {}

  /** The text of a condition. */
  static String of(Predicate condition) {
    if (condition instanceof Predicate.Compare compare) {
      return name(compare.column())
          + " "
          + compare.comparison().symbol()
          + " "
          + constant(compare.operand());
    }
    if (condition instanceof Predicate.CompareExpressions compare) {
      return operand(compare.left())
          + " "
          + compare.comparison().symbol()
          + " "
          + operand(compare.right());
    }
    if (condition instanceof Predicate.In in) {
      return name(in.column())
          + in.operands().stream()
              .map(ConditionText::constant)
              .collect(Collectors.joining(", ", " in (", ")"));
    }
    if (condition instanceof Predicate.Like like) {
      return name(like.column()) + " like " + constant(like.pattern());
    }
    if (condition instanceof Predicate.IsNull isNull) {
      return name(isNull.column()) + " is null";
    }
    if (condition instanceof Predicate.IsNullExpression isNull) {
      return operand(isNull.expression()) + " is null";
    }
    return combined(condition);
  }

  private static String combined(Predicate condition) {
    if (condition instanceof Predicate.And and) {
      return terms(and.terms(), " and ");
    }
    if (condition instanceof Predicate.Or or) {
      return terms(or.terms(), " or ");
    }
    return "not " + part(((Predicate.Not) condition).term());
  }

  private static String terms(List<Predicate> terms, String between) {
    return terms.stream().map(ConditionText::part).collect(Collectors.joining(between));
  }

  private static String part(Predicate term) {
    boolean single =
        !(term instanceof Predicate.And)
            && !(term instanceof Predicate.Or)
            && !(term instanceof Predicate.Not);
    return single ? of(term) : "(" + of(term) + ")";
  }

  private static String name(Column column) {
    return SqlNames.quoted(column.name());
  }

  private static String operand(ComparableExpression<?> operand) {
    if (operand instanceof Column column) {
      return name(column);
    }
    if (operand instanceof IntegerExpression.Constant constant) {
      return Long.toString(constant.value());
    }
    if (operand instanceof RealExpression.Constant constant) {
      return Double.toString(constant.value());
    }
    if (operand instanceof DecimalExpression.Constant constant) {
      return constant.value().toPlainString();
    }
    return operand.toString();
  }

  /** A constant as a statement writes it, but for its type. */
  static String constant(Object value) {
    if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().formatHex(bytes) + "'";
    }
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : "'" + value.toString().replace("'", "''") + "'";
  }
}
