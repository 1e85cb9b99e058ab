package io.ashlar.bench.peers.engine;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.bench.tpcb.BalanceCheck;
import io.ashlar.bench.tpcb.TpcbScale;
import io.ashlar.bench.tpcb.TpcbTables;
import io.ashlar.bench.tpcb.TpcbTransaction;
import io.ashlar.error.RetryableException;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.Transaction;
import io.ashlar.workbench.Progress;
import java.io.PrintWriter;

/**
 * Ashlar through its public API: {@link Durability#GROUP} when synchronous, {@link Durability#NONE}
 * otherwise.
 */
public final class AshlarPeer implements Peer {

  private final Database database;
  private final TpcbScale rows;
  private TpcbTables tables;

  private AshlarPeer(Database database, TpcbScale rows) {
    this.database = database;
    this.rows = rows;
  }

  /**
   * Opens a new database.
   *
   * @param setup how
   * @return the peer
   */
  public static AshlarPeer open(PeerSetup setup) {
    Options options =
        Options.builder()
            .durability(setup.synchronous() ? Durability.GROUP : Durability.NONE)
            .cacheBytes(setup.cacheBytes())
            .build();
    return new AshlarPeer(Database.open(setup.directory(), options), setup.rows());
  }

  @Override
  public String version() {
    String version = Database.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  @Override
  public void load() {
    tables =
        TpcbTables.load(database, rows, new Progress(new PrintWriter(PrintWriter.nullWriter())));
  }

  @Override
  public PeerClient newClient(int id) {
    Transaction transaction = database.begin(IsolationLevel.READ_COMMITTED);
    transaction.rollback();
    return new Client(id, transaction, new TpcbTransaction(tables));
  }

  @Override
  public boolean holds(long committed) {
    return BalanceCheck.holds(database, tables, committed);
  }

  @Override
  public void close() {
    database.close();
  }

  /** Reuses one transaction object. */
  private record Client(int id, Transaction transaction, TpcbTransaction statements)
      implements PeerClient {

    @Override
    public boolean run(long sequence, int account, int teller, int branch, int delta) {
      try {
        transaction.begin();
        statements.run(transaction, id, sequence, account, teller, branch, delta);
        transaction.commit();
        return true;
      } catch (RetryableException e) {
        transaction.rollback();
        return false;
      }
    }

    @Override
    public void close() {
      transaction.close();
    }
  }
}
