package io.ashlar.bench.peers.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Derby. Commits are synchronous by default, through a log that is opened for synchronous writes;
 * {@code derby.system.durability=test} is its one way to leave them out, and concedes, beyond the
 * last commits, that the database may not open again after a power cut.
 */
final class DerbyDialect implements SqlDialect {

  private static final int PAGE_BYTES = 4096;

  private final String url;

  DerbyDialect(SqlSetup setup) {
    Path directory = setup.directory().toAbsolutePath();
    this.url = "jdbc:derby:" + directory.resolve("derby");
    System.setProperty("derby.stream.error.file", directory.resolve("derby.log").toString());
    System.setProperty(
        "derby.storage.pageCacheSize", Long.toString(setup.cacheBytes() / PAGE_BYTES));
    System.setProperty("derby.locks.waitTimeout", Integer.toString(LOCK_TIMEOUT_MS / 1000));
    if (setup.synchronous()) {
      System.clearProperty("derby.system.durability");
    } else {
      System.setProperty("derby.system.durability", "test");
    }
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url + ";create=true");
  }

  /** Without fresh statistics the planner may take an empty table's plan, a scan. */
  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    for (String table : tables) {
      String stored = table.toUpperCase(Locale.ROOT);
      statement.execute("call syscs_util.syscs_update_statistics('APP', '" + stored + "', null)");
    }
    statement.execute("call syscs_util.syscs_checkpoint_database()");
  }

  @Override
  public String binary(int bytes) {
    return "char(" + bytes + ") for bit data";
  }

  /** Success is told by an exception. */
  @Override
  public void shutDown() throws SQLException {
    try (Connection none = DriverManager.getConnection(url + ";shutdown=true")) {
      throw new SQLException("Derby did not shut down: " + none);
    } catch (SQLException e) {
      if (!"08006".equals(e.getSQLState())) {
        throw e;
      }
    }
  }
}
