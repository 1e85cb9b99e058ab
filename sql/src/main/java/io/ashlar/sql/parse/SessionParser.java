package io.ashlar.sql.parse;

import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.Identifier;
import io.ashlar.sql.syntax.Literal;
import io.ashlar.sql.syntax.QualifiedName;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.SessionStatement.IsolationName;
import io.ashlar.sql.syntax.SessionStatement.Scope;
import io.ashlar.sql.syntax.SessionStatement.TransactionMode;
import io.ashlar.sql.text.Keyword;
import io.ashlar.sql.text.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Transactions, settings, and what is asked of the database as a whole. */
final class SessionParser {

  private final Tokens tokens;
  private final ExpressionParser expressions;

  SessionParser(Tokens tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  SessionStatement begin() {
    int offset = tokens.offset();
    if (tokens.accept("start")) {
      tokens.expect(Keyword.TRANSACTION);
    } else {
      tokens.expect("begin");
      skipWork();
    }
    return new SessionStatement.Begin(offset, modes());
  }

  private void skipWork() {
    if (!tokens.accept(Keyword.TRANSACTION)) {
      tokens.accept("work");
    }
  }

  SessionStatement commit() {
    int offset = tokens.offset();
    tokens.expect("commit");
    skipWork();
    return new SessionStatement.Commit(offset);
  }

  SessionStatement rollback() {
    int offset = tokens.offset();
    tokens.expect("rollback");
    skipWork();
    if (!tokens.accept(Keyword.TO)) {
      return new SessionStatement.Rollback(offset);
    }
    return new SessionStatement.RollbackTo(offset, savepointName());
  }

  /** A name behind a word that may be missing. */
  private Identifier savepointName() {
    if (tokens.is("savepoint") && tokens.isName(1)) {
      tokens.advance();
    }
    return tokens.name();
  }

  SessionStatement savepoint() {
    int offset = tokens.offset();
    tokens.expect("savepoint");
    return new SessionStatement.Savepoint(offset, tokens.name());
  }

  SessionStatement release() {
    int offset = tokens.offset();
    tokens.expect("release");
    return new SessionStatement.Release(offset, savepointName());
  }

  private List<TransactionMode> modes() {
    List<TransactionMode> modes = new ArrayList<>();
    while (isMode()) {
      modes.add(mode());
      if (tokens.is(Symbol.COMMA)) {
        tokens.advance();
        if (!isMode()) {
          throw tokens.expected("ISOLATION LEVEL, READ or AS OF");
        }
      }
    }
    return List.copyOf(modes);
  }

  private List<TransactionMode> requiredModes() {
    List<TransactionMode> modes = modes();
    if (modes.isEmpty()) {
      throw tokens.expected("ISOLATION LEVEL, READ or AS OF");
    }
    return modes;
  }

  private boolean isMode() {
    return tokens.is("isolation") || tokens.is("read") || tokens.is(Keyword.AS);
  }

  private TransactionMode mode() {
    int offset = tokens.offset();
    if (tokens.accept("isolation")) {
      tokens.expect("level");
      return new SessionStatement.Isolation(offset, isolation());
    }
    if (tokens.accept("read")) {
      boolean readOnly = tokens.accept(Keyword.ONLY);
      if (!readOnly) {
        tokens.expect("write");
      }
      return new SessionStatement.Access(offset, readOnly);
    }
    tokens.expect(Keyword.AS);
    tokens.expect(Keyword.OF);
    return new SessionStatement.AsOf(offset, expressions.expression());
  }

  private IsolationName isolation() {
    if (tokens.accept("serializable")) {
      return IsolationName.SERIALIZABLE;
    }
    if (tokens.accept("snapshot")) {
      return IsolationName.SNAPSHOT;
    }
    if (tokens.accept("repeatable")) {
      tokens.expect("read");
      return IsolationName.REPEATABLE_READ;
    }
    tokens.expect("read");
    if (tokens.accept("uncommitted")) {
      return IsolationName.READ_UNCOMMITTED;
    }
    tokens.expect("committed");
    return IsolationName.READ_COMMITTED;
  }

  SessionStatement set() {
    int offset = tokens.offset();
    tokens.expect(Keyword.SET);
    if (tokens.accept(Keyword.TRANSACTION)) {
      return new SessionStatement.SetTransaction(offset, false, requiredModes());
    }
    if (tokens.is("session") && tokens.isAhead(1, "characteristics")) {
      tokens.advance();
      tokens.advance();
      tokens.expect(Keyword.AS);
      tokens.expect(Keyword.TRANSACTION);
      return new SessionStatement.SetTransaction(offset, true, requiredModes());
    }
    Scope scope = scope();
    if (isSchema() || isTimeZone()) {
      return setByWord(offset, scope);
    }
    QualifiedName name = tokens.tableName();
    if (!tokens.accept(Keyword.TO)) {
      tokens.expect(Symbol.EQUAL, "= or TO");
    }
    return new SessionStatement.SetVariable(offset, scope, name, values());
  }

  private Scope scope() {
    if (tokens.is("session") && tokens.isName(1)) {
      tokens.advance();
      return Scope.SESSION;
    }
    if (tokens.is("local") && tokens.isName(1)) {
      tokens.advance();
      return Scope.LOCAL;
    }
    return Scope.UNSAID;
  }

  private boolean isSchema() {
    return tokens.is("schema") && tokens.kind(1) != Symbol.EQUAL && !tokens.isAhead(1, Keyword.TO);
  }

  private boolean isTimeZone() {
    return tokens.is(Keyword.TIME) && tokens.isAhead(1, "zone");
  }

  /** {@code SET SCHEMA name} and {@code SET TIME ZONE zone}, which are settings as well. */
  private SessionStatement setByWord(int offset, Scope scope) {
    int begin = tokens.offset();
    String name = "schema";
    if (tokens.accept(Keyword.TIME)) {
      name = "timezone";
    }
    tokens.advance();
    QualifiedName setting = new QualifiedName(begin, List.of(new Identifier(begin, name, false)));
    return new SessionStatement.SetVariable(offset, scope, setting, values());
  }

  SessionStatement reset() {
    int offset = tokens.offset();
    tokens.expect("reset");
    return new SessionStatement.SetVariable(offset, Scope.UNSAID, tokens.tableName(), List.of());
  }

  /** Values of a setting; none stands for the default. */
  private List<Expression> values() {
    return tokens.accept(Keyword.DEFAULT) ? List.of() : tokens.list(this::value);
  }

  /** A literal; a word is a text. */
  private Expression value() {
    int offset = tokens.offset();
    int kind = tokens.kind();
    if (Symbol.isNumber(kind) || Symbol.isString(kind)) {
      return expressions.operand(ExpressionParser.POSTFIX + 1);
    }
    if (kind == Symbol.MINUS && Symbol.isNumber(tokens.kind(1))) {
      return expressions.operand(ExpressionParser.POSTFIX + 1);
    }
    if (Symbol.isWord(kind) || kind == Symbol.QUOTED_NAME) {
      return new Literal.Text(offset, tokens.label().text());
    }
    throw tokens.expected("a literal or a word");
  }

  SessionStatement show() {
    int offset = tokens.offset();
    tokens.expect("show");
    if (tokens.is("columns") && tokens.isAhead(1, Keyword.FROM)) {
      tokens.advance();
      tokens.advance();
      return new SessionStatement.ShowColumns(offset, tokens.tableName());
    }
    int begin = tokens.offset();
    String words = null;
    if (tokens.is(Keyword.TRANSACTION) && tokens.isAhead(1, "isolation")) {
      tokens.advance();
      tokens.advance();
      tokens.expect("level");
      words = "transaction_isolation";
    } else if (isTimeZone()) {
      tokens.advance();
      tokens.advance();
      words = "timezone";
    } else if (tokens.accept(Keyword.ALL)) {
      words = "all";
    }
    QualifiedName name =
        words == null
            ? tokens.tableName()
            : new QualifiedName(begin, List.of(new Identifier(begin, words, false)));
    return new SessionStatement.Show(offset, name);
  }

  SessionStatement pragma() {
    int offset = tokens.offset();
    tokens.expect("pragma");
    QualifiedName name = tokens.tableName();
    Optional<Expression> value = Optional.empty();
    if (tokens.accept(Symbol.EQUAL)) {
      value = Optional.of(value());
    } else if (tokens.accept(Symbol.OPEN)) {
      value = Optional.of(value());
      tokens.close();
    }
    return new SessionStatement.Pragma(offset, name, value);
  }

  SessionStatement analyze() {
    int offset = tokens.offset();
    tokens.expect("analyze");
    boolean said = tokens.accept(Keyword.TABLE);
    List<QualifiedName> tables =
        said || tokens.isName(0) ? tokens.list(tokens::tableName) : List.of();
    return new SessionStatement.Analyze(offset, tables);
  }
}
