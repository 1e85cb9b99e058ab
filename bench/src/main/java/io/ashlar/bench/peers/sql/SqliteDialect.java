package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * SQLite in WAL mode with immediate transactions, so that a writer waits at its beginning instead
 * of failing when it first writes.
 *
 * <p>{@code synchronous=FULL} syncs the log at each commit; {@code NORMAL}, which its documentation
 * advises for WAL where a power cut may take the last commits, syncs only at checkpoints. A cache
 * belongs to one connection, and SQLite has no isolation level but the strictest.
 */
final class SqliteDialect implements SqlDialect {

  private static final int BUSY = 5;
  private static final int PRIMARY_CODE_MASK = 0xff;

  private final String url;
  private final Properties pragmas = new Properties();

  SqliteDialect(SqlSetup setup) {
    this.url = "jdbc:sqlite:" + setup.directory().toAbsolutePath().resolve("sqlite.db");
    pragmas.setProperty("journal_mode", "WAL");
    pragmas.setProperty("synchronous", setup.synchronous() ? "FULL" : "NORMAL");
    pragmas.setProperty("busy_timeout", Integer.toString(LOCK_TIMEOUT_MS));
    // Negative: KiB instead of pages.
    pragmas.setProperty("cache_size", Long.toString(-setup.cacheBytes() / 1024));
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, pragmas);
  }

  /** The one type whose key is that of the row itself. */
  @Override
  public String longKey() {
    return "integer";
  }

  @Override
  public String binary(int bytes) {
    return "blob";
  }

  @Override
  public String first(int rows) {
    return "limit " + rows;
  }

  @Override
  public String historySuffix() {
    return " without rowid";
  }

  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    statement.execute("analyze");
    statement.execute("pragma wal_checkpoint(truncate)");
  }

  /** The driver would begin the next transaction, and lock, as soon as the last is committed. */
  @Override
  public String begin() {
    return "begin immediate";
  }

  @Override
  public boolean readCommitted() {
    return false;
  }

  @Override
  public boolean isConflict(SQLException failure) {
    return (failure.getErrorCode() & PRIMARY_CODE_MASK) == BUSY;
  }
}
