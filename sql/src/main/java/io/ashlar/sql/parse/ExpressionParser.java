package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Expressions, by the levels of their operators. A loop reads all operators of one level, so only
 * what nests takes stack; operators that do not associate, such as comparisons, end their level.
 * Long because the levels, what extends an operand and what begins one belong to one loop.
 */
final class ExpressionParser {

  /** Levels of operators, from those that bind weakest; the order is PostgreSQL's. */
  static final int OR = 1;

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
  static final int POSTFIX = 12;

  private static final int NONE = 0;
  private static final int COLUMN_PARTS = 4;

  private final Tokens tokens;
  private final Parameters parameters;
  private final LiteralParser literals;
  private final ConditionParser conditions;
  private final CallParser calls;
  private final QueryParser queries;
  private boolean insertedValues;

  ExpressionParser(Tokens tokens, Parameters parameters) {
    this.tokens = tokens;
    this.parameters = parameters;
    literals = new LiteralParser(tokens);
    queries = new QueryParser(tokens, this);
    conditions = new ConditionParser(tokens, this);
    calls = new CallParser(tokens, this);
  }

  QueryParser queries() {
    return queries;
  }

  LiteralParser literals() {
    return literals;
  }

  CallParser calls() {
    return calls;
  }

  /** From now on, whether {@code VALUES(column)} is the value that an insert gave. */
  void setInsertedValues(boolean named) {
    insertedValues = named;
  }

  Expression.Parameter parameter() {
    return parameters.next(tokens);
  }

  /** Any expression. */
  Expression expression() {
    return operand(OR);
  }

  Optional<Expression> expressionAfter(Keyword keyword) {
    return tokens.accept(keyword) ? Optional.of(expression()) : Optional.empty();
  }

  List<Expression> expressions() {
    return tokens.list(this::expression);
  }

  /** An expression, or {@code DEFAULT}. */
  Expression valueOrDefault() {
    int offset = tokens.offset();
    return tokens.accept(Keyword.DEFAULT) ? new Expression.DefaultValue(offset) : expression();
  }

  /** An expression in parentheses. */
  Expression enclosed() {
    tokens.open();
    Expression inner = expression();
    tokens.close();
    return inner;
  }

  /** An expression of operators of a level, and of those that bind stronger. */
  Expression operand(int least) {
    tokens.enter();
    Expression left = prefixed(least);
    int most = POSTFIX;
    while (true) {
      int level = level();
      if (level == NONE || level < least || level > most) {
        tokens.leave();
        return left;
      }
      left = extended(left, level);
      most = level - 1;
    }
  }

  private int level() {
    switch (tokens.kind()) {
      case Symbol.EQUAL,
          Symbol.NOT_EQUAL,
          Symbol.LESS,
          Symbol.LESS_OR_EQUAL,
          Symbol.GREATER,
          Symbol.GREATER_OR_EQUAL -> {
        return COMPARISON;
      }
      case Symbol.CONCAT, Symbol.AMPERSAND, Symbol.BAR, Symbol.SHIFT_LEFT, Symbol.SHIFT_RIGHT -> {
        return OTHER;
      }
      case Symbol.PLUS, Symbol.MINUS -> {
        return ADDITIVE;
      }
      case Symbol.STAR, Symbol.SLASH, Symbol.PERCENT -> {
        return MULTIPLICATIVE;
      }
      case Symbol.CAST -> {
        return POSTFIX;
      }
      default -> {
        Keyword keyword = tokens.keyword();
        return keyword == null ? NONE : level(keyword);
      }
    }
  }

  private int level(Keyword keyword) {
    switch (keyword) {
      case OR -> {
        return OR;
      }
      case AND -> {
        return AND;
      }
      case IS, ISNULL, NOTNULL -> {
        return IS;
      }
      case BETWEEN, IN, LIKE, ILIKE -> {
        return RANGE;
      }
      case NOT -> {
        return ConditionParser.isRange(Keyword.ofKind(tokens.kind(1))) ? RANGE : NONE;
      }
      case AT -> {
        return tokens.isAhead(1, Keyword.TIME) && tokens.isAhead(2, "zone") ? ZONE : NONE;
      }
      case COLLATE -> throw tokens.unsupported("COLLATE", tokens.offset());
      default -> {
        return NONE;
      }
    }
  }

  private Expression extended(Expression left, int level) {
    switch (level) {
      case OR -> {
        return junction(left, Keyword.OR, Expression.JunctionKind.OR, AND);
      }
      case AND -> {
        return junction(left, Keyword.AND, Expression.JunctionKind.AND, NOT);
      }
      case IS -> {
        return conditions.is(left);
      }
      case COMPARISON -> {
        return conditions.comparison(left);
      }
      case RANGE -> {
        return conditions.range(left);
      }
      case ZONE -> {
        return atTimeZones(left);
      }
      case POSTFIX -> {
        return casts(left);
      }
      default -> {
        return chain(left, level);
      }
    }
  }

