package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.Window;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.List;
import java.util.Optional;

/** Windows of functions. */
final class WindowParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;

  WindowParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** What stands behind {@code OVER}. */
  Optional<Window> over() {
    if (tokens.is(Symbol.OPEN)) {
      return Optional.of(specification());
    }
    int offset = tokens.offset();
    return Optional.of(new Window.Named(offset, tokens.name()));
  }

  Window.Specification specification() {
    int offset = tokens.offset();
    tokens.open();
    Optional<Identifier> base = Optional.empty();
    if (tokens.isName(0) && !tokens.is("partition") && unit() == null) {
      base = Optional.of(tokens.name());
    }
    List<Expression> partitionBy = List.of();
    if (tokens.accept("partition")) {
      tokens.expect(Keyword.BY);
      partitionBy = expressions.expressions();
    }
    List<Query.SortItem> orderBy = expressions.queries().orderBy();
    Optional<Window.Frame> frame = unit() == null ? Optional.empty() : Optional.of(frame());
    tokens.close();
    return new Window.Specification(offset, base, partitionBy, orderBy, frame);
  }

  private Window.FrameUnit unit() {
    Keyword keyword = tokens.keyword();
    if (keyword == null) {
      return null;
    }
    return switch (keyword) {
      case ROWS -> Window.FrameUnit.ROWS;
      case RANGE -> Window.FrameUnit.RANGE;
      case GROUPS -> Window.FrameUnit.GROUPS;
      default -> null;
    };
  }

  private Window.Frame frame() {
    int offset = tokens.offset();
    Window.FrameUnit unit = unit();
    tokens.advance();
    Window.Bound start;
    Optional<Window.Bound> end = Optional.empty();
    if (tokens.accept(Keyword.BETWEEN)) {
      start = bound();
      tokens.expect(Keyword.AND);
      end = Optional.of(bound());
    } else {
      start = bound();
    }
    return new Window.Frame(offset, unit, start, end, exclusion());
  }

  private Window.Bound bound() {
    int offset = tokens.offset();
    if (tokens.is(Keyword.UNBOUNDED)) {
      tokens.advance();
      Window.BoundKind kind =
          isPreceding()
              ? Window.BoundKind.UNBOUNDED_PRECEDING
              : Window.BoundKind.UNBOUNDED_FOLLOWING;
      return new Window.Bound(offset, kind, Optional.empty());
    }
    if (tokens.is(Keyword.CURRENT) && tokens.isAhead(1, Keyword.ROW)) {
      tokens.advance();
      tokens.advance();
      return new Window.Bound(offset, Window.BoundKind.CURRENT_ROW, Optional.empty());
    }
    Expression distance = expressions.operand(ExpressionParser.ADDITIVE);
    Window.BoundKind kind = isPreceding() ? Window.BoundKind.PRECEDING : Window.BoundKind.FOLLOWING;
    return new Window.Bound(offset, kind, Optional.of(distance));
  }

  private boolean isPreceding() {
    if (tokens.accept(Keyword.PRECEDING)) {
      return true;
    }
    if (tokens.accept(Keyword.FOLLOWING)) {
      return false;
    }
    throw tokens.expected("PRECEDING or FOLLOWING");
  }

  private Window.FrameExclusion exclusion() {
    if (!tokens.accept("exclude")) {
      return Window.FrameExclusion.UNSAID;
    }
    if (tokens.accept("current", "row")) {
      return Window.FrameExclusion.CURRENT_ROW;
    }
    if (tokens.accept("no", "others")) {
      return Window.FrameExclusion.NO_OTHERS;
    }
    if (tokens.accept(Keyword.GROUP)) {
      return Window.FrameExclusion.GROUP;
    }
    tokens.expect("ties");
    return Window.FrameExclusion.TIES;
  }
}
