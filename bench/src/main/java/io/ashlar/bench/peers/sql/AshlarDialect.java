package io.ashlar.bench.peers.sql;

import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.transaction.Durability;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Ashlar through its JDBC driver, with the durability that the library has when it is used by
 * itself: {@link Durability#GROUP} when synchronous, {@link Durability#NONE} otherwise.
 */
final class AshlarDialect implements SqlDialect {

  private final String url;

  AshlarDialect(PeerSetup setup) {
    Durability durability = setup.synchronous() ? Durability.GROUP : Durability.NONE;
    this.url =
        "jdbc:ashlar:"
            + setup.directory().toAbsolutePath().resolve("ashlar")
            + "?durability="
            + durability.name().toLowerCase(Locale.ROOT)
            + "&cacheBytes="
            + setup.cacheBytes();
  }

  @Override
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url);
  }

  /** The planner takes the statistics as they are then. */
  @Override
  public void settle(Statement statement) throws SQLException {
    statement.execute("analyze accounts");
  }

  @Override
  public boolean isConflict(SQLException failure) {
    return SqlDialect.super.isConflict(failure) || "55P03".equals(failure.getSQLState());
  }
}
