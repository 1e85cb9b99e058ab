package io.ashlar.fuzz.model.table;

import io.ashlar.fuzz.script.condition.Condition;
import io.ashlar.fuzz.script.condition.Operand;
import io.ashlar.query.Comparison;
import java.util.List;

/** Evaluates conditions on one row. */
public final class Evaluation {

  private final Scope scope;
  private boolean failed;

  /**
   * Evaluates on a row.
   *
   * @param scope the row
   */
  public Evaluation(Scope scope) {
    this.scope = scope;
  }

  /**
   * Whether a part could not be computed, whatever came of the whole.
   *
   * @return true once that has happened
   */
  public boolean failed() {
    return failed;
  }

  /**
   * The value of a condition.
   *
   * @param condition the condition; null is true
   * @return its value
   */
  public Truth truth(Condition condition) {
    if (condition == null) {
      return Truth.TRUE;
    }
    if (condition instanceof Condition.Filtered filtered) {
      Truth before = truth(filtered.where());
      return before == Truth.TRUE
          ? Truth.of(filtered.takes(scope.value(filtered.column())))
          : before;
    }
    if (condition instanceof Condition.And and) {
      Truth all = Truth.TRUE;
      for (Condition term : and.terms()) {
        all = all.and(truth(term));
      }
      return all;
    }
    if (condition instanceof Condition.Or or) {
      Truth any = Truth.FALSE;
      for (Condition term : or.terms()) {
        any = any.or(truth(term));
      }
      return any;
    }
    if (condition instanceof Condition.Not not) {
      return truth(not.term()).not();
    }
    try {
      return leaf(condition);
    } catch (ArithmeticException e) {
      failed = true;
      return Truth.FAILS;
    }
  }

  private Truth leaf(Condition condition) {
    if (condition instanceof Condition.Compare c) {
      return compare(scope.value(c.column()), c.comparison(), c.operand().value());
    }
    if (condition instanceof Condition.In in) {
      return in(scope.value(in.column()), in.operands().stream().map(Operand::value).toList());
    }
    if (condition instanceof Condition.Between b) {
      Object value = scope.value(b.column());
      return compare(value, Comparison.AT_LEAST, b.low().value())
          .and(compare(value, Comparison.AT_MOST, b.high().value()));
    }
    if (condition instanceof Condition.IsNull n) {
      return Truth.of(scope.value(n.column()) == null);
    }
    if (condition instanceof Condition.Like like) {
      return like((String) scope.value(like.column()), (String) like.pattern().value());
    }
    if (condition instanceof Condition.CompareColumns c) {
      return compare(scope.value(c.left()), c.comparison(), scope.value(c.right()));
    }
    if (condition instanceof Condition.CompareTerms c) {
      return compareTerms(c);
    }
    if (condition instanceof Condition.TermIn in) {
      return termIn(in);
    }
    return Truth.of(new Numbers(scope).isNull(((Condition.TermIsNull) condition).term()));
  }

  private Truth compareTerms(Condition.CompareTerms c) {
    Numbers numbers = new Numbers(scope);
    if (numbers.isNull(c.left()) || numbers.isNull(c.right())) {
      return Truth.UNKNOWN;
    }
    return compare(numbers.value(c.left()), c.comparison(), numbers.value(c.right()));
  }

  private Truth termIn(Condition.TermIn in) {
    Numbers numbers = new Numbers(scope);
    if (in.values().isEmpty()) {
      return Truth.FALSE;
    }
    return numbers.isNull(in.term()) ? Truth.UNKNOWN : in(numbers.value(in.term()), in.values());
  }

  /** Nothing is in an empty list, null neither. */
  private static Truth in(Object value, List<Object> operands) {
    Truth any = Truth.FALSE;
    for (Object operand : operands) {
      any = any.or(compare(value, Comparison.EQUAL, operand));
    }
    return any;
  }

  private static Truth compare(Object value, Comparison comparison, Object operand) {
    if (value == null || operand == null) {
      return Truth.UNKNOWN;
    }
    if (comparison == Comparison.STARTS_WITH) {
      return Truth.of(((String) value).startsWith((String) operand));
    }
    int order = Values.compareGiven(value, operand);
    return Truth.of(
        switch (comparison) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case AT_MOST -> order <= 0;
          case GREATER -> order > 0;
          default -> order >= 0;
        });
  }

  private static Truth like(String text, String pattern) {
    if (text == null || pattern == null) {
      return Truth.UNKNOWN;
    }
    return Truth.of(matches(text.codePoints().toArray(), 0, pattern.codePoints().toArray(), 0));
  }

  private static boolean matches(int[] text, int at, int[] pattern, int from) {
    if (from == pattern.length) {
      return at == text.length;
    }
    int wanted = pattern[from];
    if (wanted == '%') {
      for (int rest = at; rest <= text.length; rest++) {
        if (matches(text, rest, pattern, from + 1)) {
          return true;
        }
      }
      return false;
    }
    int next = from + 1;
    if (wanted == '\\') {
      wanted = pattern[next++];
    } else if (wanted == '_') {
      return at < text.length && matches(text, at + 1, pattern, next);
    }
    return at < text.length && text[at] == wanted && matches(text, at + 1, pattern, next);
  }
}
