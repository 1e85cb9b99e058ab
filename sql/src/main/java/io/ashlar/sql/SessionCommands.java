package io.ashlar.sql;

import io.ashlar.sql.bind.Binding;
import io.ashlar.sql.define.DefinitionRunner;
import io.ashlar.sql.define.TableAsDefiner;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.plan.Tables;
import io.ashlar.sql.syntax.DefinitionStatement;
import io.ashlar.sql.syntax.SessionStatement;
import io.ashlar.sql.syntax.Statement;
import io.ashlar.transaction.IsolationLevel;
import java.util.List;
import java.util.Optional;

/** Statements that neither read nor change rows. */
final class SessionCommands {

  private final SqlSession session;
  private final SessionTransaction transaction;

  SessionCommands(SqlSession session, SessionTransaction transaction) {
    this.session = session;
    this.transaction = transaction;
  }

  long run(Statement statement, Binding binding) {
    if (statement instanceof DefinitionStatement.CreateTableAs create) {
      return createTableAs(create, binding);
    }
    if (statement instanceof DefinitionStatement definition) {
      session.commit();
      new DefinitionRunner(session.database(), binding).run(definition);
    } else if (statement instanceof SessionStatement.Begin begin) {
      begin(begin, binding);
    } else if (statement instanceof SessionStatement.Commit) {
      session.commit();
    } else if (statement instanceof SessionStatement.Rollback) {
      session.rollback();
    } else if (statement instanceof SessionStatement.Savepoint savepoint) {
      transaction.savepoint(savepoint.name().text());
    } else if (statement instanceof SessionStatement.RollbackTo to) {
      transaction.rollbackTo(to.savepoint().text());
    } else if (statement instanceof SessionStatement.Release release) {
      transaction.release(release.savepoint().text());
    } else {
      other(statement, binding);
    }
    return 0;
  }

  /** A table that cannot be filled is not left behind. */
  private long createTableAs(DefinitionStatement.CreateTableAs create, Binding binding) {
    session.commit();
    Optional<String> table = new TableAsDefiner(session.database(), binding).create(create);
    if (table.isEmpty() || !create.withData()) {
      return 0;
    }
    boolean done = false;
    try {
      long rows = session.execute(TableAsDefiner.filling(create, table.get()));
      session.commit();
      done = true;
      return rows;
    } finally {
      if (!done) {
        session.rollback();
        session.database().schema().dropTable(table.get());
      }
    }
  }

  private void other(Statement statement, Binding binding) {
    if (statement instanceof SessionStatement.SetTransaction set) {
      set(set, binding);
    } else if (statement instanceof SessionStatement.SetVariable set) {
      session.settings().set(set, binding);
    } else if (statement instanceof SessionStatement.Analyze analyze) {
      Tables tables = new Tables(session.database());
      analyze
          .tables()
          .forEach(
              name -> session.database().maintenance().analyze(tables.table(name, binding).name()));
    } else {
      throw binding.unsupported(statement.offset(), "this statement");
    }
  }

  private void begin(SessionStatement.Begin begin, Binding binding) {
    Modes modes = modes(begin.modes(), binding);
    session.requireNoTransaction();
    if (modes.level != null) {
      transaction.setLevelOfNext(modes.level);
    }
    if (modes.readOnly != null) {
      transaction.setReadOnly(modes.readOnly);
    }
    session.begin();
  }

  private void set(SessionStatement.SetTransaction set, Binding binding) {
    Modes modes = modes(set.modes(), binding);
    if (modes.level != null && set.session()) {
      transaction.setLevelOfLater(modes.level);
    } else if (modes.level != null) {
      transaction.setLevelOfNext(modes.level);
    }
    if (modes.readOnly != null && set.session()) {
      transaction.setReadOnlyLater(modes.readOnly);
    } else if (modes.readOnly != null) {
      transaction.setReadOnly(modes.readOnly);
    }
  }

  /** What is said of a transaction; null where nothing is. */
  private record Modes(IsolationLevel level, Boolean readOnly) {}

  private static Modes modes(List<SessionStatement.TransactionMode> all, Binding binding) {
    IsolationLevel level = null;
    Boolean readOnly = null;
    for (SessionStatement.TransactionMode mode : all) {
      boolean again = false;
      if (mode instanceof SessionStatement.Isolation isolation) {
        again = level != null;
        level = level(isolation.level());
      } else if (mode instanceof SessionStatement.Access access) {
        again = readOnly != null;
        readOnly = access.readOnly();
      } else {
        throw binding.unsupported(mode.offset(), "this mode of a transaction");
      }
      if (again) {
        throw binding.fault(
            SqlState.SYNTAX_ERROR,
            mode.offset(),
            "A transaction has one isolation level, and is read-only or not.");
      }
    }
    return new Modes(level, readOnly);
  }

  private static IsolationLevel level(SessionStatement.IsolationName name) {
    return switch (name) {
      case READ_UNCOMMITTED, READ_COMMITTED -> IsolationLevel.READ_COMMITTED;
      case REPEATABLE_READ, SNAPSHOT -> IsolationLevel.SNAPSHOT;
      case SERIALIZABLE -> IsolationLevel.SERIALIZABLE;
    };
  }
}
