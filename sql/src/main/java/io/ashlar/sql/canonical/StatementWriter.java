package io.ashlar.sql.canonical;

import io.ashlar.sql.syntax.DataStatement;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.Expression;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.SessionStatement.Scope;
import io.ashlar.sql.syntax.SessionStatement.TransactionMode;
import io.ashlar.sql.syntax.Statement;
import java.util.List;

/** Writes statements: by family, and those about the session itself. */
final class StatementWriter {

  private final Output out;
  private final ExpressionWriter expressions;
  private final DataWriter changes;
  private final DefinitionWriter definitions;

  StatementWriter(Output out) {
    this.out = out;
    expressions = new ExpressionWriter(out);
    changes = new DataWriter(out, expressions);
    definitions = new DefinitionWriter(out, expressions);
  }

  void statement(Statement statement) {
    if (statement instanceof Statement.QueryStatement query) {
      expressions.queries().query(query.query());
    } else if (statement instanceof DataStatement change) {
      changes.statement(change);
    } else if (statement instanceof DefinitionStatement definition) {
      definitions.statement(definition);
    } else if (statement instanceof SessionStatement session) {
      session(session);
    }
  }

  private void session(SessionStatement statement) {
    if (statement instanceof SessionStatement.SetVariable set) {
      set(set);
    } else if (statement instanceof SessionStatement.Show show) {
      out.add("SHOW ").name(show.name());
    } else if (statement instanceof SessionStatement.ShowColumns show) {
      out.add("SHOW COLUMNS FROM ").name(show.table());
    } else if (statement instanceof SessionStatement.Pragma pragma) {
      out.add("PRAGMA ").name(pragma.name());
      expressions.after("(", pragma.value());
      out.addIf(pragma.value().isPresent(), ")");
    } else if (statement instanceof SessionStatement.Analyze analyze) {
      out.add("ANALYZE").addIf(!analyze.tables().isEmpty(), " ");
      out.qualifiedNames(analyze.tables());
    } else if (statement instanceof SessionStatement.Explain explain) {
      out.add("EXPLAIN ").addIf(explain.analyze(), "ANALYZE ");
      statement(explain.statement());
    } else {
      transaction(statement);
    }
  }

  private void transaction(SessionStatement statement) {
    if (statement instanceof SessionStatement.Begin begin) {
      out.add("BEGIN").addIf(!begin.modes().isEmpty(), " ");
      modes(begin.modes());
    } else if (statement instanceof SessionStatement.SetTransaction set) {
      out.add("SET ").addIf(set.session(), "SESSION CHARACTERISTICS AS ").add("TRANSACTION ");
      modes(set.modes());
    } else if (statement instanceof SessionStatement.RollbackTo rollback) {
      out.add("ROLLBACK TO SAVEPOINT ").name(rollback.savepoint());
    } else if (statement instanceof SessionStatement.Savepoint savepoint) {
      out.add("SAVEPOINT ").name(savepoint.name());
    } else if (statement instanceof SessionStatement.Release release) {
      out.add("RELEASE SAVEPOINT ").name(release.savepoint());
    } else {
      out.add(statement instanceof SessionStatement.Commit ? "COMMIT" : "ROLLBACK");
    }
  }

  private void modes(List<TransactionMode> modes) {
    out.list(modes, this::mode);
  }

  private void mode(TransactionMode mode) {
    if (mode instanceof SessionStatement.Isolation isolation) {
      out.add("ISOLATION LEVEL ").words(isolation.level());
    } else if (mode instanceof SessionStatement.Access access) {
      out.add(access.readOnly() ? "READ ONLY" : "READ WRITE");
    } else if (mode instanceof SessionStatement.AsOf asOf) {
      out.add("AS OF ");
      expressions.expression(asOf.time());
    }
  }

  private void set(SessionStatement.SetVariable set) {
    if (set.scope() == Scope.UNSAID && set.values().isEmpty()) {
      // SET has forms of its own for some names, RESET has none.
      out.add("RESET ").name(set.name());
      return;
    }
    out.add("SET ").addIf(set.scope() != Scope.UNSAID, set.scope().name() + " ");
    out.name(set.name()).add(" = ");
    List<Expression> values = set.values();
    out.addIf(values.isEmpty(), "DEFAULT");
    expressions.expressions(values);
  }
}
