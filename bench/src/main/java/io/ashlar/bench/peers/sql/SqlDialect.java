package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What differs between the engines. */
interface SqlDialect {

  /** How long a client waits for a row, at every engine. */
  int LOCK_TIMEOUT_MS = 10_000;

  /** Opens a connection that is configured for the durability; it commits by itself. */
  Connection connect() throws SQLException;

  /** Configures the whole store once, before the tables are made. */
  default void configure(Connection connection) throws SQLException {}

  /** The words that begin the making of a table. */
  default String createTable() {
    return "create table";
  }

  /** What follows the columns of history, whose key has two columns. */
  default String historySuffix() {
    return "";
  }

  /** The type of a whole number that is by itself the primary key. */
  default String longKey() {
    return "bigint";
  }

  /** The type of byte strings of one length. */
  default String binary(int bytes) {
    return "binary(" + bytes + ")";
  }

  /** What ends a query with an order of which the first rows are wanted. */
  default String first(int rows) {
    return "fetch first " + rows + " rows only";
  }

  /**
   * An order, descending, by a column that an index has, descending, behind one that the query
   * holds to one value.
   */
  default String descending(String fixed, String column) {
    // H2 sees that the index has the order where the fixed column is part of it.
    return "order by " + fixed + ", " + column + " desc";
  }

  /** Has a query read again whose result the engine has kept, from here on in all connections. */
  default void readAnew(Statement statement) throws SQLException {}

  /** Takes what was loaded to the disk, and statistics, where the planner asks for them. */
  default void settle(Statement statement, List<String> tables) throws SQLException {}

  /** Whether connections are set to READ COMMITTED. */
  default boolean readCommitted() {
    return true;
  }

  /**
   * The statement that begins a transaction, where the driver's own way will not do; the connection
   * then commits by itself, and {@code commit} and {@code rollback} are statements too.
   */
  default String begin() {
    return null;
  }

  /** A statement to run after each commit, before it counts as acknowledged; null for none. */
  default String afterCommit() {
    return null;
  }

  /** Whether the transaction may be run again; class 40 is that of rollbacks in the standard. */
  default boolean isConflict(SQLException failure) {
    return failure.getSQLState() != null && failure.getSQLState().startsWith("40");
  }

  /** Shuts the engine down after its last connection is closed. */
  default void shutDown() throws SQLException {}
}
