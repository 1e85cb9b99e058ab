package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.IntervalQualifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.TypeName;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Values that stand in the text, and types with what belongs to them. */
final class LiteralParser {

  private static final int HEX_RADIX = 16;
  private static final int MOST_ARGUMENTS = 2;

  private static final Set<String> CHARACTERS =
      Set.of("char", "character", "nchar", "binary", "national char", "national character");

  private final Tokens tokens;

  LiteralParser(Tokens tokens) {
    this.tokens = tokens;
  }

  boolean isLiteral() {
    int kind = tokens.kind();
    if (kind >= Symbol.INTEGER && kind <= Symbol.BINARY_STRING) {
      return true;
    }
    Keyword keyword = tokens.keyword();
    if (keyword == null) {
      return false;
    }
    return switch (keyword) {
      case TRUE, FALSE, NULL -> true;
      case DATE -> Symbol.isString(tokens.kind(1));
      case TIME, TIMESTAMP -> Symbol.isString(tokens.kind(1)) || isZonedText();
      case INTERVAL -> isIntervalText();
      default -> false;
    };
  }

  private boolean isZonedText() {
    return (tokens.isAhead(1, Keyword.WITH) || tokens.isAhead(1, "without"))
        && tokens.isAhead(2, Keyword.TIME)
        && tokens.isAhead(3, "zone")
        && Symbol.isString(tokens.kind(4));
  }

  private boolean isIntervalText() {
    int next = tokens.kind(1);
    return Symbol.isString(next)
        || ((next == Symbol.MINUS || next == Symbol.PLUS) && Symbol.isString(tokens.kind(2)));
  }

  Expression literal() {
    int offset = tokens.offset();
    int kind = tokens.kind();
    if (Symbol.isNumber(kind)) {
      return number(offset, kind);
    }
    if (Symbol.isString(kind)) {
      return new Literal.Text(offset, tokens.string());
    }
    if (kind == Symbol.BINARY_STRING) {
      String token = tokens.token();
      tokens.advance();
      String digits = token.substring(2, token.length() - 1).toLowerCase(Locale.ROOT);
      return new Literal.Binary(offset, digits);
    }
    return word(offset, tokens.keyword());
  }

  private Expression number(int offset, int kind) {
    String text = tokens.token();
    tokens.advance();
    switch (kind) {
      case Symbol.INTEGER -> {
        return new Literal.Numeric(offset, text, Literal.NumericKind.INTEGER);
      }
      case Symbol.DECIMAL -> {
        return new Literal.Numeric(offset, text, Literal.NumericKind.DECIMAL);
      }
      case Symbol.APPROXIMATE -> {
        String lower = text.toLowerCase(Locale.ROOT);
        return new Literal.Numeric(offset, lower, Literal.NumericKind.APPROXIMATE);
      }
      default -> {
        String decimal = new BigInteger(text.substring(2), HEX_RADIX).toString();
        return new Literal.Numeric(offset, decimal, Literal.NumericKind.INTEGER);
      }
    }
  }

  private Expression word(int offset, Keyword keyword) {
    tokens.advance();
    switch (keyword) {
      case TRUE, FALSE -> {
        return new Literal.Truth(offset, keyword == Keyword.TRUE);
      }
      case NULL -> {
        return new Literal.Null(offset);
      }
      case INTERVAL -> {
        return interval(offset);
      }
      case DATE -> {
        return new Literal.Temporal(offset, Literal.TemporalKind.DATE, tokens.string());
      }
      default -> {
        return time(offset, keyword == Keyword.TIME);
      }
    }
  }

  private Expression time(int offset, boolean ofDay) {
    boolean zoned = tokens.is(Keyword.WITH);
    if (!Symbol.isString(tokens.kind())) {
      tokens.advance();
      tokens.advance();
      tokens.advance();
    }
    Literal.TemporalKind kind;
    if (ofDay) {
      kind = zoned ? Literal.TemporalKind.TIME_WITH_ZONE : Literal.TemporalKind.TIME;
    } else {
      kind = zoned ? Literal.TemporalKind.TIMESTAMP_WITH_ZONE : Literal.TemporalKind.TIMESTAMP;
    }
    return new Literal.Temporal(offset, kind, tokens.string());
  }

  private Expression interval(int offset) {
    boolean negative = tokens.is(Symbol.MINUS);
    if (!Symbol.isString(tokens.kind())) {
      tokens.advance();
    }
    String text = tokens.string();
    Optional<IntervalQualifier> qualifier = intervalQualifier();
    return new Literal.Interval(offset, negative, text, qualifier);
  }

