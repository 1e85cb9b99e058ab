package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Call;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands in {@code FROM}: tables, subqueries, functions and their joins. */
final class TableReferenceParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final QueryParser queries;

  TableReferenceParser(Tokens tokens, ExpressionParser expressions, QueryParser queries) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.queries = queries;
  }

  /** A table with all that is joined to it. */
  TableReference reference() {
    if (tokens.is(Symbol.OPEN_BRACE)) {
      return outerJoinEscape();
    }
    return joined(factor());
  }

  private TableReference outerJoinEscape() {
    tokens.advance();
    tokens.expect("oj");
    TableReference inner = joined(factor());
    tokens.expect(Symbol.CLOSE_BRACE, "}");
    return inner;
  }

  private TableReference joined(TableReference first) {
    if (!isJoin()) {
      return first;
    }
    List<TableReference.JoinStep> steps = new ArrayList<>();
    while (isJoin()) {
      steps.add(join());
    }
    return new TableReference.Join(first.offset(), first, List.copyOf(steps));
  }

  private boolean isJoin() {
    return tokens.is(Keyword.JOIN)
        || tokens.is(Keyword.INNER)
        || tokens.is(Keyword.LEFT)
        || tokens.is(Keyword.RIGHT)
        || tokens.is(Keyword.FULL)
        || tokens.is(Keyword.CROSS)
        || tokens.is(Keyword.NATURAL);
  }

  private TableReference.JoinStep join() {
    int offset = tokens.offset();
    boolean natural = tokens.accept(Keyword.NATURAL);
    TableReference.JoinKind kind = kind(natural);
    tokens.expect(Keyword.JOIN);
    TableReference right = factor();
    int condition = tokens.offset();
    if (natural) {
      return new TableReference.JoinStep(
          offset, kind, right, new TableReference.Natural(condition));
    }
    if (kind == TableReference.JoinKind.CROSS) {
      return new TableReference.JoinStep(offset, kind, right, new TableReference.Every(condition));
    }
    if (isJoin()) {
      // Conditions may follow one another: a JOIN b JOIN c ON .. ON ..
      tokens.enter();
      right = joined(right);
      tokens.leave();
    }
    return new TableReference.JoinStep(offset, kind, right, condition());
  }

  private TableReference.JoinKind kind(boolean natural) {
    if (!natural && tokens.accept(Keyword.CROSS)) {
      return TableReference.JoinKind.CROSS;
    }
    TableReference.JoinKind kind = TableReference.JoinKind.INNER;
    if (tokens.accept(Keyword.LEFT)) {
      kind = TableReference.JoinKind.LEFT;
    } else if (tokens.accept(Keyword.RIGHT)) {
      kind = TableReference.JoinKind.RIGHT;
    } else if (tokens.accept(Keyword.FULL)) {
      kind = TableReference.JoinKind.FULL;
    } else {
      tokens.accept(Keyword.INNER);
      return kind;
    }
    tokens.accept(Keyword.OUTER);
    return kind;
  }

  private TableReference.JoinCondition condition() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.ON)) {
      return new TableReference.On(offset, expressions.expression());
    }
    if (tokens.accept(Keyword.USING)) {
      return new TableReference.Using(offset, tokens.names());
    }
    throw tokens.expected("ON or USING");
  }

  /** A table without its joins. */
  TableReference factor() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.LATERAL)) {
      if (tokens.is(Symbol.OPEN)) {
        Query query = queries.enclosed();
        return new TableReference.Derived(offset, true, query, alias());
      }
      return function(offset, true, tokens.tableName());
    }
    if (tokens.is(Symbol.OPEN)) {
      return parenthesis();
    }
    QualifiedName name = tokens.tableName();
    if (tokens.is(Symbol.OPEN)) {
      return function(offset, false, name);
    }
    Optional<Expression> asOf = asOf();
    return new TableReference.Table(offset, name, asOf, alias());
  }

  private TableReference function(int offset, boolean lateral, QualifiedName name) {
    Call.FunctionCall call = expressions.calls().call(name);
    return new TableReference.Function(offset, lateral, call, alias());
  }

  /** A subquery or a join; parentheses around a single table say nothing. */
  private TableReference parenthesis() {
    int offset = tokens.offset();
    tokens.enter();
    tokens.open();
    TableReference inner;
    if (queries.isNext()) {
      inner = new TableReference.Derived(offset, false, queries.query(), Optional.empty());
    } else {
      inner = reference();
      if (isBare(inner) && queries.isContinued()) {
        Query query = queries.continued(((TableReference.Derived) inner).query());
        inner = new TableReference.Derived(offset, false, query, Optional.empty());
      }
    }
    tokens.close();
    tokens.leave();
    return isBare(inner)
        ? new TableReference.Derived(
            offset, false, ((TableReference.Derived) inner).query(), alias())
        : inner;
  }

  private static boolean isBare(TableReference reference) {
    return reference instanceof TableReference.Derived derived
        && !derived.lateral()
        && derived.alias().isEmpty();
  }

  private Optional<Expression> asOf() {
    if (tokens.is(Keyword.FOR) && tokens.isAhead(1, "system_time")) {
      tokens.advance();
      tokens.advance();
    } else if (!tokens.is(Keyword.AS) || !tokens.isAhead(1, Keyword.OF)) {
      return Optional.empty();
    }
    tokens.expect(Keyword.AS);
    tokens.expect(Keyword.OF);
    return Optional.of(expressions.operand(ExpressionParser.ADDITIVE));
  }

  private Optional<TableReference.Alias> alias() {
    int offset = tokens.offset();
    Identifier name;
    if (tokens.accept(Keyword.AS)) {
      name = tokens.name();
    } else if (tokens.isBareAlias()) {
      name = tokens.name();
    } else {
      return Optional.empty();
    }
    return Optional.of(new TableReference.Alias(offset, name, tokens.optionalNames()));
  }
}
