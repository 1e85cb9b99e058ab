package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * H2 on its MVStore.
 *
 * <p>{@code WRITE_DELAY} is how long a commit may stay in memory: 500 ms by default, which is also
 * what a killed process loses; with 0 each commit is written to the file before it returns. Neither
 * forces it to the disk: its documentation says that a committed transaction may be lost in a power
 * failure, and names {@code CHECKPOINT SYNC} for who wants it forced. With {@code forced} that
 * statement follows each commit.
 */
final class H2Dialect implements SqlDialect {

  private static final int DEFAULT_DELAY_MS = 500;

  private final String url;
  private final boolean forced;

  H2Dialect(SqlSetup setup, boolean forced) {
    this.forced = forced;
    this.url =
        "jdbc:h2:file:"
            + setup.directory().toAbsolutePath().resolve("h2")
            + ";WRITE_DELAY="
            + (setup.synchronous() ? 0 : DEFAULT_DELAY_MS)
            + ";CACHE_SIZE="
            + setup.cacheBytes() / 1024
            + ";LOCK_TIMEOUT="
            + LOCK_TIMEOUT_MS
            + ";DB_CLOSE_DELAY=-1";
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "sa", "");
  }

  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    statement.execute("analyze");
    statement.execute("checkpoint sync");
  }

  /** It shows the last result again where neither parameters nor tables have changed. */
  @Override
  public void readAnew(Statement statement) throws SQLException {
    statement.execute("set optimize_reuse_results 0");
  }

  @Override
  public String afterCommit() {
    return forced ? "checkpoint sync" : null;
  }

  @Override
  public boolean isConflict(SQLException failure) {
    String state = failure.getSQLState();
    return SqlDialect.super.isConflict(failure)
        || "HYT00".equals(state) // lock timeout
        || "90131".equals(state); // concurrent update
  }

  @Override
  public void shutDown() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
  }
}
