package io.ashlar.sql;

import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.function.library.StandardFunctions;
import io.ashlar.sql.operator.Arithmetic;
import io.ashlar.sql.operator.ArithmeticOperator;
import io.ashlar.sql.operator.Comparison;
import io.ashlar.sql.operator.ComparisonOperator;
import io.ashlar.sql.operator.Concatenation;
import io.ashlar.sql.operator.Conditional;
import io.ashlar.sql.operator.Like;
import io.ashlar.sql.operator.Logic;
import io.ashlar.sql.operator.Membership;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.type.TypeNames;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads expressions of SQL into scalars: enough of the language to write tests and examples in. A
 * name that stands alone is one of the given columns.
 */
public final class ExpressionReader {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:('(?:[^']|'')*')|(\\d+\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+)|([A-Za-z_][A-Za-z0-9_]*)"
              + "|(::|\\|\\||<=|>=|<>|!=|[-+*/%(),=<>]))");

  private final EvaluationContext context;
  private final Map<String, Scalar> columns;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private ExpressionReader(String text, Map<String, Scalar> columns, EvaluationContext context) {
    this.context = context;
    this.columns = columns;
    Matcher token = TOKEN.matcher(text);
    int end = 0;
    while (end < text.stripTrailing().length()) {
      token.region(end, text.length());
      if (!token.lookingAt()) {
        throw new IllegalArgumentException(text.substring(end));
      }
      tokens.add(token.group().strip());
      end = token.end();
    }
    tokens.add("");
  }

  /**
   * The scalar of an expression.
   *
   * @param text the expression
   * @param columns what names stand for, in lower case
   * @param context of the execution
   * @return the scalar
   */
  public static Scalar read(String text, Map<String, Scalar> columns, EvaluationContext context) {
    ExpressionReader reader = new ExpressionReader(text, columns, context);
    Scalar scalar = reader.disjunction();
    if (!reader.peek().isEmpty()) {
      throw new IllegalArgumentException(text + " at " + reader.peek());
    }
    return scalar;
  }

  /**
   * The text of the value of an expression without columns.
   *
   * @param expression the expression
   * @return the text; "null" for null
   */
  public static String text(String expression) {
    return text(expression, new EvaluationContext());
  }

  /**
   * The same in a context.
   *
   * @param expression the expression
   * @param context of the execution
   * @return the text; "null" for null
   */
  public static String text(String expression, EvaluationContext context) {
    return textOf(read(expression, Map.of(), context), null, context);
  }

  /**
   * The text of the value of a scalar.
   *
   * @param scalar the scalar
   * @param frame the row
   * @param context of the execution
   * @return the text; "null" for null
   */
  public static String textOf(Scalar scalar, Frame frame, EvaluationContext context) {
    Scalar text = Casts.explicit(scalar, SqlType.TEXT, context);
    return text.evaluate(frame) ? text.string() : "null";
  }

  private String peek() {
    return tokens.get(at).toLowerCase(Locale.ROOT);
  }

  private boolean accept(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw new IllegalArgumentException(
          "expected " + token + ", found " + peek() + " in " + tokens);
    }
  }

  private Scalar disjunction() {
    List<Scalar> terms = new ArrayList<>(List.of(conjunction()));
    while (accept("or")) {
      terms.add(conjunction());
    }
    return terms.size() == 1 ? terms.get(0) : Logic.or(terms, context);
  }

  private Scalar conjunction() {
    List<Scalar> terms = new ArrayList<>(List.of(negation()));
    while (accept("and")) {
      terms.add(negation());
    }
    return terms.size() == 1 ? terms.get(0) : Logic.and(terms, context);
  }

  private Scalar negation() {
    return accept("not") ? Logic.not(negation(), context) : predicate();
  }

  private Scalar predicate() {
    Scalar left = concatenation();
    while (true) {
      if (accept("is")) {
        left = is(left);
        continue;
      }
      boolean not = accept("not");
      if (accept("between")) {
        Scalar least = concatenation();
        expect("and");
        left = Comparison.between(left, least, concatenation(), not, context);
      } else if (accept("in")) {
        expect("(");
        left = Membership.of(left, list(), not, context);
      } else if (peek().equals("like") || peek().equals("ilike")) {
        boolean ignoreCase = accept("ilike");
        if (!ignoreCase) {
          expect("like");
        }
        Scalar pattern = concatenation();
        Scalar escape = accept("escape") ? concatenation() : null;
        left = Like.of(left, pattern, escape, ignoreCase, not, context);
      } else {
        ComparisonOperator operator = comparison();
        if (operator == null) {
          return left;
        }
        left = Comparison.of(operator, left, concatenation(), context);
      }
    }
  }

  private Scalar is(Scalar left) {
    boolean not = accept("not");
    if (accept("distinct")) {
      expect("from");
      return Comparison.distinct(left, concatenation(), not, context);
    }
    if (accept("null")) {
      return Logic.isNull(left, not);
    }
    if (accept("true")) {
      return Logic.is(left, true, not, context);
    }
    if (accept("false")) {
      return Logic.is(left, false, not, context);
    }
    expect("unknown");
    return Logic.is(left, null, not, context);
  }

  private ComparisonOperator comparison() {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (accept(operator.symbol())) {
        return operator;
      }
    }
    return accept("!=") ? ComparisonOperator.NOT_EQUAL : null;
  }

  private Scalar concatenation() {
    Scalar left = sum();
    while (accept("||")) {
      left = Concatenation.of(left, sum(), context);
    }
    return left;
  }

  private Scalar sum() {
    Scalar left = product();
    while (peek().equals("+") || peek().equals("-")) {
      ArithmeticOperator operator =
          accept("+") ? ArithmeticOperator.PLUS : ArithmeticOperator.MINUS;
      if (operator == ArithmeticOperator.MINUS) {
        expect("-");
      }
      left = Arithmetic.of(operator, left, product(), context);
    }
    return left;
  }

  private Scalar product() {
    Scalar left = unary();
    while (true) {
      ArithmeticOperator operator =
          accept("*")
              ? ArithmeticOperator.TIMES
              : accept("/")
                  ? ArithmeticOperator.DIVIDED_BY
                  : accept("%") ? ArithmeticOperator.REMAINDER : null;
      if (operator == null) {
        return left;
      }
      left = Arithmetic.of(operator, left, unary(), context);
    }
  }

  private Scalar unary() {
    if (accept("-")) {
      return Arithmetic.negated(unary(), context);
    }
    Scalar value = primary();
    while (accept("::")) {
      value = Casts.explicit(value, type(), context);
    }
    return value;
  }

  private SqlType type() {
    StringBuilder name = new StringBuilder(tokens.get(at++));
    if (accept("precision")) {
      name.append(" precision");
    }
    if (accept("(")) {
      name.append('(');
      while (!accept(")")) {
        name.append(tokens.get(at++));
      }
      name.append(')');
    }
    if (accept("with")) {
      expect("time");
      expect("zone");
      name.append(" with time zone");
    }
    return TypeNames.parse(name.toString());
  }

  private List<Scalar> list() {
    List<Scalar> list = new ArrayList<>();
    while (!accept(")")) {
      list.add(disjunction());
      accept(",");
    }
    return list;
  }

  private Scalar primary() {
    String token = tokens.get(at++);
    if (token.startsWith("'")) {
      return Slot.literal(quoted(token));
    }
    if (token.equals("(")) {
      Scalar inner = disjunction();
      expect(")");
      return inner;
    }
    if (Character.isDigit(token.charAt(0)) || token.charAt(0) == '.') {
      return number(token);
    }
    String name = token.toLowerCase(Locale.ROOT);
    return switch (name) {
      case "null" -> Slot.nullOf(SqlType.UNKNOWN);
      case "true", "false" -> Slot.of(name.equals("true"));
      case "case" -> choice();
      case "cast" -> cast();
      default -> named(name);
    };
  }

  /** A literal of a type, a call or a column. */
  private Scalar named(String name) {
    if (tokens.get(at).startsWith("'")) {
      Scalar literal = Slot.literal(quoted(tokens.get(at++)));
      return name.equals("x")
          ? hex(literal)
          : Casts.explicit(literal, TypeNames.parse(name), context);
    }
    if (accept("(")) {
      return StandardFunctions.registry().call(name, list(), context);
    }
    Scalar column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException("no column " + name);
    }
    return column;
  }

  private Scalar hex(Scalar digits) {
    digits.evaluate(null);
    return Casts.explicit(Slot.literal("\\x" + digits.string()), SqlType.VARBINARY, context);
  }

  private Scalar cast() {
    expect("(");
    Scalar value = disjunction();
    expect("as");
    SqlType type = type();
    expect(")");
    return Casts.explicit(value, type, context);
  }

  private Scalar choice() {
    Scalar operand = peek().equals("when") ? null : disjunction();
    List<Scalar> conditions = new ArrayList<>();
    List<Scalar> results = new ArrayList<>();
    while (accept("when")) {
      conditions.add(disjunction());
      expect("then");
      results.add(disjunction());
    }
    Scalar otherwise = accept("else") ? disjunction() : null;
    expect("end");
    return operand == null
        ? Conditional.searched(conditions, results, otherwise, context)
        : Conditional.simple(operand, conditions, results, otherwise, context);
  }

  private static String quoted(String token) {
    return token.substring(1, token.length() - 1).replace("''", "'");
  }

  /** As PostgreSQL types numbers: the smallest of integer, bigint and numeric that holds it. */
  static Scalar number(String token) {
    BigDecimal value = new BigDecimal(token);
    if (!token.chars().allMatch(Character::isDigit)) {
      return Slot.decimal(value.scale() < 0 ? value.setScale(0) : value);
    }
    int bits = value.toBigInteger().bitLength();
    if (bits >= Long.SIZE) {
      return Slot.decimal(value);
    }
    return Slot.word(bits < Integer.SIZE ? SqlType.INTEGER : SqlType.BIGINT, value.longValue());
  }
}
