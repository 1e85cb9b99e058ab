package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code SELECT}, from its list to its windows. */
final class SelectParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final TableReferenceParser tables;

  SelectParser(Tokens tokens, ExpressionParser expressions, QueryParser queries) {
    this.tokens = tokens;
    this.expressions = expressions;
    tables = new TableReferenceParser(tokens, expressions, queries);
  }

  TableReferenceParser tables() {
    return tables;
  }

  QueryBody.Select select() {
    int offset = tokens.offset();
    tokens.expect(Keyword.SELECT);
    Optional<QueryBody.Distinct> distinct = distinct();
    Optional<QueryBody.Top> top = top();
    List<QueryBody.SelectItem> items = items();
    List<TableReference> from =
        tokens.accept(Keyword.FROM) ? tokens.list(tables::reference) : List.of();
    Optional<Expression> where = expressions.expressionAfter(Keyword.WHERE);
    Optional<QueryBody.GroupBy> groupBy = groupBy();
    Optional<Expression> having = expressions.expressionAfter(Keyword.HAVING);
    List<QueryBody.NamedWindow> windows =
        tokens.accept(Keyword.WINDOW) ? tokens.list(this::window) : List.of();
    return new QueryBody.Select(
        offset, distinct, top, items, from, where, groupBy, having, windows);
  }

  private Optional<QueryBody.Distinct> distinct() {
    int offset = tokens.offset();
    if (!tokens.accept(Keyword.DISTINCT)) {
      tokens.accept(Keyword.ALL);
      return Optional.empty();
    }
    List<Expression> on = List.of();
    if (tokens.accept(Keyword.ON)) {
      tokens.open();
      on = expressions.expressions();
      tokens.close();
    }
    return Optional.of(new QueryBody.Distinct(offset, on));
  }

  private Optional<QueryBody.Top> top() {
    int next = tokens.kind(1);
    if (!tokens.is(Keyword.TOP)
        || !(Symbol.isNumber(next) || Symbol.isParameter(next) || next == Symbol.OPEN)) {
      return Optional.empty();
    }
    int offset = tokens.offset();
    tokens.advance();
    Expression count = expressions.operand(ExpressionParser.POSTFIX);
    boolean withTies = tokens.is(Keyword.WITH);
    if (withTies) {
      tokens.advance();
      tokens.expect("ties");
    }
    return Optional.of(new QueryBody.Top(offset, count, withTies));
  }

  List<QueryBody.SelectItem> items() {
    return tokens.list(this::item);
  }

  private QueryBody.SelectItem item() {
    int offset = tokens.offset();
    if (tokens.accept(Symbol.STAR)) {
      return new QueryBody.AllColumns(offset);
    }
    if (isTableStar()) {
      QualifiedName table = tableBeforeStar();
      return new QueryBody.TableColumns(offset, table);
    }
    Expression value = expressions.expression();
    Optional<Identifier> alias = Optional.empty();
    if (tokens.accept(Keyword.AS)) {
      alias = Optional.of(tokens.label());
    } else if (tokens.isBareAlias()) {
      alias = Optional.of(tokens.name());
    }
    return new QueryBody.Column(offset, value, alias);
  }

  private boolean isTableStar() {
    int ahead = 0;
    while (ahead < 2 * Tokens.TABLE_PARTS
        && (ahead == 0 ? tokens.isName(0) : isLabel(ahead))
        && tokens.kind(ahead + 1) == Symbol.DOT) {
      ahead += 2;
    }
    return ahead > 0 && tokens.kind(ahead) == Symbol.STAR;
  }

  private boolean isLabel(int ahead) {
    return Symbol.isWord(tokens.kind(ahead)) || tokens.kind(ahead) == Symbol.QUOTED_NAME;
  }

  private QualifiedName tableBeforeStar() {
    int offset = tokens.offset();
    List<Identifier> parts = new ArrayList<>();
    do {
      parts.add(tokens.label());
      tokens.expect(Symbol.DOT, ".");
    } while (!tokens.accept(Symbol.STAR));
    return new QualifiedName(offset, List.copyOf(parts));
  }

  private Optional<QueryBody.GroupBy> groupBy() {
    int offset = tokens.offset();
    if (!tokens.accept(Keyword.GROUP)) {
      return Optional.empty();
    }
    tokens.expect(Keyword.BY);
    boolean distinct = tokens.accept(Keyword.DISTINCT);
    if (!distinct) {
      tokens.accept(Keyword.ALL);
    }
    return Optional.of(new QueryBody.GroupBy(offset, distinct, groupingElements()));
  }

  private List<QueryBody.GroupingElement> groupingElements() {
    return tokens.list(this::groupingElement);
  }

  private QueryBody.GroupingElement groupingElement() {
    int offset = tokens.offset();
    boolean called = tokens.kind(1) == Symbol.OPEN;
    if (called && tokens.accept(Keyword.ROLLUP)) {
      return new QueryBody.Rollup(offset, groupings());
    }
    if (called && tokens.accept(Keyword.CUBE)) {
      return new QueryBody.Cube(offset, groupings());
    }
    if (tokens.is(Keyword.GROUPING) && tokens.isAhead(1, Keyword.SETS)) {
      tokens.advance();
      tokens.advance();
      tokens.enter();
      tokens.open();
      List<QueryBody.GroupingElement> elements = groupingElements();
      tokens.close();
      tokens.leave();
      return new QueryBody.GroupingSets(offset, elements);
    }
    return grouping();
  }

  private List<QueryBody.Grouping> groupings() {
    tokens.open();
    List<QueryBody.Grouping> groupings = tokens.list(this::grouping);
    tokens.close();
    return groupings;
  }

  private QueryBody.Grouping grouping() {
    int offset = tokens.offset();
    if (tokens.is(Symbol.OPEN) && tokens.kind(1) == Symbol.CLOSE) {
      tokens.advance();
      tokens.advance();
      return new QueryBody.Grouping(offset, List.of());
    }
    boolean enclosed = tokens.is(Symbol.OPEN);
    Expression key = expressions.expression();
    List<Expression> keys =
        enclosed && key instanceof Expression.RowValue row ? row.values() : List.of(key);
    return new QueryBody.Grouping(offset, keys);
  }

  private QueryBody.NamedWindow window() {
    int offset = tokens.offset();
    Identifier name = tokens.name();
    tokens.expect(Keyword.AS);
    return new QueryBody.NamedWindow(offset, name, expressions.calls().windows().specification());
  }
}
