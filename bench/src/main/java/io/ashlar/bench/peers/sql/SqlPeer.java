package io.ashlar.bench.peers.sql;

import io.ashlar.bench.peers.engine.Peer;
import io.ashlar.bench.peers.engine.PeerClient;
import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.bench.peers.engine.PeerWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The transaction of TPC-B, and other work, on an engine that is spoken to in SQL. */
public final class SqlPeer implements Peer {

  private final PeerSetup setup;
  private final SqlEngine engine;

  private SqlPeer(PeerSetup setup, SqlEngine engine) {
    this.setup = setup;
    this.engine = engine;
  }

  /**
   * Opens an engine.
   *
   * @param kind which
   * @param setup how; for a server it says where
   * @return the peer
   * @throws SQLException when the engine fails; when a server does not answer, or does not sync
   */
  public static SqlPeer open(SqlKind kind, PeerSetup setup) throws SQLException {
    SqlSetup how =
        new SqlSetup(setup.directory(), setup.synchronous(), setup.cacheBytes(), 0, setup.server());
    return new SqlPeer(setup, SqlEngine.open(kind, how));
  }

  @Override
  public String version() throws SQLException {
    return engine.version();
  }

  @Override
  public void load() throws SQLException {
    new SqlLoader(engine.connection(), engine.dialect()).load(setup.rows());
    engine.settle(SqlLoader.TABLES);
  }

  @Override
  public PeerClient newClient(int id) throws SQLException {
    return setup.work() == PeerWork.TPCB
        ? new SqlClient(id, engine.dialect())
        : new SqlWorkClient(id, engine.dialect(), setup.work(), setup.rows().accounts());
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
    try (Statement statement = engine.connection().createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    engine.close();
  }
}
