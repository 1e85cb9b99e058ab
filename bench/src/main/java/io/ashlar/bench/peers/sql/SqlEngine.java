package io.ashlar.bench.peers.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * An engine that is spoken to in SQL, open and configured as its documentation advises. One
 * connection stays open from beginning to end. Threads need connections of their own; this object
 * belongs to one.
 */
public final class SqlEngine implements AutoCloseable {

  private final SqlDialect dialect;
  private final Connection connection;

  private SqlEngine(SqlDialect dialect) throws SQLException {
    this.dialect = dialect;
    this.connection = dialect.connect();
    dialect.configure(connection);
  }

  /**
   * Opens an engine, with what is in its directory.
   *
   * @param kind which
   * @param setup how
   * @return the engine; the caller closes it
   * @throws SQLException when the engine fails; when a server does not answer, or does not sync
   */
  public static SqlEngine open(SqlKind kind, SqlSetup setup) throws SQLException {
    return new SqlEngine(kind.dialect(setup));
  }

  /**
   * Connects once more.
   *
   * @return a connection that commits by itself, at READ COMMITTED where there is more than one
   *     level; the caller closes it
   * @throws SQLException when the engine fails
   */
  public Connection connect() throws SQLException {
    Connection another = dialect.connect();
    if (dialect.readCommitted()) {
      another.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
    return another;
  }

  /**
   * The words that begin the making of a table that stays on the disk.
   *
   * @return what stands before its name
   */
  public String createTable() {
    return dialect.createTable();
  }

  /**
   * The type of a whole number that is by itself the primary key.
   *
   * @return the type by which rows are stored under it, where there is such a one
   */
  public String longKey() {
    return dialect.longKey();
  }

  /**
   * The type of byte strings of one length.
   *
   * @param bytes the length
   * @return the type
   */
  public String binary(int bytes) {
    return dialect.binary(bytes);
  }

  /**
   * An order, descending, by a column that an index has, descending, behind another.
   *
   * @param fixed the other, which the query holds to one value
   * @param column the column
   * @return the clause, as the engine recognizes it
   */
  public String descending(String fixed, String column) {
    return dialect.descending(fixed, column);
  }

  /**
   * What ends a query with an order of which the first rows are wanted.
   *
   * @param rows how many
   * @return the clause, which lets the engine walk an index that has the order
   */
  public String first(int rows) {
    return dialect.first(rows);
  }

  /**
   * Has a query read again whose result the engine has kept, from here on in all connections.
   *
   * @throws SQLException when the engine fails
   */
  public void readAnew() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      dialect.readAnew(statement);
    }
  }

  /**
   * Takes what was loaded to the disk, and statistics, where the planner asks for them.
   *
   * @param tables the tables that were loaded, by their names in lower case
   * @throws SQLException when the engine fails
   */
  public void settle(List<String> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      dialect.settle(statement, tables);
    }
  }

  /**
   * The engine's version.
   *
   * @return as the engine tells it
   * @throws SQLException when the engine fails
   */
  public String version() throws SQLException {
    return connection.getMetaData().getDatabaseProductVersion();
  }

  Connection connection() {
    return connection;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /**
   * Closes the connection that stayed open and shuts the engine down; other connections are to be
   * closed before.
   *
   * @throws SQLException when the engine fails
   */
  @Override
  public void close() throws SQLException {
    connection.close();
    dialect.shutDown();
  }
}