  private Expression junction(
      Expression left, Keyword word, Expression.JunctionKind kind, int operandLevel) {
    List<Expression> terms = new ArrayList<>();
    addTerm(terms, left, kind);
    while (tokens.accept(word)) {
      addTerm(terms, operand(operandLevel), kind);
    }
    return new Expression.Junction(left.offset(), kind, List.copyOf(terms));
  }

  /** Parentheses around a junction of the same kind say nothing. */
  private static void addTerm(
      List<Expression> terms, Expression term, Expression.JunctionKind kind) {
    if (term instanceof Expression.Junction inner && inner.kind() == kind) {
      terms.addAll(inner.terms());
    } else {
      terms.add(term);
    }
  }

  private Expression chain(Expression first, int level) {
    List<Expression.Step> steps = new ArrayList<>();
    while (level() == level) {
      int offset = tokens.offset();
      Expression.BinaryOperator operator = binary(tokens.kind());
      tokens.advance();
      steps.add(new Expression.Step(offset, operator, operand(level + 1)));
    }
    return new Expression.Chain(first.offset(), first, List.copyOf(steps));
  }

  private static Expression.BinaryOperator binary(int kind) {
    return switch (kind) {
      case Symbol.CONCAT -> Expression.BinaryOperator.CONCAT;
      case Symbol.AMPERSAND -> Expression.BinaryOperator.BIT_AND;
      case Symbol.BAR -> Expression.BinaryOperator.BIT_OR;
      case Symbol.SHIFT_LEFT -> Expression.BinaryOperator.SHIFT_LEFT;
      case Symbol.SHIFT_RIGHT -> Expression.BinaryOperator.SHIFT_RIGHT;
      case Symbol.PLUS -> Expression.BinaryOperator.ADD;
      case Symbol.MINUS -> Expression.BinaryOperator.SUBTRACT;
      case Symbol.STAR -> Expression.BinaryOperator.MULTIPLY;
      case Symbol.SLASH -> Expression.BinaryOperator.DIVIDE;
      default -> Expression.BinaryOperator.MODULO;
    };
  }

  private Expression atTimeZones(Expression first) {
    Expression value = first;
    int levels = 0;
    while (level() == ZONE) {
      tokens.enter();
      levels++;
      tokens.advance();
      tokens.advance();
      tokens.advance();
      value = new Expression.AtTimeZone(first.offset(), value, operand(UNARY));
    }
    tokens.leave(levels);
    return value;
  }

  private Expression casts(Expression first) {
    Expression value = first;
    int levels = 0;
    while (tokens.accept(Symbol.CAST)) {
      tokens.enter();
      levels++;
      value = new Expression.Cast(first.offset(), value, literals.type());
    }
    tokens.leave(levels);
    return value;
  }

  private Expression prefixed(int least) {
    switch (tokens.kind()) {
      case Symbol.MINUS -> {
        return unary(Expression.UnaryOperator.NEGATE, UNARY);
      }
      case Symbol.PLUS -> {
        return unary(Expression.UnaryOperator.PLUS, UNARY);
      }
      case Symbol.TILDE -> {
        return unary(Expression.UnaryOperator.BIT_NOT, UNARY);
      }
      default -> {
        if (tokens.is(Keyword.NOT) && least <= NOT) {
          return unary(Expression.UnaryOperator.NOT, NOT);
        }
        return primary();
      }
    }
  }

  private Expression unary(Expression.UnaryOperator operator, int level) {
    int offset = tokens.offset();
    tokens.advance();
    Expression operand = operand(level);
    return new Expression.Unary(offset, operator, operand);
  }

  private Expression primary() {
    int kind = tokens.kind();
    if (literals.isLiteral()) {
      return literals.literal();
    }
    if (Symbol.isParameter(kind)) {
      return parameter();
    }
    if (kind == Symbol.OPEN) {
      return parenthesis();
    }
    if (kind == Symbol.OPEN_BRACE) {
      return escape();
    }
    return kind >= Symbol.FIRST_KEYWORD ? keyword(tokens.keyword()) : named();
  }

  private Expression keyword(Keyword keyword) {
    switch (keyword) {
      case CASE -> {
        return caseOf();
      }
      case CAST -> {
        return cast();
      }
      case EXISTS -> {
        return conditions.exists();
      }
      case ROW -> {
        return tokens.kind(1) == Symbol.OPEN ? row() : named();
      }
      case ARRAY -> {
        if (tokens.kind(1) == Symbol.QUOTED_NAME || tokens.kind(1) == Symbol.OPEN) {
          throw tokens.unsupported("arrays", tokens.offset());
        }
        return named();
      }
      case VALUES -> {
        return isInsertedValue(0) ? insertedValue() : named();
      }
      default -> {
        Expression special = calls.special(keyword);
        return special == null ? named() : special;
      }
    }
  }

