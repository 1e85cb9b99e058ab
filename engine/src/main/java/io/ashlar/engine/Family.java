package io.ashlar.engine;

/** The column families of a store. Their names are stored on disk. */
public enum Family {
  /** Schemas, ids, counters: what describes the rest. */
  CATALOG(0, "catalog"),

  /** Rows and index entries of all tables, so that one commit stays in one family. */
  DATA(1, "data"),

  /** Superseded row versions of the tables that keep them. */
  HISTORY(2, "history"),

  /** Reserved for change feeds. */
  FEED(3, "feed");

  private final int slot;
  private final String storedName;

  Family(int slot, String storedName) {
    this.slot = slot;
    this.storedName = storedName;
  }

  /** The index of the family in arrays of handles and pools. */
  int slot() {
    return slot;
  }

  /** The name in RocksDB's manifest. */
  String storedName() {
    return storedName;
  }
}
