package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A PostgreSQL server. The tables live in a schema of their own, {@code ashlar_bench}, which is
 * dropped before and after. {@code synchronous_commit} is the durability; a server whose {@code
 * fsync} is off is refused for synchronous commits, because its syncs cannot be counted from here.
 */
final class PostgresqlDialect implements SqlDialect {

  private final SqlSetup setup;

  PostgresqlDialect(SqlSetup setup) {
    this.setup = setup;
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(setup.server());
    try (Statement statement = connection.createStatement()) {
      statement.execute("set search_path to ashlar_bench");
      statement.execute("set lock_timeout to " + LOCK_TIMEOUT_MS);
      statement.execute("set synchronous_commit to " + (setup.synchronous() ? "on" : "off"));
    }
    return connection;
  }

  @Override
  public void configure(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery("show fsync")) {
        row.next();
        if (setup.synchronous() && !"on".equals(row.getString(1))) {
          throw new SQLException("the server does not sync: its setting fsync is off");
        }
      }
      statement.execute("drop schema if exists ashlar_bench cascade");
      statement.execute("create schema ashlar_bench");
    }
  }

  @Override
  public String binary(int bytes) {
    return "bytea";
  }

  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    statement.execute("vacuum analyze");
  }

  @Override
  public boolean isConflict(SQLException failure) {
    return SqlDialect.super.isConflict(failure) || "55P03".equals(failure.getSQLState());
  }

  @Override
  public void shutDown() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists ashlar_bench cascade");
    }
  }
}