  /** A column, or a call of a function. */
  private Expression named() {
    int offset = tokens.offset();
    if (!tokens.isName(0)) {
      throw tokens.expected("an expression");
    }
    if (tokens.is("uuid") && Symbol.isString(tokens.kind(1))) {
      TypeName type = literals.type();
      return new Expression.Cast(offset, literals.literal(), type);
    }
    QualifiedName name = tokens.qualifiedName(COLUMN_PARTS);
    return tokens.is(Symbol.OPEN) ? calls.call(name) : new Expression.ColumnReference(offset, name);
  }

  private boolean isInsertedValue(int ahead) {
    return insertedValues
        && tokens.isAhead(ahead, Keyword.VALUES)
        && tokens.kind(ahead + 1) == Symbol.OPEN
        && tokens.isName(ahead + 2)
        && tokens.kind(ahead + 3) == Symbol.CLOSE;
  }

  /** {@code VALUES(column)}, which other systems have for {@code excluded.column}. */
  private Expression insertedValue() {
    int offset = tokens.offset();
    tokens.advance();
    tokens.open();
    Identifier row = new Identifier(offset, "excluded", false);
    QualifiedName name = new QualifiedName(offset, List.of(row, tokens.name()));
    tokens.close();
    return new Expression.ColumnReference(offset, name);
  }

  private Expression caseOf() {
    int offset = tokens.offset();
    tokens.expect(Keyword.CASE);
    Optional<Expression> operand =
        tokens.is(Keyword.WHEN) ? Optional.empty() : Optional.of(expression());
    List<Expression.Branch> branches = new ArrayList<>();
    do {
      int begin = tokens.offset();
      tokens.expect(Keyword.WHEN);
      Expression condition = expression();
      tokens.expect(Keyword.THEN);
      branches.add(new Expression.Branch(begin, condition, expression()));
    } while (tokens.is(Keyword.WHEN));
    Optional<Expression> otherwise = expressionAfter(Keyword.ELSE);
    tokens.expect(Keyword.END);
    return new Expression.Case(offset, operand, List.copyOf(branches), otherwise);
  }

  private Expression cast() {
    int offset = tokens.offset();
    tokens.expect(Keyword.CAST);
    tokens.open();
    Expression operand = expression();
    tokens.expect(Keyword.AS);
    Expression cast = new Expression.Cast(offset, operand, literals.type());
    tokens.close();
    return cast;
  }

  private Expression row() {
    int offset = tokens.offset();
    tokens.advance();
    tokens.open();
    List<Expression> values = expressions();
    tokens.close();
    return new Expression.RowValue(offset, values);
  }

  /** A subquery, a row, or an expression whose parentheses are not kept. */
  private Expression parenthesis() {
    int offset = tokens.offset();
    tokens.open();
    boolean value = isInsertedValue(0) && tokens.kind(4) >= Symbol.CAST;
    if (!value && queries.isNext()) {
      Query query = queries.query();
      tokens.close();
      return new Expression.ScalarSubquery(offset, query);
    }
    boolean nested = tokens.is(Symbol.OPEN);
    Expression first = expression();
    if (nested && first instanceof Expression.ScalarSubquery inner && queries.isContinued()) {
      first = new Expression.ScalarSubquery(offset, queries.continued(inner.query()));
    } else if (tokens.is(Symbol.COMMA)) {
      first = new Expression.RowValue(offset, restOfRow(first));
    }
    tokens.close();
    return first;
  }

  private List<Expression> restOfRow(Expression first) {
    List<Expression> values = new ArrayList<>();
    values.add(first);
    while (tokens.accept(Symbol.COMMA)) {
      values.add(expression());
    }
    return List.copyOf(values);
  }

  /** Escapes of JDBC: what stands in the braces is the value. */
  private Expression escape() {
    tokens.advance();
    Expression value;
    if (tokens.accept("fn")) {
      value = expression();
    } else {
      value = new Literal.Temporal(tokens.offset(), escapedKind(), tokens.string());
    }
    tokens.expect(Symbol.CLOSE_BRACE, "}");
    return value;
  }

  private Literal.TemporalKind escapedKind() {
    if (tokens.accept("d")) {
      return Literal.TemporalKind.DATE;
    }
    if (tokens.accept("t")) {
      return Literal.TemporalKind.TIME;
    }
    if (tokens.accept("ts")) {
      return Literal.TemporalKind.TIMESTAMP;
    }
    throw tokens.expected("FN, D, T or TS");
  }
}
