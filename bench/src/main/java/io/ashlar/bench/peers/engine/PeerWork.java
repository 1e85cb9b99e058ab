package io.ashlar.bench.peers.engine;

import java.util.Locale;

/** What a client does again and again. All but the first are for engines that speak SQL. */
public enum PeerWork {

  /** The transaction of TPC-B. */
  TPCB("transactions"),

  /** One row by its key, in a transaction of its own. */
  SELECT("queries"),

  /** The next {@value #ROWS_OF_RANGE} rows from a key on, in a transaction of their own. */
  RANGE("queries"),

  /** A batch of {@value #ROWS_OF_BATCH} new rows, which is committed. */
  INSERT("batches");

  /** How many rows a range has. */
  public static final int ROWS_OF_RANGE = 100;

  /** How many rows a batch has. */
  public static final int ROWS_OF_BATCH = 1_000;

  private final String unit;

  PeerWork(String unit) {
    this.unit = unit;
  }

  /**
   * As the command line takes it.
   *
   * @return the name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What is counted.
   *
   * @return a plural
   */
  public String unit() {
    return unit;
  }

  /**
   * Whether anything is written, so that the durability makes a difference.
   *
   * @return false for queries
   */
  public boolean writes() {
    return this == TPCB || this == INSERT;
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return word();
  }
}
