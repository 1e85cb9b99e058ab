package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.Window;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of functions, and functions whose arguments have a syntax of their own. */
final class CallParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final WindowParser windows;

  CallParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
    windows = new WindowParser(tokens, expressions);
  }

  WindowParser windows() {
    return windows;
  }

  /** What a keyword begins, or null if it is a name here. */
  Expression special(Keyword keyword) {
    switch (keyword) {
      case CURRENT_DATE,
          CURRENT_TIME,
          CURRENT_TIMESTAMP,
          LOCALTIME,
          LOCALTIMESTAMP,
          CURRENT_USER,
          SESSION_USER,
          CURRENT_SCHEMA,
          CURRENT_CATALOG -> {
        return current(Call.CurrentKind.valueOf(keyword.name()));
      }
      case NEXT, CURRENT -> {
        return isSequenceValue() ? sequenceValue() : null;
      }
      default -> {
        return tokens.kind(1) == Symbol.OPEN ? called(keyword) : null;
      }
    }
  }

  private Expression called(Keyword keyword) {
    switch (keyword) {
      case EXTRACT -> {
        return extract();
      }
      case POSITION -> {
        return position();
      }
      case SUBSTRING -> {
        return substring();
      }
      case TRIM -> {
        return trim();
      }
      case OVERLAY -> {
        return overlay();
      }
      case LEFT, RIGHT -> {
        // Functions whose names the grammar has taken.
        int offset = tokens.offset();
        return call(new QualifiedName(offset, List.of(tokens.label())));
      }
      default -> {
        return null;
      }
    }
  }

  private Expression current(Call.CurrentKind kind) {
    int offset = tokens.offset();
    tokens.advance();
    boolean timed =
        switch (kind) {
          case CURRENT_TIME, CURRENT_TIMESTAMP, LOCALTIME, LOCALTIMESTAMP -> true;
          default -> false;
        };
    Optional<Integer> precision = Optional.empty();
    if (timed && tokens.accept(Symbol.OPEN)) {
      precision = Optional.of(tokens.smallInteger());
      tokens.close();
    }
    return new Call.CurrentValue(offset, kind, precision);
  }

  private boolean isSequenceValue() {
    return tokens.isAhead(1, Keyword.VALUE) && tokens.isAhead(2, Keyword.FOR);
  }

  private Expression sequenceValue() {
    int offset = tokens.offset();
    boolean next = tokens.is(Keyword.NEXT);
    tokens.advance();
    tokens.expect(Keyword.VALUE);
    tokens.expect(Keyword.FOR);
    return new Call.SequenceValue(offset, next, tokens.tableName());
  }

  /** A call, from its parenthesis on. */
  Call.FunctionCall call(QualifiedName name) {
    tokens.open();
    Call.ArgumentForm form = Call.ArgumentForm.PLAIN;
    List<Expression> arguments = List.of();
    if (tokens.accept(Symbol.STAR)) {
      form = Call.ArgumentForm.STAR;
    } else if (!tokens.is(Symbol.CLOSE)) {
      if (tokens.accept(Keyword.DISTINCT)) {
        form = Call.ArgumentForm.DISTINCT;
      } else {
        tokens.accept(Keyword.ALL);
      }
      arguments = expressions.expressions();
    }
    return called(name, form, arguments);
  }

  /** A call whose arguments have been read. */
  private Call.FunctionCall called(
      QualifiedName name, Call.ArgumentForm form, List<Expression> arguments) {
    boolean aggregate = !arguments.isEmpty();
    List<Query.SortItem> order = aggregate ? expressions.queries().orderBy() : List.of();
    Optional<Expression> separator =
        aggregate ? expressions.expressionAfter(Keyword.SEPARATOR) : Optional.empty();
    tokens.close();
    List<Query.SortItem> withinGroup = withinGroup();
    Optional<Expression> filter = filter();
    Call.NullTreatment nulls = nullTreatment();
    Optional<Window> over = tokens.accept(Keyword.OVER) ? windows.over() : Optional.empty();
    return new Call.FunctionCall(
        name.offset(), name, form, arguments, order, separator, withinGroup, filter, nulls, over);
  }

  private List<Query.SortItem> withinGroup() {
    if (!tokens.is(Keyword.WITHIN) || !tokens.isAhead(1, Keyword.GROUP)) {
      return List.of();
    }
    tokens.advance();
    tokens.advance();
    tokens.open();
    List<Query.SortItem> order = expressions.queries().requiredOrderBy();
    tokens.close();
    return order;
  }

  private Optional<Expression> filter() {
    if (!tokens.is(Keyword.FILTER) || tokens.kind(1) != Symbol.OPEN) {
      return Optional.empty();
    }
    tokens.advance();
    tokens.open();
    tokens.expect(Keyword.WHERE);
    Expression condition = expressions.expression();
    tokens.close();
    return Optional.of(condition);
  }

  private Call.NullTreatment nullTreatment() {
    if (tokens.accept("respect", "nulls")) {
      return Call.NullTreatment.RESPECT;
    }
    return tokens.accept("ignore", "nulls") ? Call.NullTreatment.IGNORE : Call.NullTreatment.UNSAID;
  }

  private Expression extract() {
    int offset = tokens.offset();
    if (!tokens.isAhead(3, Keyword.FROM)) {
      return plain();
    }
    tokens.advance();
    tokens.open();
    int begin = tokens.offset();
    Identifier field =
        Symbol.isString(tokens.kind())
            ? new Identifier(begin, tokens.string(), true)
            : tokens.label();
    tokens.expect(Keyword.FROM);
    Expression source = expressions.expression();
    tokens.close();
    return new Call.Extract(offset, field, source);
  }

  private Call.FunctionCall plain() {
    return call(nameOfFunction());
  }

  private QualifiedName nameOfFunction() {
    return new QualifiedName(tokens.offset(), List.of(tokens.name()));
  }

  /** A call like any other whose first argument has been read. */
  private Call.FunctionCall plain(QualifiedName name, Expression first) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(first);
    while (tokens.accept(Symbol.COMMA)) {
      arguments.add(expressions.expression());
    }
    return called(name, Call.ArgumentForm.PLAIN, List.copyOf(arguments));
  }

  private Expression position() {
    QualifiedName name = nameOfFunction();
    tokens.open();
    Expression first = expressions.operand(ExpressionParser.RANGE + 1);
    if (!tokens.accept(Keyword.IN)) {
      return plain(name, first);
    }
    Expression text = expressions.expression();
    tokens.close();
    return new Call.Position(name.offset(), first, text);
  }

  private Expression substring() {
    QualifiedName name = nameOfFunction();
    tokens.open();
    Expression text = expressions.expression();
    Optional<Expression> start = expressions.expressionAfter(Keyword.FROM);
    Optional<Expression> length = expressions.expressionAfter(Keyword.FOR);
    if (start.isEmpty() && length.isEmpty()) {
      return plain(name, text);
    }
    tokens.close();
    return new Call.Substring(name.offset(), text, start, length);
  }

  private Expression trim() {
    QualifiedName name = nameOfFunction();
    tokens.open();
    Optional<Call.TrimSide> side = trimSide();
    Optional<Expression> characters = Optional.empty();
    Expression text;
    if (tokens.accept(Keyword.FROM)) {
      text = expressions.expression();
    } else {
      text = expressions.expression();
      if (tokens.accept(Keyword.FROM)) {
        characters = Optional.of(text);
        text = expressions.expression();
      } else if (side.isEmpty()) {
        return plain(name, text);
      }
    }
    tokens.close();
    return new Call.Trim(name.offset(), side.orElse(Call.TrimSide.BOTH), characters, text);
  }

  private Optional<Call.TrimSide> trimSide() {
    if (tokens.accept(Keyword.BOTH)) {
      return Optional.of(Call.TrimSide.BOTH);
    }
    if (tokens.accept(Keyword.LEADING)) {
      return Optional.of(Call.TrimSide.LEADING);
    }
    return tokens.accept(Keyword.TRAILING) ? Optional.of(Call.TrimSide.TRAILING) : Optional.empty();
  }

  private Expression overlay() {
    QualifiedName name = nameOfFunction();
    tokens.open();
    Expression text = expressions.expression();
    if (!tokens.accept(Keyword.PLACING)) {
      return plain(name, text);
    }
    Expression replacement = expressions.expression();
    tokens.expect(Keyword.FROM);
    Expression start = expressions.expression();
    Optional<Expression> length = expressions.expressionAfter(Keyword.FOR);
    tokens.close();
    return new Call.Overlay(name.offset(), text, replacement, start, length);
  }
}
