package io.ashlar.bench.peers.sql;

import io.ashlar.transaction.Durability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/**
 * Ashlar through its JDBC driver, with the durability that the library has when it is used by
 * itself: {@link Durability#GROUP} when synchronous, {@link Durability#NONE} otherwise.
 */
final class AshlarDialect implements SqlDialect {

  private final String url;

  AshlarDialect(SqlSetup setup) {
    Durability durability = setup.synchronous() ? Durability.GROUP : Durability.NONE;
    this.url =
        "jdbc:ashlar:"
            + setup.directory().toAbsolutePath().resolve("ashlar")
            + "?durability="
            + durability.name().toLowerCase(Locale.ROOT)
            + "&cacheBytes="
            + setup.cacheBytes()
            + "&residentBytes="
            + setup.residentBytes();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** The planner takes the statistics as they are then. */
  @Override
  public void settle(Statement statement, List<String> tables) throws SQLException {
    for (String table : tables) {
      statement.execute("analyze " + table);
    }
  }

  @Override
  public boolean isConflict(SQLException failure) {
    return SqlDialect.super.isConflict(failure) || "55P03".equals(failure.getSQLState());
  }
}
