package io.ashlar.bench.peers.run;

import io.ashlar.bench.peers.engine.AshlarPeer;
import io.ashlar.bench.peers.engine.Peer;
import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.engine.PeerSetup;
import io.ashlar.bench.peers.engine.RocksPeer;
import io.ashlar.bench.peers.sql.SqlKind;
import io.ashlar.bench.peers.sql.SqlPeer;
import java.util.Locale;

/** The engines, and what each is told for a durability. */
public enum PeerKind {

  /** This library. */
  ASHLAR(
      "durability GROUP: an fsync shared with other commits",
      "durability NONE: the log is written and not synced"),

  /** This library through its JDBC driver. */
  ASHLAR_JDBC(
      "through JDBC, durability GROUP: an fsync shared with other commits",
      "through JDBC, durability NONE: the log is written and not synced"),

  /** RocksDB's pessimistic transactions. */
  ROCKSDB("TransactionDB, WriteOptions.sync", "TransactionDB, the log is written and not synced"),

  /** SQLite by its JDBC driver. */
  SQLITE(
      "WAL, immediate transactions, synchronous=FULL",
      "WAL, immediate transactions, synchronous=NORMAL: synced at checkpoints"),

  /** Derby, embedded. */
  DERBY(
      "as it comes: the log is written through",
      "derby.system.durability=test: the log is not synced, and a power cut may break the"
          + " database"),

  /** HSQLDB, embedded, tables on disk. */
  HSQLDB(
      "CACHED tables, MVCC, WRITE DELAY FALSE",
      "CACHED tables, MVCC, WRITE DELAY 500 MILLIS: a killed process may lose that much"),

  /** H2, embedded. */
  H2(
      "WRITE_DELAY=0: written at each commit, which it does not claim to survive a power cut",
      "WRITE_DELAY=500: a killed process may lose that much"),

  /** H2 with a statement that forces each commit; the same as H2 when asynchronous. */
  H2_FORCED("WRITE_DELAY=0, CHECKPOINT SYNC after each commit", null),

  /** A PostgreSQL server. */
  POSTGRESQL(
      "over a socket, synchronous_commit=on",
      "over a socket, synchronous_commit=off: up to three times wal_writer_delay may be lost");

  private final String synchronous;
  private final String asynchronous;

  PeerKind(String synchronous, String asynchronous) {
    this.synchronous = synchronous;
    this.asynchronous = asynchronous;
  }

  /**
   * Opens the engine.
   *
   * @param setup how
   * @return the engine; the caller closes it
   * @throws Exception when it cannot be opened
   */
  public Peer open(PeerSetup setup) throws Exception {
    return switch (this) {
      case ASHLAR -> AshlarPeer.open(setup);
      case ASHLAR_JDBC -> SqlPeer.open(SqlKind.ASHLAR, setup);
      case ROCKSDB -> RocksPeer.open(setup);
      case SQLITE -> SqlPeer.open(SqlKind.SQLITE, setup);
      case DERBY -> SqlPeer.open(SqlKind.DERBY, setup);
      case HSQLDB -> SqlPeer.open(SqlKind.HSQLDB, setup);
      case H2 -> SqlPeer.open(SqlKind.H2, setup);
      case H2_FORCED -> SqlPeer.open(SqlKind.H2_FORCED, setup);
      case POSTGRESQL -> SqlPeer.open(SqlKind.POSTGRESQL, setup);
    };
  }

  /** As the command line takes it. */
  @Override
  public String toString() {
    return word();
  }

  /**
   * The name on the command line and in results.
   *
   * @return the word
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether it runs at a durability.
   *
   * @param durability the durability
   * @return false where another engine stands for it
   */
  public boolean runsAt(PeerDurability durability) {
    return settings(durability) != null;
  }

  /**
   * What it is told, and what that concedes.
   *
   * @param durability the durability
   * @return a phrase; null where it does not run
   */
  public String settings(PeerDurability durability) {
    return durability == PeerDurability.SYNCHRONOUS ? synchronous : asynchronous;
  }

  /**
   * Whether it is among the SQL engines that Ashlar is measured against.
   *
   * @return false for Ashlar and RocksDB
   */
  public boolean speaksSql() {
    return !isAshlar() && this != ROCKSDB;
  }

  /**
   * Whether it is what the others are compared with.
   *
   * @return true for Ashlar, by itself or through JDBC
   */
  public boolean isAshlar() {
    return this == ASHLAR || this == ASHLAR_JDBC;
  }

  /**
   * Whether it is a process of its own, whose syncs cannot be seen from the client's.
   *
   * @return true for a server
   */
  public boolean isServer() {
    return this == POSTGRESQL;
  }
}
