package io.ashlar.bench.peers.sql;

import io.ashlar.bench.tpcb.TpcbScale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes the four tables and fills them. */
final class SqlLoader {

  static final List<String> TABLES = List.of("branches", "tellers", "accounts", "history");

  private static final int ROWS_PER_COMMIT = 1_000;
  private static final String ACCOUNT_FILLER = " ".repeat(84);
  private static final Columns BRANCHES = (insert, row) -> {};

  private final Connection connection;
  private final SqlDialect dialect;

  /** The connection commits by itself, before and after. */
  SqlLoader(Connection connection, SqlDialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  void load(TpcbScale rows) throws SQLException {
    createTables();
    connection.setAutoCommit(false);
    fill("insert into branches (bid, bbalance) values (?, 0)", rows.branches(), BRANCHES);
    fill(
        "insert into tellers (tid, bid, tbalance) values (?, ?, 0)",
        rows.tellers(),
        (insert, row) -> insert.setInt(2, row / rows.tellersPerBranch() + 1));
    fill(
        "insert into accounts (aid, bid, abalance, filler) values (?, ?, 0, ?)",
        rows.accounts(),
        (insert, row) -> {
          insert.setInt(2, row / rows.accountsPerBranch() + 1);
          insert.setString(3, ACCOUNT_FILLER);
        });
    connection.setAutoCommit(true);
  }

  private void createTables() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(balances("branches", "bid integer not null primary key", "bbalance", 88));
      statement.execute(balances("tellers", member("tid"), "tbalance", 84));
      statement.execute(balances("accounts", member("aid"), "abalance", 84));
      statement.execute(
          dialect.createTable()
              + " history (client integer not null, seq bigint not null, tid integer not null,"
              + " bid integer not null, aid integer not null, delta bigint not null,"
              + " mtime timestamp not null, filler varchar(22), primary key (client, seq))"
              + dialect.historySuffix());
    }
  }

  private static String member(String key) {
    return key + " integer not null primary key, bid integer not null";
  }

  private String balances(String table, String keys, String balance, int fillerLength) {
    return "%s %s (%s, %s bigint not null, filler varchar(%d))"
        .formatted(dialect.createTable(), table, keys, balance, fillerLength);
  }

  private void fill(String sql, int count, Columns columns) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int row = 0; row < count; row++) {
        insert.setInt(1, row + 1);
        columns.set(insert, row);
        insert.addBatch();
        if ((row + 1) % ROWS_PER_COMMIT == 0 || row == count - 1) {
          insert.executeBatch();
          connection.commit();
        }
      }
    }
  }

  /** Sets what a row has beside its key. */
  private interface Columns {

    void set(PreparedStatement insert, int row) throws SQLException;
  }
}
