package io.ashlar.bench.peers;

import io.ashlar.bench.peers.engine.PeerDurability;

/**
 * What engines are compared at.
 *
 * @param durability when a commit returns
 * @param clients threads
 */
record PeerColumn(PeerDurability durability, int clients) {

  String title() {
    return durability.word() + ", " + clients + (clients == 1 ? " client" : " clients");
  }
}
