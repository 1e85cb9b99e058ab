package io.ashlar.bench.peers;

import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerWork;

/**
 * What engines are compared at.
 *
 * @param work what clients do
 * @param durability when a commit returns
 * @param clients threads
 */
record PeerColumn(PeerWork work, PeerDurability durability, int clients) {

  String title() {
    String mode = work.writes() ? durability.word() + ", " : "";
    String title = mode + clients + (clients == 1 ? " client" : " clients");
    return work == PeerWork.TPCB ? title : work.word() + ", " + title;
  }
}
