package io.ashlar.sqltest.oracle;

import io.ashlar.sqltest.change.Change;
import io.ashlar.sqltest.query.Engine;
import io.ashlar.sqltest.query.Kind;
import io.ashlar.sqltest.query.Select;
import io.ashlar.sqltest.query.Term;
import io.ashlar.sqltest.random.Column;
import io.ashlar.sqltest.random.RandomTable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Engines side by side that hold the same tables. Belongs to one thread. */
class Bench implements AutoCloseable {

  /** How a bench is made. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes one.
     *
     * @param peers who is asked beside us
     * @throws SQLException when an engine cannot be opened
     */
    Bench make(Set<Engine> peers) throws SQLException;
  }

  private final Map<Engine, Connection> connections = new EnumMap<>(Engine.class);
  private final Map<Engine, Statement> statements = new EnumMap<>(Engine.class);
  private List<RandomTable> tables = List.of();
  private long asked;

  /** Opens an empty database of our own engine and of each peer. */
  Bench(Set<Engine> peers) throws SQLException {
    boolean opened = false;
    try {
      open(Engine.ASHLAR);
      for (Engine peer : peers) {
        open(peer);
      }
      opened = true;
    } finally {
      if (!opened) {
        close();
      }
    }
  }

  private void open(Engine engine) throws SQLException {
    Connection connection = DriverManager.getConnection(engine.url());
    connections.put(engine, connection);
    Statement statement = connection.createStatement();
    statements.put(engine, statement);
    switch (engine) {
      case SQLITE -> statement.execute("pragma case_sensitive_like = on");
      case DUCKDB -> statement.execute("set threads = 1");
      default -> {
        // Is as it should be.
      }
    }
  }

  Set<Engine> engines() {
    return statements.keySet();
  }

  /** One to work with; DuckDB closes a statement that has failed. */
  private Statement statement(Engine engine) throws SQLException {
    Statement statement = statements.get(engine);
    if (statement.isClosed()) {
      statement = connections.get(engine).createStatement();
      statements.put(engine, statement);
    }
    return statement;
  }

  List<RandomTable> tables() {
    return tables;
  }

  /** How many statements our own engine was given. */
  long asked() {
    return asked;
  }

  /** Takes other tables in place of those that are there. */
  void load(List<RandomTable> wanted) throws SQLException {
    for (Map.Entry<Engine, Connection> each : connections.entrySet()) {
      Engine engine = each.getKey();
      if (!each.getValue().getAutoCommit()) {
        // What was to be there before was refused.
        each.getValue().rollback();
        each.getValue().setAutoCommit(true);
      }
      for (int i = tables.size() - 1; i >= 0; i--) {
        execute(engine, tables.get(i).drop());
      }
      each.getValue().setAutoCommit(false);
      for (RandomTable table : wanted) {
        for (String sql : table.statements(engine)) {
          execute(engine, sql);
        }
      }
      each.getValue().commit();
      each.getValue().setAutoCommit(true);
    }
    tables = List.copyOf(wanted);
  }

  private void execute(Engine engine, String sql) throws SQLException {
    asked += engine == Engine.ASHLAR ? 1 : 0;
    try {
      statement(engine).execute(sql);
    } catch (SQLException e) {
      throw new SQLException(engine + " refuses " + sql, e.getSQLState(), e);
    }
  }

  Answer ask(Engine engine, Select query) {
    asked += engine == Engine.ASHLAR ? 1 : 0;
    try (ResultSet result = statement(engine).executeQuery(query.text(engine))) {
      return Answer.of(result, query);
    } catch (SQLException | RuntimeException e) {
      return Answer.failed(e);
    }
  }

  /** What a change and the table behind it come to; the change is taken back. */
  Answer change(Engine engine, Change change, RandomTable table) throws SQLException {
    asked += engine == Engine.ASHLAR ? 2 : 0;
    Connection connection = connections.get(engine);
    Statement statement = statement(engine);
    connection.setAutoCommit(false);
    try {
      Answer answer = changed(statement, change.text(engine), change.returned());
      try (ResultSet result = statement.executeQuery("select * from " + table.name())) {
        List<Kind> kinds = table.columns().stream().map(Column::kind).toList();
        return answer.before(Answer.of(result, kinds, false));
      }
    } catch (SQLException | RuntimeException e) {
      return Answer.failed(e);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private static Answer changed(Statement statement, String sql, List<Term> returned)
      throws SQLException {
    if (returned.isEmpty()) {
      return new Answer(List.of(statement.executeUpdate(sql) + " changed"), "", null);
    }
    try (ResultSet result = statement.executeQuery(sql)) {
      return Answer.of(result, returned.stream().map(Term::kind).toList(), false);
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : connections.values()) {
      connection.close();
    }
  }
}
