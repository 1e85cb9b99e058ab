package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DataStatement.MatchKind;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.Query;
import io.ashlar.sql.syntax.QueryBody;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.sql.syntax.TableReference;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code UPDATE}, {@code DELETE}, {@code MERGE}, {@code TRUNCATE} and {@code CALL}. */
final class ChangeParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;
  private final InsertParser inserts;
  private final TableReferenceParser tables;

  ChangeParser(Tokens tokens, ExpressionParser expressions, InsertParser inserts) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.inserts = inserts;
    tables = expressions.queries().selects().tables();
  }

  /** A query, or a change of rows, behind a {@code WITH}. */
  Statement withStatement() {
    int offset = tokens.offset();
    Optional<Query.With> with = expressions.queries().with();
    if (tokens.is(Keyword.INSERT) || tokens.is(Keyword.REPLACE)) {
      return inserts.insert(offset, with);
    }
    if (tokens.is(Keyword.UPDATE)) {
      return update(offset, with);
    }
    if (tokens.is(Keyword.DELETE)) {
      return delete(offset, with);
    }
    if (tokens.is(Keyword.MERGE)) {
      return merge(offset, with);
    }
    Query query = expressions.queries().query(offset, with);
    return new Statement.QueryStatement(offset, query);
  }

  DataStatement update(int offset, Optional<Query.With> with) {
    tokens.expect(Keyword.UPDATE);
    QualifiedName table = tokens.tableName();
    Optional<Identifier> alias = alias();
    tokens.expect(Keyword.SET);
    List<DataStatement.Assignment> assignments = inserts.assignments();
    List<TableReference> from =
        tokens.accept(Keyword.FROM) ? tokens.list(tables::reference) : List.of();
    Optional<Expression> where = expressions.expressionAfter(Keyword.WHERE);
    List<Query.SortItem> order = expressions.queries().orderBy();
    Optional<Expression> limit = expressions.expressionAfter(Keyword.LIMIT);
    List<QueryBody.SelectItem> returning = inserts.returning();
    return new DataStatement.Update(
        offset, with, table, alias, assignments, from, where, order, limit, returning);
  }

  DataStatement delete(int offset, Optional<Query.With> with) {
    tokens.expect(Keyword.DELETE);
    tokens.expect(Keyword.FROM);
    QualifiedName table = tokens.tableName();
    Optional<Identifier> alias = alias();
    List<TableReference> using =
        tokens.accept(Keyword.USING) ? tokens.list(tables::reference) : List.of();
    Optional<Expression> where = expressions.expressionAfter(Keyword.WHERE);
    List<Query.SortItem> order = expressions.queries().orderBy();
    Optional<Expression> limit = expressions.expressionAfter(Keyword.LIMIT);
    List<QueryBody.SelectItem> returning = inserts.returning();
    return new DataStatement.Delete(
        offset, with, table, alias, using, where, order, limit, returning);
  }

  private Optional<Identifier> alias() {
    return tokens.accept(Keyword.AS) || tokens.isBareAlias()
        ? Optional.of(tokens.name())
        : Optional.empty();
  }

  DataStatement merge(int offset, Optional<Query.With> with) {
    tokens.expect(Keyword.MERGE);
    tokens.expect(Keyword.INTO);
    QualifiedName table = tokens.tableName();
    boolean keyed = tokens.is(Keyword.KEY) && tokens.kind(1) == Symbol.OPEN;
    Optional<Identifier> alias = keyed ? Optional.empty() : alias();
    if (alias.isEmpty() && with.isEmpty() && !tokens.is(Keyword.USING)) {
      return inserts.mergeByKey(offset, table);
    }
    tokens.expect(Keyword.USING);
    TableReference source = tables.factor();
    tokens.expect(Keyword.ON);
    Expression condition = expressions.expression();
    List<DataStatement.MergeBranch> branches = new ArrayList<>();
    do {
      branches.add(branch());
    } while (tokens.is(Keyword.WHEN));
    return new DataStatement.Merge(
        offset, with, table, alias, source, condition, List.copyOf(branches), inserts.returning());
  }

  private DataStatement.MergeBranch branch() {
    int offset = tokens.offset();
    tokens.expect(Keyword.WHEN);
    MatchKind match = match();
    Optional<Expression> condition = expressions.expressionAfter(Keyword.AND);
    tokens.expect(Keyword.THEN);
    DataStatement.MergeAction action =
        match == MatchKind.NOT_MATCHED ? actionWithoutRow() : actionOnRow();
    return new DataStatement.MergeBranch(offset, match, condition, action);
  }

  private MatchKind match() {
    boolean not = tokens.accept(Keyword.NOT);
    tokens.expect("matched");
    if (!not) {
      return MatchKind.MATCHED;
    }
    if (tokens.accept(Keyword.BY)) {
      if (tokens.accept("source")) {
        return MatchKind.NOT_MATCHED_BY_SOURCE;
      }
      tokens.expect("target");
    }
    return MatchKind.NOT_MATCHED;
  }

  private DataStatement.MergeAction actionOnRow() {
    int offset = tokens.offset();
    if (tokens.accept(Keyword.DELETE)) {
      return new DataStatement.MergeDelete(offset);
    }
    if (tokens.accept("do", "nothing")) {
      return new DataStatement.MergeNothing(offset);
    }
    tokens.expect(Keyword.UPDATE);
    tokens.expect(Keyword.SET);
    return new DataStatement.MergeUpdate(offset, inserts.assignments());
  }

  private DataStatement.MergeAction actionWithoutRow() {
    int offset = tokens.offset();
    if (tokens.accept("do", "nothing")) {
      return new DataStatement.MergeNothing(offset);
    }
    tokens.expect(Keyword.INSERT);
    List<Identifier> columns = tokens.optionalNames();
    DataStatement.Overriding overriding = inserts.overriding();
    List<Expression> values = List.of();
    if (tokens.accept(Keyword.DEFAULT)) {
      tokens.expect(Keyword.VALUES);
    } else {
      tokens.expect(Keyword.VALUES);
      values = inserts.values();
    }
    return new DataStatement.MergeInsert(offset, columns, overriding, values);
  }

  DataStatement truncate() {
    int offset = tokens.offset();
    tokens.expect("truncate");
    tokens.accept(Keyword.TABLE);
    List<QualifiedName> names = tokens.list(tokens::tableName);
    DataStatement.IdentityReset identity = DataStatement.IdentityReset.UNSAID;
    if (tokens.accept("restart", "identity")) {
      identity = DataStatement.IdentityReset.RESTART;
    } else if (tokens.accept("continue", "identity")) {
      identity = DataStatement.IdentityReset.CONTINUE;
    }
    DefinitionStatement.DropBehavior behavior = DefinitionParser.behavior(tokens);
    return new DataStatement.Truncate(offset, names, identity, behavior);
  }

  /** {@code CALL}, or its escape in braces. */
  DataStatement call() {
    int offset = tokens.offset();
    boolean braced = tokens.accept(Symbol.OPEN_BRACE);
    Optional<Expression.Parameter> result = Optional.empty();
    if (braced && Symbol.isParameter(tokens.kind())) {
      result = Optional.of(expressions.parameter());
      tokens.expect(Symbol.EQUAL, "=");
    }
    tokens.expect("call");
    QualifiedName name = tokens.tableName();
    List<Expression> arguments = List.of();
    if (tokens.accept(Symbol.OPEN)) {
      arguments = tokens.is(Symbol.CLOSE) ? List.of() : expressions.expressions();
      tokens.close();
    }
    if (braced) {
      tokens.expect(Symbol.CLOSE_BRACE, "}");
    }
    return new DataStatement.ProcedureCall(offset, result, name, arguments);
  }
}
