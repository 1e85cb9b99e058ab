package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Begins and ends the transactions of a connection, by JDBC or by the dialect's statements. */
final class SqlTransactions {

  private final Connection connection;
  private final PreparedStatement begin;
  private final PreparedStatement commit;
  private final PreparedStatement rollback;
  private boolean begun;

  private SqlTransactions(
      Connection connection,
      PreparedStatement begin,
      PreparedStatement commit,
      PreparedStatement rollback) {
    this.connection = connection;
    this.begin = begin;
    this.commit = commit;
    this.rollback = rollback;
  }

  static SqlTransactions of(Connection connection, SqlDialect dialect) throws SQLException {
    return dialect.begin() == null
        ? new SqlTransactions(connection, null, null, null)
        : new SqlTransactions(
            connection,
            connection.prepareStatement(dialect.begin()),
            connection.prepareStatement("commit"),
            connection.prepareStatement("rollback"));
  }

  void begin() throws SQLException {
    if (begin != null) {
      begin.execute();
    }
    begun = true;
  }

  void commit() throws SQLException {
    if (commit == null) {
      connection.commit();
    } else {
      commit.execute();
    }
    begun = false;
  }

  /** Does nothing where the beginning has failed. */
  void rollback() throws SQLException {
    if (!begun) {
      return;
    }
    begun = false;
    if (rollback == null) {
      connection.rollback();
    } else {
      rollback.execute();
    }
  }
}