  TypeName type() {
    int offset = tokens.offset();
    if (!tokens.isName(0) || tokens.is(Symbol.QUOTED_NAME)) {
      throw tokens.expected("a type");
    }
    String name = words(tokens.name().text());
    boolean interval = name.equals("interval");
    Optional<IntervalQualifier> fields = interval ? intervalQualifier() : Optional.empty();
    List<Integer> arguments = fields.isPresent() ? List.of() : arguments();
    boolean timed = name.equals("time") || name.equals("timestamp");
    TypeName.Zone zone = timed ? zone() : TypeName.Zone.UNSAID;
    refuseArrays();
    return new TypeName(offset, name, arguments, zone, fields);
  }

  private String words(String first) {
    String name = first;
    if (name.equals("national") && (tokens.is("character") || tokens.is("char"))) {
      name = name + " " + tokens.name().text();
    }
    if (name.equals("double") && tokens.accept("precision")) {
      return "double precision";
    }
    if (CHARACTERS.contains(name)) {
      if (tokens.accept("varying")) {
        return name + " varying";
      }
      if (tokens.accept("large", "object")) {
        return name + " large object";
      }
    }
    return name;
  }

  private List<Integer> arguments() {
    if (!tokens.accept(Symbol.OPEN)) {
      return List.of();
    }
    List<Integer> arguments = tokens.list(tokens::smallInteger);
    if (arguments.size() > MOST_ARGUMENTS) {
      throw tokens.expected("at most " + MOST_ARGUMENTS + " arguments of a type");
    }
    tokens.close();
    return arguments;
  }

  private TypeName.Zone zone() {
    boolean with = tokens.is(Keyword.WITH);
    if ((with || tokens.is("without"))
        && tokens.isAhead(1, Keyword.TIME)
        && tokens.isAhead(2, "zone")) {
      tokens.advance();
      tokens.advance();
      tokens.advance();
      return with ? TypeName.Zone.WITH : TypeName.Zone.WITHOUT;
    }
    return TypeName.Zone.UNSAID;
  }

  private void refuseArrays() {
    boolean brackets = tokens.is(Symbol.QUOTED_NAME) && tokens.token().startsWith("[");
    if (brackets || tokens.is(Keyword.ARRAY)) {
      throw tokens.unsupported("arrays", tokens.offset());
    }
  }

  /** The fields of an interval, if some are next. */
  Optional<IntervalQualifier> intervalQualifier() {
    int offset = tokens.offset();
    IntervalQualifier.Field from = field();
    if (from == null) {
      return Optional.empty();
    }
    tokens.advance();
    boolean seconds = from == IntervalQualifier.Field.SECOND;
    List<Integer> digits = arguments();
    if (digits.size() > 1 && !seconds) {
      throw tokens.expected("one precision");
    }
    Optional<Integer> precision = digits.stream().findFirst();
    Optional<Integer> fraction = digits.stream().skip(1).findFirst();
    Optional<IntervalQualifier.Field> to = Optional.empty();
    if (tokens.accept(Keyword.TO)) {
      to = Optional.of(lastField(from));
      if (to.get() == IntervalQualifier.Field.SECOND && tokens.accept(Symbol.OPEN)) {
        fraction = Optional.of(tokens.smallInteger());
        tokens.close();
      }
    }
    return Optional.of(new IntervalQualifier(offset, from, precision, to, fraction));
  }

  private IntervalQualifier.Field lastField(IntervalQualifier.Field from) {
    IntervalQualifier.Field to = field();
    boolean months = from == IntervalQualifier.Field.YEAR;
    boolean fits =
        to != null
            && to.compareTo(from) > 0
            && from != IntervalQualifier.Field.MONTH
            && months == (to == IntervalQualifier.Field.MONTH);
    if (!fits) {
      throw tokens.expected("a smaller field of an interval");
    }
    tokens.advance();
    return to;
  }

  private IntervalQualifier.Field field() {
    Keyword keyword = tokens.keyword();
    if (keyword == null) {
      return null;
    }
    return switch (keyword) {
      case YEAR -> IntervalQualifier.Field.YEAR;
      case MONTH -> IntervalQualifier.Field.MONTH;
      case DAY -> IntervalQualifier.Field.DAY;
      case HOUR -> IntervalQualifier.Field.HOUR;
      case MINUTE -> IntervalQualifier.Field.MINUTE;
      case SECOND -> IntervalQualifier.Field.SECOND;
      default -> null;
    };
  }
}
