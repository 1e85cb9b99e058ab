package io.ashlar.check;

/** What can be wrong with a history, and the weakest model that forbids it. */
public enum Anomaly {
  /** A cycle of write-write dependencies. */
  G0("G0", "dirty write", Model.READ_COMMITTED),

  /** A committed transaction read what an aborted one had written. */
  G1A("G1a", "aborted read", Model.READ_COMMITTED),

  /** A transaction read what another one wrote and then wrote over in the same transaction. */
  G1B("G1b", "intermediate read", Model.READ_COMMITTED),

  /** A cycle of write-write and write-read dependencies. */
  G1C("G1c", "circular information flow", Model.READ_COMMITTED),

  /** A transaction does not see its own writes. */
  INTERNAL("internal", "a transaction's read contradicts its own writes", Model.READ_COMMITTED),

  /** Two reads of a key cannot both come from one order of its versions. */
  INCOMPATIBLE_ORDER("incompatible-order", "reads disagree on the order", Model.READ_COMMITTED),

  /** One appended element is there more than once. */
  DUPLICATE_ELEMENT("duplicate-element", "an element is there twice", Model.READ_COMMITTED),

  /** A value that nobody wrote. */
  GARBAGE_READ("garbage-read", "a value was read that nobody wrote", Model.READ_COMMITTED),

  /** An acknowledged write that later reads prove missing. */
  VANISHED_WRITE("vanished-write", "an acknowledged write is missing", Model.READ_COMMITTED),

  /** Commit timestamps do not fit what was read. */
  TIMESTAMP_ORDER("timestamp-order", "commit timestamps contradict reads", Model.READ_COMMITTED),

  /** A transaction wrote over a version that it had not read, having read the one before. */
  LOST_UPDATE("lost-update", "a write over an unseen write", Model.SNAPSHOT_ISOLATION),

  /** A cycle with exactly one read-write dependency. */
  G_SINGLE("G-single", "read skew", Model.SNAPSHOT_ISOLATION),

  /** A cycle with several read-write dependencies, no two of them in a row. */
  LONG_FORK("long-fork", "readers disagree on the order of writers", Model.SNAPSHOT_ISOLATION),

  /** A cycle with two read-write dependencies in a row, all through values that were there. */
  G2_ITEM("G2-item", "write skew", Model.SERIALIZABLE),

  /** As G2-item, with a dependency that begins at the absence of a key. */
  G2("G2", "write skew through a predicate", Model.SERIALIZABLE),

  /** A cycle through real time without two read-write dependencies in a row. */
  STALE_READ("stale-read", "an acknowledged state was not seen", Model.STRONG_SNAPSHOT_ISOLATION),

  /** A cycle through real time with two read-write dependencies in a row. */
  G2_REAL_TIME("G2-real-time", "write skew against real time", Model.STRICT_SERIALIZABLE);

  private final String label;
  private final String meaning;
  private final Model weakest;

  Anomaly(String label, String meaning, Model weakest) {
    this.label = label;
    this.meaning = meaning;
    this.weakest = weakest;
  }

  /**
   * The name in reports.
   *
   * @return the name that the literature uses, where there is one
   */
  public String label() {
    return label;
  }

  /**
   * What it is in a few words.
   *
   * @return plain text
   */
  public String meaning() {
    return meaning;
  }

  /**
   * The weakest model that forbids it; all stronger ones do too.
   *
   * @return the model
   */
  public Model weakestModel() {
    return weakest;
  }
}
