package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries: what surrounds selects, and the operations between them. */
final class QueryParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final SelectParser selects;

  QueryParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
    selects = new SelectParser(tokens, expressions, this);
  }

  SelectParser selects() {
    return selects;
  }

  /** Whether a query without a parenthesis before it is next. */
  boolean isNext() {
    return tokens.is(Keyword.SELECT)
        || tokens.is(Keyword.VALUES)
        || tokens.is(Keyword.WITH)
        || tokens.is(Keyword.TABLE);
  }

  /** Whether what is next can only go on with a query that stands before it in parentheses. */
  boolean isContinued() {
    return tokens.is(Keyword.UNION)
        || tokens.is(Keyword.EXCEPT)
        || tokens.is(Keyword.INTERSECT)
        || tokens.is(Keyword.ORDER)
        || tokens.is(Keyword.LIMIT)
        || tokens.is(Keyword.OFFSET)
        || tokens.is(Keyword.FETCH)
        || isLock();
  }

  Query query() {
    tokens.enter();
    int offset = tokens.offset();
    Optional<Query.With> with = with();
    Query query = rest(offset, with, operations(intersections(primary())));
    tokens.leave();
    return query;
  }

  /** A query behind a {@code WITH} that has been read. */
  Query query(int offset, Optional<Query.With> with) {
    return rest(offset, with, operations(intersections(primary())));
  }

  /** A query that begins with one in parentheses, which have been read. */
  Query continued(Query first) {
    QueryBody nested = new QueryBody.Nested(first.offset(), first);
    return rest(first.offset(), Optional.empty(), operations(intersections(nested)));
  }

  /** A query in parentheses. */
  Query enclosed() {
    tokens.open();
    Query query = query();
    tokens.close();
    return query;
  }

  Optional<Query.With> with() {
    int offset = tokens.offset();
    if (!tokens.accept(Keyword.WITH)) {
      return Optional.empty();
    }
    boolean recursive = tokens.accept(Keyword.RECURSIVE);
    return Optional.of(new Query.With(offset, recursive, tokens.list(this::commonTable)));
  }

  private Query.CommonTable commonTable() {
    int offset = tokens.offset();
    Identifier name = tokens.name();
    List<Identifier> columns = tokens.optionalNames();
    tokens.expect(Keyword.AS);
    Query.Materialization materialization = Query.Materialization.UNSAID;
    if (tokens.accept(Keyword.MATERIALIZED)) {
      materialization = Query.Materialization.MATERIALIZED;
    } else if (tokens.accept(Keyword.NOT)) {
      tokens.expect(Keyword.MATERIALIZED);
      materialization = Query.Materialization.NOT_MATERIALIZED;
    }
    return new Query.CommonTable(offset, name, columns, materialization, enclosed());
  }

  private QueryBody operations(QueryBody first) {
    if (!tokens.is(Keyword.UNION) && !tokens.is(Keyword.EXCEPT)) {
      return first;
    }
    List<QueryBody.Branch> branches = new ArrayList<>();
    while (tokens.is(Keyword.UNION) || tokens.is(Keyword.EXCEPT)) {
      int offset = tokens.offset();
      boolean union = tokens.is(Keyword.UNION);
      tokens.advance();
      boolean all = all();
      QueryBody.SetKind kind = union ? QueryBody.SetKind.UNION : QueryBody.SetKind.EXCEPT;
      branches.add(new QueryBody.Branch(offset, kind, all, intersections(primary())));
    }
    return new QueryBody.SetOperation(first.offset(), first, List.copyOf(branches));
  }

  private QueryBody intersections(QueryBody first) {
    if (!tokens.is(Keyword.INTERSECT)) {
      return first;
    }
    List<QueryBody.Branch> branches = new ArrayList<>();
    while (tokens.is(Keyword.INTERSECT)) {
      int offset = tokens.offset();
      tokens.advance();
      boolean all = all();
      branches.add(new QueryBody.Branch(offset, QueryBody.SetKind.INTERSECT, all, primary()));
    }
    return new QueryBody.SetOperation(first.offset(), first, List.copyOf(branches));
  }

  private boolean all() {
    boolean all = tokens.accept(Keyword.ALL);
    if (!all) {
      tokens.accept(Keyword.DISTINCT);
    }
    return all;
  }

  private QueryBody primary() {
    int offset = tokens.offset();
    if (tokens.is(Keyword.SELECT)) {
      return selects.select();
    }
    if (tokens.accept(Keyword.VALUES)) {
      return new QueryBody.Values(offset, tokens.list(this::valueRow));
    }
    if (tokens.accept(Keyword.TABLE)) {
      return new QueryBody.NamedTable(offset, tokens.tableName());
    }
    if (tokens.is(Symbol.OPEN)) {
      return new QueryBody.Nested(offset, enclosed());
    }
    throw tokens.expected("a query");
  }

  /** A row in parentheses, or a single value without them. */
  private QueryBody.ValueRow valueRow() {
    int offset = tokens.offset();
    Expression value = expressions.expression();
    List<Expression> values =
        value instanceof Expression.RowValue row ? row.values() : List.of(value);
    return new QueryBody.ValueRow(offset, values);
  }

  private Query rest(int offset, Optional<Query.With> with, QueryBody body) {
    List<Query.SortItem> order = orderBy();
    Optional<Query.RowLimit> limit = rowLimit();
    List<Query.LockClause> locks = locks();
    boolean bare = with.isEmpty() && order.isEmpty() && limit.isEmpty() && locks.isEmpty();
    return bare && body instanceof QueryBody.Nested nested
        ? nested.query()
        : new Query(offset, with, body, order, limit, locks);
  }

  List<Query.SortItem> orderBy() {
    return tokens.is(Keyword.ORDER) ? requiredOrderBy() : List.of();
  }

  List<Query.SortItem> requiredOrderBy() {
    tokens.expect(Keyword.ORDER);
    tokens.expect(Keyword.BY);
    return tokens.list(this::sortItem);
  }

  private Query.SortItem sortItem() {
    int offset = tokens.offset();
    Expression key = expressions.expression();
    return new Query.SortItem(offset, key, descending(), nullOrder());
  }

  boolean descending() {
    boolean descending = tokens.accept(Keyword.DESC);
    if (!descending) {
      tokens.accept(Keyword.ASC);
    }
    return descending;
  }

  Query.NullOrder nullOrder() {
    if (!tokens.is(Keyword.NULLS)) {
      return Query.NullOrder.UNSAID;
    }
    tokens.advance();
    if (tokens.accept(Keyword.FIRST)) {
      return Query.NullOrder.FIRST;
    }
    tokens.expect(Keyword.LAST);
    return Query.NullOrder.LAST;
  }

  /** {@code LIMIT}, {@code OFFSET} and {@code FETCH}, each at most once. */
  private Optional<Query.RowLimit> rowLimit() {
    int offset = tokens.offset();
    Optional<Expression> count = Optional.empty();
    Optional<Expression> skipped = Optional.empty();
    boolean counted = false;
    boolean withTies = false;
    while (true) {
      if (!counted && tokens.accept(Keyword.LIMIT)) {
        counted = true;
        count = tokens.accept(Keyword.ALL) ? Optional.empty() : limited();
        if (count.isPresent() && skipped.isEmpty() && tokens.accept(Symbol.COMMA)) {
          skipped = count;
          count = limited();
        }
      } else if (skipped.isEmpty() && tokens.accept(Keyword.OFFSET)) {
        skipped = limited();
        skipRowWord();
      } else if (!counted && tokens.is(Keyword.FETCH)) {
        counted = true;
        count = Optional.of(fetched());
        withTies = withTies();
      } else {
        return count.isEmpty() && skipped.isEmpty()
            ? Optional.empty()
            : Optional.of(new Query.RowLimit(offset, count, skipped, withTies));
      }
    }
  }

  private Optional<Expression> limited() {
    return Optional.of(expressions.expression());
  }

  private Expression fetched() {
    tokens.expect(Keyword.FETCH);
    if (!tokens.accept(Keyword.FIRST)) {
      tokens.expect(Keyword.NEXT);
    }
    int offset = tokens.offset();
    if (tokens.kind(1) != Symbol.OPEN && skipRowWord()) {
      return new Literal.Numeric(offset, "1", Literal.NumericKind.INTEGER);
    }
    Expression count = expressions.operand(ExpressionParser.UNARY);
    if (!skipRowWord()) {
      throw tokens.expected("ROWS");
    }
    return count;
  }

  private boolean skipRowWord() {
    return tokens.accept(Keyword.ROWS) || tokens.accept(Keyword.ROW);
  }

  private boolean withTies() {
    if (tokens.accept(Keyword.ONLY)) {
      return false;
    }
    tokens.expect(Keyword.WITH);
    tokens.expect("ties");
    return true;
  }

  private List<Query.LockClause> locks() {
    if (!isLock()) {
      return List.of();
    }
    List<Query.LockClause> locks = new ArrayList<>();
    while (isLock()) {
      locks.add(lock());
    }
    return List.copyOf(locks);
  }

  private boolean isLock() {
    return tokens.is(Keyword.FOR)
        && (tokens.isAhead(1, Keyword.UPDATE)
            || tokens.isAhead(1, "share")
            || tokens.isAhead(1, Keyword.NO)
            || tokens.isAhead(1, Keyword.KEY));
  }

  private Query.LockClause lock() {
    int offset = tokens.offset();
    tokens.expect(Keyword.FOR);
    Query.LockStrength strength = strength();
    List<QualifiedName> tables =
        tokens.accept(Keyword.OF) ? tokens.list(tokens::tableName) : List.of();
    Query.LockPolicy policy = Query.LockPolicy.BLOCK;
    Optional<Expression> seconds = Optional.empty();
    if (tokens.accept("nowait")) {
      policy = Query.LockPolicy.NOWAIT;
    } else if (tokens.accept("skip")) {
      tokens.expect("locked");
      policy = Query.LockPolicy.SKIP_LOCKED;
    } else if (tokens.accept("wait")) {
      policy = Query.LockPolicy.WAIT;
      seconds = Optional.of(expressions.operand(ExpressionParser.UNARY));
    }
    return new Query.LockClause(offset, strength, tables, policy, seconds);
  }

  private Query.LockStrength strength() {
    if (tokens.accept(Keyword.UPDATE)) {
      return Query.LockStrength.UPDATE;
    }
    if (tokens.accept(Keyword.NO)) {
      tokens.expect(Keyword.KEY);
      tokens.expect(Keyword.UPDATE);
      return Query.LockStrength.NO_KEY_UPDATE;
    }
    boolean key = tokens.accept(Keyword.KEY);
    tokens.expect("share");
    return key ? Query.LockStrength.KEY_SHARE : Query.LockStrength.SHARE;
  }
}
