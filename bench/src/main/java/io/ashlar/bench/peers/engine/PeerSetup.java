package io.ashlar.bench.peers.engine;

import io.ashlar.bench.tpcb.TpcbScale;
import java.nio.file.Path;

/**
 * How an engine is opened.
 *
 * @param directory an empty directory for its files; a server does not use it
 * @param durability when a commit returns
 * @param work what clients do
 * @param rows what is loaded
 * @param cacheBytes how much of the data the engine may keep in memory, where it can be told
 * @param server the JDBC address of a server; null for engines that run in this process
 */
public record PeerSetup(
    Path directory,
    PeerDurability durability,
    PeerWork work,
    TpcbScale rows,
    long cacheBytes,
    String server) {

  /**
   * Whether commits wait for the disk.
   *
   * @return true for {@link PeerDurability#SYNCHRONOUS}
   */
  public boolean synchronous() {
    return durability == PeerDurability.SYNCHRONOUS;
  }
}
