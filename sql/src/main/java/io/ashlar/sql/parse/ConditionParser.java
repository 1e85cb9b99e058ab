package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Condition;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.List;
import java.util.Optional;

/** Comparisons and the other conditions, from where their left side has been read. */
final class ConditionParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;

  ConditionParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** Whether a word begins a condition that {@code NOT} can stand before. */
  static boolean isRange(Keyword keyword) {
    return keyword == Keyword.BETWEEN
        || keyword == Keyword.IN
        || keyword == Keyword.LIKE
        || keyword == Keyword.ILIKE;
  }

  Expression exists() {
    int offset = tokens.offset();
    tokens.expect(Keyword.EXISTS);
    return new Condition.Exists(offset, expressions.queries().enclosed());
  }

  Expression comparison(Expression left) {
    Condition.ComparisonOperator operator = operator(tokens.kind());
    tokens.advance();
    boolean all = tokens.is(Keyword.ALL);
    if (all || tokens.is(Keyword.ANY) || tokens.is(Keyword.SOME)) {
      tokens.advance();
      Query query = expressions.queries().enclosed();
      Condition.Quantifier quantifier = all ? Condition.Quantifier.ALL : Condition.Quantifier.ANY;
      return new Condition.Quantified(left.offset(), operator, left, quantifier, query);
    }
    Expression right = expressions.operand(ExpressionParser.COMPARISON + 1);
    return new Condition.Comparison(left.offset(), operator, left, right);
  }

  private static Condition.ComparisonOperator operator(int kind) {
    return switch (kind) {
      case Symbol.EQUAL -> Condition.ComparisonOperator.EQUAL;
      case Symbol.NOT_EQUAL -> Condition.ComparisonOperator.NOT_EQUAL;
      case Symbol.LESS -> Condition.ComparisonOperator.LESS;
      case Symbol.LESS_OR_EQUAL -> Condition.ComparisonOperator.LESS_OR_EQUAL;
      case Symbol.GREATER -> Condition.ComparisonOperator.GREATER;
      default -> Condition.ComparisonOperator.GREATER_OR_EQUAL;
    };
  }

  Expression is(Expression left) {
    int offset = left.offset();
    if (tokens.accept(Keyword.ISNULL)) {
      return new Condition.NullTest(offset, left, false);
    }
    if (tokens.accept(Keyword.NOTNULL)) {
      return new Condition.NullTest(offset, left, true);
    }
    tokens.expect(Keyword.IS);
    boolean negated = tokens.accept(Keyword.NOT);
    if (tokens.accept(Keyword.NULL)) {
      return new Condition.NullTest(offset, left, negated);
    }
    if (tokens.accept(Keyword.DISTINCT)) {
      tokens.expect(Keyword.FROM);
      Expression right = expressions.operand(ExpressionParser.IS + 1);
      return new Condition.Distinction(offset, left, negated, right);
    }
    return new Condition.TruthTest(offset, left, negated, truth());
  }

  private Condition.TruthValue truth() {
    if (tokens.accept(Keyword.TRUE)) {
      return Condition.TruthValue.TRUE;
    }
    if (tokens.accept(Keyword.FALSE)) {
      return Condition.TruthValue.FALSE;
    }
    if (tokens.accept("unknown")) {
      return Condition.TruthValue.UNKNOWN;
    }
    throw tokens.expected("NULL, TRUE, FALSE, UNKNOWN or DISTINCT FROM");
  }

  /** {@code [NOT] BETWEEN}, {@code IN}, {@code LIKE} or {@code ILIKE}. */
  Expression range(Expression left) {
    boolean negated = tokens.accept(Keyword.NOT);
    if (tokens.accept(Keyword.BETWEEN)) {
      return between(left, negated);
    }
    if (tokens.accept(Keyword.IN)) {
      return in(left, negated);
    }
    return like(left, negated);
  }

  private Expression between(Expression left, boolean negated) {
    boolean symmetric = tokens.accept(Keyword.SYMMETRIC);
    Expression low = expressions.operand(ExpressionParser.RANGE + 1);
    tokens.expect(Keyword.AND);
    Expression high = expressions.operand(ExpressionParser.RANGE + 1);
    return new Condition.Between(left.offset(), left, negated, symmetric, low, high);
  }

  private Expression in(Expression left, boolean negated) {
    int offset = left.offset();
    QueryParser queries = expressions.queries();
    tokens.open();
    if (tokens.accept(Symbol.CLOSE)) {
      return new Condition.InList(offset, left, negated, List.of());
    }
    if (queries.isNext()) {
      Query query = queries.query();
      tokens.close();
      return new Condition.InQuery(offset, left, negated, query);
    }
    boolean nested = tokens.is(Symbol.OPEN);
    List<Expression> items = expressions.expressions();
    if (nested && items.size() == 1 && items.get(0) instanceof Expression.ScalarSubquery inner) {
      // Parentheses around a query do not make one row of it here.
      Query query = queries.isContinued() ? queries.continued(inner.query()) : inner.query();
      tokens.close();
      return new Condition.InQuery(offset, left, negated, query);
    }
    tokens.close();
    return new Condition.InList(offset, left, negated, items);
  }

  private Expression like(Expression left, boolean negated) {
    boolean caseInsensitive = tokens.is(Keyword.ILIKE);
    tokens.advance();
    Expression pattern = expressions.operand(ExpressionParser.RANGE + 1);
    Optional<Expression> escape = Optional.empty();
    boolean braced = tokens.is(Symbol.OPEN_BRACE) && tokens.isAhead(1, Keyword.ESCAPE);
    if (braced) {
      tokens.advance();
    }
    if (tokens.accept(Keyword.ESCAPE)) {
      escape = Optional.of(expressions.operand(ExpressionParser.RANGE + 1));
    }
    if (braced) {
      tokens.expect(Symbol.CLOSE_BRACE, "}");
    }
    return new Condition.Like(left.offset(), left, negated, caseInsensitive, pattern, escape);
  }
}
