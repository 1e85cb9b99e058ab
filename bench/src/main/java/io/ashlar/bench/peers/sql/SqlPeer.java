package io.ashlar.bench.peers.sql;

import io.ashlar.bench.peers.engine.Peer;
import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.bench.peers.engine.PeerWork;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** An engine that is spoken to in SQL. One connection stays open from beginning to end. */
public final class SqlPeer implements Peer {

  private final PeerSetup setup;
  private final SqlDialect dialect;
  private final Connection connection;

  private SqlPeer(PeerSetup setup, SqlDialect dialect) throws SQLException {
    this.setup = setup;
    this.dialect = dialect;
    this.connection = dialect.connect();
    dialect.configure(connection);
  }

  /**
   * Opens H2 as its settings alone make it.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer h2(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new H2Dialect(setup, false));
  }

  /**
   * Opens H2 with a statement behind each commit that forces it to the disk.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer h2Forced(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new H2Dialect(setup, true));
  }

  /**
   * Opens Ashlar through its JDBC driver.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer ashlar(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new AshlarDialect(setup));
  }

  /**
   * Opens HSQLDB.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer hsqldb(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new HsqldbDialect(setup));
  }

  /**
   * Opens Derby.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer derby(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new DerbyDialect(setup));
  }

  /**
   * Opens SQLite.
   *
   * @param setup how
   * @return the peer
   * @throws SQLException when the engine fails
   */
  public static SqlPeer sqlite(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new SqliteDialect(setup));
  }

  /**
   * Connects to PostgreSQL.
   *
   * @param setup how; its server says where
   * @return the peer
   * @throws SQLException when the server does not answer, or does not sync
   */
  public static SqlPeer postgresql(PeerSetup setup) throws SQLException {
    return new SqlPeer(setup, new PostgresqlDialect(setup));
  }

  @Override
  public String version() throws SQLException {
    DatabaseMetaData about = connection.getMetaData();
    return about.getDatabaseProductVersion();
  }

  @Override
  public void load() throws SQLException {
    new SqlLoader(connection, dialect).load(setup.rows());
  }

  @Override
  public PeerClient newClient(int id) throws SQLException {
    return setup.work() == PeerWork.TPCB
        ? new SqlClient(id, dialect)
        : new SqlWorkClient(id, dialect, setup.work(), setup.rows().accounts());
  }

  @Override
  public boolean holds(long committed) throws SQLException {
    long rows = number("select count(*) from history");
    if (setup.work() != PeerWork.TPCB) {
      return rows == (setup.work().writes() ? committed * PeerWork.ROWS_OF_BATCH : 0);
    }
    long accounts = number("select coalesce(sum(abalance), 0) from accounts");
    return accounts == number("select coalesce(sum(tbalance), 0) from tellers")
        && accounts == number("select coalesce(sum(bbalance), 0) from branches")
        && accounts == number("select coalesce(sum(delta), 0) from history")
        && committed == rows;
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    dialect.shutDown();
  }
}
