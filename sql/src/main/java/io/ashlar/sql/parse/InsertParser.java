package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DataStatement.ConflictClause;
import io.ashlar.sql.syntax.DataStatement.InsertMode;
import io.ashlar.sql.syntax.DataStatement.InsertSource;
import io.ashlar.sql.syntax.DataStatement.Overriding;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.List;
import java.util.Optional;

/** {@code INSERT}, what it does on conflicts, and assignments, which updates have as well. */
final class InsertParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final QueryParser queries;

  InsertParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
    queries = expressions.queries();
  }

  DataStatement insert(int offset, Optional<Query.With> with) {
    InsertMode mode = mode();
    tokens.expect(Keyword.INTO);
    QualifiedName table = tokens.tableName();
    Optional<Identifier> alias =
        tokens.accept(Keyword.AS) ? Optional.of(tokens.name()) : Optional.empty();
    List<Identifier> columns = isQueryInParentheses() ? List.of() : tokens.optionalNames();
    Overriding overriding = overriding();
    InsertSource source = source();
    Optional<ConflictClause> conflict = conflict();
    List<QueryBody.SelectItem> returning = returning();
    return new DataStatement.Insert(
        offset, with, mode, table, alias, columns, overriding, source, conflict, returning);
  }

  private InsertMode mode() {
    if (tokens.accept(Keyword.REPLACE)) {
      return InsertMode.OR_REPLACE;
    }
    tokens.expect(Keyword.INSERT);
    if (!tokens.accept(Keyword.OR)) {
      return InsertMode.PLAIN;
    }
    if (tokens.accept(Keyword.REPLACE)) {
      return InsertMode.OR_REPLACE;
    }
    if (tokens.accept("ignore")) {
      return InsertMode.OR_IGNORE;
    }
    throw tokens.expected("REPLACE or IGNORE");
  }

  /** Whether a parenthesis opens a query and no list of columns. */
  boolean isQueryInParentheses() {
    if (!tokens.is(Symbol.OPEN)) {
      return false;
    }
    int next = tokens.kind(1);
    return next == Symbol.OPEN
        || next == Keyword.SELECT.kind()
        || next == Keyword.VALUES.kind()
        || next == Keyword.WITH.kind()
        || next == Keyword.TABLE.kind();
  }

  Overriding overriding() {
    if (!tokens.accept("overriding")) {
      return Overriding.UNSAID;
    }
    boolean system = tokens.accept("system");
    if (!system) {
      tokens.expect(Keyword.USER);
    }
    tokens.expect(Keyword.VALUE);
    return system ? Overriding.SYSTEM_VALUE : Overriding.USER_VALUE;
  }

  InsertSource source() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.DEFAULT)) {
      tokens.expect(Keyword.VALUES);
      return new DataStatement.DefaultRow(offset);
    }
    if (tokens.accept(Keyword.VALUES)) {
      return new DataStatement.Rows(offset, tokens.list(this::valueRow));
    }
    return new DataStatement.QueryRows(offset, queries.query());
  }

  private QueryBody.ValueRow valueRow() {
    int offset = tokens.offset();
    return new QueryBody.ValueRow(offset, values());
  }

  /** Values in parentheses, of which each may be {@code DEFAULT}. */
  List<Expression> values() {
    tokens.open();
    List<Expression> values = tokens.list(expressions::valueOrDefault);
    tokens.close();
    return values;
  }

  private Optional<ConflictClause> conflict() {
    int offset = tokens.offset();
    if (!tokens.accept(Keyword.ON)) {
      return Optional.empty();
    }
    if (tokens.accept(Keyword.DUPLICATE)) {
      tokens.expect(Keyword.KEY);
      tokens.expect(Keyword.UPDATE);
      expressions.setInsertedValues(true);
      List<DataStatement.Assignment> assignments = assignments();
      expressions.setInsertedValues(false);
      return Optional.of(new DataStatement.OnDuplicateKey(offset, assignments));
    }
    tokens.expect(Keyword.CONFLICT);
    Optional<DataStatement.ConflictTarget> target = target();
    tokens.expect("do");
    return Optional.of(new DataStatement.OnConflict(offset, target, action()));
  }

  private Optional<DataStatement.ConflictTarget> target() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.ON)) {
      tokens.expect(Keyword.CONSTRAINT);
      return Optional.of(new DataStatement.TargetConstraint(offset, tokens.name()));
    }
    if (!tokens.is(Symbol.OPEN)) {
      return Optional.empty();
    }
    List<Identifier> columns = tokens.names();
    Optional<Expression> where = expressions.expressionAfter(Keyword.WHERE);
    return Optional.of(new DataStatement.TargetColumns(offset, columns, where));
  }

  private DataStatement.ConflictAction action() {
    int offset = tokens.offset();
    if (tokens.accept("nothing")) {
      return new DataStatement.DoNothing(offset);
    }
    tokens.expect(Keyword.UPDATE);
    tokens.expect(Keyword.SET);
    List<DataStatement.Assignment> assignments = assignments();
    return new DataStatement.DoUpdate(
        offset, assignments, expressions.expressionAfter(Keyword.WHERE));
  }

  List<QueryBody.SelectItem> returning() {
    return tokens.accept(Keyword.RETURNING) ? queries.selects().items() : List.of();
  }

  List<DataStatement.Assignment> assignments() {
    return tokens.list(this::assignment);
  }

  private DataStatement.Assignment assignment() {
    int offset = tokens.offset();
    if (!tokens.accept(Symbol.OPEN)) {
      QualifiedName column = tokens.tableName();
      tokens.expect(Symbol.EQUAL, "=");
      return new DataStatement.SetColumn(offset, column, expressions.valueOrDefault());
    }
    List<QualifiedName> columns = tokens.list(tokens::tableName);
    tokens.close();
    tokens.expect(Symbol.EQUAL, "=");
    if (tokens.accept(Keyword.ROW)) {
      return new DataStatement.SetColumns(offset, columns, values());
    }
    return isQueryInParentheses()
        ? fromParentheses(offset, columns)
        : new DataStatement.SetColumns(offset, columns, values());
  }

  /** A query, which may have parentheses of its own, or values of which the first is a query. */
  private DataStatement.Assignment fromParentheses(int offset, List<QualifiedName> columns) {
    tokens.open();
    if (queries.isNext()) {
      Query query = queries.query();
      tokens.close();
      return new DataStatement.SetFromQuery(offset, columns, query);
    }
    List<Expression> values = tokens.list(expressions::valueOrDefault);
    if (values.size() > 1 || !(values.get(0) instanceof Expression.ScalarSubquery inner)) {
      tokens.close();
      return new DataStatement.SetColumns(offset, columns, values);
    }
    Query query = queries.isContinued() ? queries.continued(inner.query()) : inner.query();
    tokens.close();
    return new DataStatement.SetFromQuery(offset, columns, query);
  }

  /** {@code MERGE INTO table (columns) KEY (columns) rows}, from behind the table. */
  DataStatement mergeByKey(int offset, QualifiedName table) {
    List<Identifier> columns = isQueryInParentheses() ? List.of() : tokens.optionalNames();
    List<Identifier> key = tokens.accept(Keyword.KEY) ? tokens.names() : List.of();
    return new DataStatement.MergeByKey(offset, table, columns, key, source());
  }
}
