package io.ashlar.bench.peers.engine;

import java.util.Locale;

/** When a commit returns. */
public enum PeerDurability {

  /** After what it wrote is on the disk: a power cut takes nothing that was acknowledged. */
  SYNCHRONOUS,

  /** At once; a power cut may take the last of what was acknowledged. */
  ASYNCHRONOUS;

  /**
   * As it stands in results.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
