package io.ashlar.bench.peers.engine;

import java.sql.SQLException;

/**
 * An engine that is compared, opened at one durability.
 *
 * <p>The order of calls is: {@link #load} once, {@link #newClient} for each client, {@link #holds}
 * once all clients are closed, {@link #close}.
 */
public interface Peer extends AutoCloseable {

  /**
   * The engine's version.
   *
   * @return as the engine tells it
   * @throws Exception when the engine fails
   */
  String version() throws Exception;

  /**
   * Creates the four tables and fills them; what is loaded is on the disk afterwards.
   *
   * @throws Exception when the engine fails
   */
  void load() throws Exception;

  /**
   * Connects a client.
   *
   * @param id from 1, different for each
   * @return the client; the caller closes it
   * @throws Exception when the engine fails
   */
  PeerClient newClient(int id) throws Exception;

  /**
   * Checks the condition of TPC-B.
   *
   * @param committed how many transactions the clients saw committed
   * @return whether accounts, tellers, branches and history have the same sum, and history a row
   *     for each transaction
   * @throws Exception when the engine fails
   */
  boolean holds(long committed) throws Exception;

  /**
   * Closes the engine.
   *
   * @throws SQLException when an engine that is spoken to in SQL fails
   */
  @Override
  void close() throws SQLException;
}
