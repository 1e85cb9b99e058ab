package io.ashlar.sql.catalog;

import io.ashlar.query.Column;
import io.ashlar.query.ComparableExpression;
import io.ashlar.query.Comparison;
import io.ashlar.query.DecimalExpression;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.NumericOperation;
import io.ashlar.query.Predicate;
import io.ashlar.query.RealExpression;
import io.ashlar.schema.DefaultValue;
import io.ashlar.sql.text.Keyword;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of a schema as SQL that can be read again. Stateless. */
public final class SchemaText {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  /** What escapes in patterns of LIKE that name nothing else. */
  private static final String ESCAPE = "\\";

  private static final Pattern SPECIAL = Pattern.compile("[%_\\\\]");

  private SchemaText() {}

  /**
   * A name.
   *
   * @param name the name
   * @return in quotes where it needs them
   */
  public static String name(String name) {
    boolean plain = PLAIN.matcher(name).matches() && !Keyword.isReserved(name);
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The default of a column.
   *
   * @param value a constant or a {@link DefaultValue}; null for none
   * @return the text; null for none
   */
  public static String defaultOf(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof DefaultValue computed) {
      return computed.kind() == DefaultValue.Kind.NEXT_VALUE
          ? "nextval(" + quoted(computed.sequence()) + ")"
          : computed.toString();
    }
    return literal(value);
  }

  /**
   * A constant.
   *
   * @param value of the Java type of a column
   * @return the literal
   */
  public static String literal(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? "TRUE" : "FALSE";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof Number number) {
      return number.toString();
    }
    if (value instanceof byte[] bytes) {
      return "X'" + HexFormat.of().withUpperCase().formatHex(bytes) + "'";
    }
    if (value instanceof UUID) {
      return "UUID '" + value + "'";
    }
    if (value instanceof LocalDate date) {
      return "DATE '" + date + "'";
    }
    if (value instanceof LocalTime time) {
      return "TIME '" + time + "'";
    }
    if (value instanceof Instant instant) {
      LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      return "TIMESTAMP '" + time.toLocalDate() + " " + time.toLocalTime() + "'";
    }
    return quoted(String.valueOf(value));
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * The condition of a check or a partial index.
   *
   * @param predicate the condition
   * @return the text, without parentheses around it
   */
  public static String condition(Predicate predicate) {
    if (predicate instanceof Predicate.Compare compare) {
      String column = name(compare.column().name());
      return compare.comparison() == Comparison.STARTS_WITH
          ? column + " LIKE " + quoted(escaped(compare.operand()))
          : column + " " + compare.comparison().symbol() + " " + literal(compare.operand());
    }
    if (predicate instanceof Predicate.In in) {
      return in.operands().stream()
          .map(SchemaText::literal)
          .collect(Collectors.joining(", ", name(in.column().name()) + " IN (", ")"));
    }
    if (predicate instanceof Predicate.IsNull isNull) {
      return name(isNull.column().name()) + " IS NULL";
    }
    if (predicate instanceof Predicate.Not not) {
      return not.term() instanceof Predicate.IsNull isNull
          ? name(isNull.column().name()) + " IS NOT NULL"
          : "NOT (" + condition(not.term()) + ")";
    }
    if (predicate instanceof Predicate.CompareExpressions compare) {
      String left = expression(compare.left());
      return left + " " + compare.comparison().symbol() + " " + expression(compare.right());
    }
    if (predicate instanceof Predicate.IsNullExpression isNull) {
      return expression(isNull.expression()) + " IS NULL";
    }
    if (predicate instanceof Predicate.Like like) {
      String escape = String.valueOf(like.escape());
      return name(like.column().name())
          + " LIKE "
          + literal(like.pattern())
          + (escape.equals(ESCAPE) ? "" : " ESCAPE " + quoted(escape));
    }
    return predicate instanceof Predicate.And and
        ? joined(and.terms(), " AND ", "TRUE")
        : joined(((Predicate.Or) predicate).terms(), " OR ", "FALSE");
  }

  /** A pattern of the texts that begin with one. */
  private static String escaped(Object prefix) {
    return SPECIAL.matcher(String.valueOf(prefix)).replaceAll("\\\\$0") + "%";
  }

  private static String joined(List<Predicate> terms, String connective, String none) {
    return terms.isEmpty()
        ? none
        : terms.stream().map(SchemaText::term).collect(Collectors.joining(connective));
  }

  private static String term(Predicate term) {
    boolean compound = term instanceof Predicate.And || term instanceof Predicate.Or;
    return compound ? "(" + condition(term) + ")" : condition(term);
  }

  private static String expression(ComparableExpression<?> expression) {
    if (expression instanceof Column column) {
      return name(column.name());
    }
    if (expression instanceof IntegerExpression.Constant constant) {
      return literal(constant.value());
    }
    if (expression instanceof RealExpression.Constant constant) {
      return literal(constant.value());
    }
    if (expression instanceof DecimalExpression.Constant constant) {
      return literal(constant.value());
    }
    List<NumericOperation> steps = ((NumericOperation) expression).steps();
    StringBuilder text = new StringBuilder("(".repeat(steps.size()));
    text.append(expression(steps.get(0).left()));
    for (NumericOperation step : steps) {
      text.append(' ').append(step.operator().symbol()).append(' ');
      text.append(expression(step.right())).append(')');
    }
    return text.toString();
  }
}
