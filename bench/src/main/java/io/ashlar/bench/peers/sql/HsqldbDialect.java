package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * HSQLDB with CACHED tables, which stay on the disk as every other engine's do.
 *
 * <p>{@code SET FILES WRITE DELAY FALSE} syncs the log at each commit; its default lets 500 ms
 * pass. {@code MVCC} is what its guide advises where several sessions write; under {@code LOCKS}
 * they would wait for whole tables.
 */
final class HsqldbDialect implements SqlDialect {

  private static final int ROWS_KEPT = 1_000_000;

  private final String url;
  private final SqlSetup setup;

  HsqldbDialect(SqlSetup setup) {
    this.setup = setup;
    this.url = "jdbc:hsqldb:file:" + setup.directory().toAbsolutePath().resolve("hsqldb");
    // Otherwise it takes over the JVM's logging and writes to the console.
    System.setProperty("hsqldb.reconfig_logging", "false");
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "SA", "");
  }

  @Override
  public void configure(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set database transaction control mvcc");
      statement.execute("set files cache size " + setup.cacheBytes() / 1024);
      statement.execute("set files cache rows " + ROWS_KEPT);
      statement.execute("set files write delay " + (setup.synchronous() ? "false" : "500 millis"));
    }
  }

  @Override
  public String createTable() {
    return "create cached table";
  }

  /** An index has one direction for all columns, and is walked backward for the other. */
  @Override
  public String descending(String fixed, String column) {
    return "order by " + fixed + " desc, " + column + " desc";
  }

  /** Its guide has the last two words where an index gives the order. */
  @Override
  public String first(int rows) {
    return "limit " + rows + " using index";
  }

  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    statement.execute("checkpoint");
  }

  @Override
  public void shutDown() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }
}
