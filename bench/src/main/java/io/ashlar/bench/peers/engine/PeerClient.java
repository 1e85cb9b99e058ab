package io.ashlar.bench.peers.engine;

import java.sql.SQLException;

/** One client's connection and prepared statements. Belongs to one thread. */
public interface PeerClient extends AutoCloseable {

  /**
   * Runs one transaction: adds to an account, reads it, adds to a teller and to a branch, adds a
   * row to history, commits.
   *
   * @param sequence different for each transaction of this client
   * @param account an account, from 1
   * @param teller a teller, from 1
   * @param branch a branch, from 1
   * @param delta what to add to the three balances
   * @return true when it is committed; false when it was rolled back and may be run again
   * @throws Exception when the engine fails in a way that running it again does not mend
   */
  boolean run(long sequence, int account, int teller, int branch, int delta) throws Exception;

  /**
   * Closes the connection.
   *
   * @throws SQLException when an engine that is spoken to in SQL fails
   */
  @Override
  void close() throws SQLException;
}
