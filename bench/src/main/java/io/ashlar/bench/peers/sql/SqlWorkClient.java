package io.ashlar.bench.peers.sql;

import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.bench.peers.engine.PeerWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** One connection that does one kind of work beside the transaction of TPC-B. */
final class SqlWorkClient implements PeerClient {

  private static final String RANGE =
      "select aid, abalance from accounts where aid >= ? and aid < ? order by aid";

  private final int id;
  private final SqlDialect dialect;
  private final PeerWork work;
  private final int accounts;
  private final Connection connection;
  private final SqlTransactions transactions;
  private final PreparedStatement statement;
  private final PreparedStatement afterCommit;

  SqlWorkClient(int id, SqlDialect dialect, PeerWork work, int accounts) throws SQLException {
    this.id = id;
    this.dialect = dialect;
    this.work = work;
    this.accounts = accounts;
    connection = dialect.connect();
    if (dialect.readCommitted()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    transactions = SqlTransactions.of(connection, dialect);
    statement =
        connection.prepareStatement(
            switch (work) {
              case SELECT -> "select abalance from accounts where aid = ?";
              case RANGE -> RANGE;
              default -> SqlClient.INSERT_HISTORY;
            });
    afterCommit =
        dialect.afterCommit() == null || !work.writes()
            ? null
            : connection.prepareStatement(dialect.afterCommit());
    connection.setAutoCommit(dialect.begin() != null || !work.writes());
  }

  @Override
  public boolean run(long sequence, int account, int teller, int branch, int delta)
      throws SQLException {
    return switch (work) {
      case SELECT -> select(account);
      case RANGE -> range(account);
      default -> insert(sequence, account, teller, branch, delta);
    };
  }

  private boolean select(int account) throws SQLException {
    statement.setInt(1, account);
    try (ResultSet row = statement.executeQuery()) {
      requireRows(1, row.next() && row.getLong(1) == 0 ? 1 : 0);
    }
    return true;
  }

  private boolean range(int account) throws SQLException {
    int length = Math.min(PeerWork.ROWS_OF_RANGE, accounts);
    int first = Math.min(account, accounts - length + 1);
    statement.setInt(1, first);
    statement.setInt(2, first + length);
    int rows = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows += row.getInt(1) == first + rows && row.getLong(2) == 0 ? 1 : 0;
      }
    }
    requireRows(length, rows);
    return true;
  }

  private boolean insert(long sequence, int account, int teller, int branch, int delta)
      throws SQLException {
    try {
      transactions.begin();
      for (int i = 0; i < PeerWork.ROWS_OF_BATCH; i++) {
        // SQLite forgets the parameters with the batch.
        statement.setInt(1, id);
        statement.setLong(2, sequence * PeerWork.ROWS_OF_BATCH + i);
        statement.setInt(3, teller);
        statement.setInt(4, branch);
        statement.setInt(5, account);
        statement.setLong(6, delta);
        statement.setTimestamp(7, new Timestamp(System.currentTimeMillis()));
        statement.addBatch();
      }
      requireRows(PeerWork.ROWS_OF_BATCH, statement.executeBatch().length);
      transactions.commit();
    } catch (SQLException e) {
      transactions.rollback();
      if (dialect.isConflict(e)) {
        return false;
      }
      throw e;
    }
    if (afterCommit != null) {
      afterCommit.execute();
    }
    return true;
  }

  private static void requireRows(int expected, int rows) {
    if (rows != expected) {
      throw new IllegalStateException(expected + " rows should have been met, not " + rows);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
