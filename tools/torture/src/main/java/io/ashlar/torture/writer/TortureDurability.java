package io.ashlar.torture.writer;

import io.ashlar.transaction.Durability;

/** What the writers' commits ask for. */
public enum TortureDurability {
  /** Each an fsync of its own. */
  ALWAYS,
  /** Shared fsyncs. */
  GROUP,
  /** An fsync now and then. */
  INTERVAL,
  /** No fsync. */
  NONE,
  /** A different one for each thread, in turn. */
  MIXED;

  /** What a thread asks for. */
  Durability ofThread(int thread) {
    Durability[] all = Durability.values();
    return this == MIXED ? all[thread % all.length] : Durability.valueOf(name());
  }
}
