package io.ashlar.bench.peers.sql;

import io.ashlar.bench.peers.engine.PeerClient;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** One connection with its prepared statements. */
final class SqlClient implements PeerClient {

  static final String INSERT_HISTORY =
      "insert into history (client, seq, tid, bid, aid, delta, mtime) values (?, ?, ?, ?, ?, ?, ?)";

  private final SqlDialect dialect;
  private final Connection connection;
  private final SqlTransactions transactions;
  private final PreparedStatement updateAccount;
  private final PreparedStatement getAccount;
  private final PreparedStatement updateTeller;
  private final PreparedStatement updateBranch;
  private final PreparedStatement insertHistory;
  private final PreparedStatement afterCommit;

  SqlClient(int id, SqlDialect dialect) throws SQLException {
    this.dialect = dialect;
    this.connection = dialect.connect();
    if (dialect.readCommitted()) {
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    transactions = SqlTransactions.of(connection, dialect);
    updateAccount =
        connection.prepareStatement("update accounts set abalance = abalance + ? where aid = ?");
    getAccount = connection.prepareStatement("select abalance from accounts where aid = ?");
    updateTeller =
        connection.prepareStatement("update tellers set tbalance = tbalance + ? where tid = ?");
    updateBranch =
        connection.prepareStatement("update branches set bbalance = bbalance + ? where bid = ?");
    insertHistory = connection.prepareStatement(INSERT_HISTORY);
    insertHistory.setInt(1, id);
    afterCommit =
        dialect.afterCommit() == null ? null : connection.prepareStatement(dialect.afterCommit());
    connection.setAutoCommit(dialect.begin() != null);
  }

  @Override
  public boolean run(long sequence, int account, int teller, int branch, int delta)
      throws SQLException {
    try {
      transactions.begin();
      add(updateAccount, account, delta);
      readAccount(account);
      add(updateTeller, teller, delta);
      add(updateBranch, branch, delta);
      insertHistory.setLong(2, sequence);
      insertHistory.setInt(3, teller);
      insertHistory.setInt(4, branch);
      insertHistory.setInt(5, account);
      insertHistory.setLong(6, delta);
      insertHistory.setTimestamp(7, new Timestamp(System.currentTimeMillis()));
      one(insertHistory.executeUpdate());
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

  private static void add(PreparedStatement update, int row, long delta) throws SQLException {
    update.setLong(1, delta);
    update.setInt(2, row);
    one(update.executeUpdate());
  }

  private long readAccount(int account) throws SQLException {
    getAccount.setInt(1, account);
    try (ResultSet row = getAccount.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("an account is gone: " + account);
      }
      return row.getLong(1);
    }
  }

  private static void one(int changed) {
    if (changed != 1) {
      throw new IllegalStateException("one row should have been changed, not " + changed);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
