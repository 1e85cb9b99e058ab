package io.ashlar.bench.peers.sql;

/** The engines that are spoken to in SQL. */
public enum SqlKind {

  /** Ashlar through its JDBC driver. */
  ASHLAR,

  /** Derby, embedded. */
  DERBY,

  /** H2 as its settings alone make it. */
  H2,

  /** H2 with a statement behind each commit that forces it to the disk. */
  H2_FORCED,

  /** HSQLDB, embedded, tables on disk. */
  HSQLDB,

  /** A PostgreSQL server. */
  POSTGRESQL,

  /** SQLite. */
  SQLITE;

  SqlDialect dialect(SqlSetup setup) {
    return switch (this) {
      case ASHLAR -> new AshlarDialect(setup);
      case DERBY -> new DerbyDialect(setup);
      case H2 -> new H2Dialect(setup, false);
      case H2_FORCED -> new H2Dialect(setup, true);
      case HSQLDB -> new HsqldbDialect(setup);
      case POSTGRESQL -> new PostgresqlDialect(setup);
      case SQLITE -> new SqliteDialect(setup);
    };
  }
}
