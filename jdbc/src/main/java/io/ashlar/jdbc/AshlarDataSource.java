package io.ashlar.jdbc;

import io.ashlar.Database;
import io.ashlar.argument.Arguments;
import io.ashlar.jdbc.connection.AshlarConnection;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.url.ConnectionSettings;
import io.ashlar.jdbc.url.DatabaseUse;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A source of connections: to the database of a URL, or to one that the program has opened and
 * closes itself. It pools nothing; connections are cheap, and a pool can be laid over it. Set it up
 * before threads share it; then any number of them may ask for connections.
 */
public final class AshlarDataSource implements DataSource {

  private static final String FOREIGN = "jdbc:ashlar:open";

  private final Database database;
  private final Properties properties = new Properties();
  private String url;
  private PrintWriter logWriter;
  private int loginTimeout;

  /** A source that needs a {@link #setUrl URL}. */
  public AshlarDataSource() {
    this.database = null;
  }

  /**
   * A source of connections to a database that is open, which stays so when they are closed.
   * Properties that are for who opens a database are refused with the first connection.
   *
   * @param database the database, closed by the caller after all connections
   */
  public AshlarDataSource(Database database) {
    this.database = Arguments.given(database, "database");
  }

  /**
   * Sets the URL.
   *
   * @param value as the driver takes it
   */
  public void setUrl(String value) {
    url = value;
  }

  /**
   * The URL.
   *
   * @return as it was set; null when none was
   */
  public String getUrl() {
    return url;
  }

  /**
   * Sets who it is, which is not checked.
   *
   * @param value the name, or null for nobody
   */
  public void setUser(String value) {
    set("user", value);
  }

  /**
   * Who it is.
   *
   * @return the name; null when none was set
   */
  public String getUser() {
    return properties.getProperty("user");
  }

  /**
   * Sets a password, which is not checked.
   *
   * @param value the password, or null for none
   */
  public void setPassword(String value) {
    set("password", value);
  }

  /**
   * Sets the level of transactions.
   *
   * @param value read_committed, snapshot or serializable; null for the default
   */
  public void setIsolation(String value) {
    set("isolation", value);
  }

  /**
   * Sets when a commit returns.
   *
   * @param value always, group, interval or none; null for the default
   */
  public void setDurability(String value) {
    set("durability", value);
  }

  /**
   * Sets whether connections refuse to change anything.
   *
   * @param value whether they do
   */
  public void setReadOnly(boolean value) {
    set("readOnly", Boolean.toString(value));
  }

  /**
   * Sets how long the database stays open after its last connection.
   *
   * @param value 0, a time as 500ms or 10s, or never; null for the default, 0
   */
  public void setCloseDelay(String value) {
    set("closeDelay", value);
  }

  /**
   * Sets any property of the URL.
   *
   * @param name its name, checked with the first connection
   * @param value its value, or null for the default
   */
  public void setProperty(String name, String value) {
    set(Arguments.given(name, "name"), value);
  }

  private void set(String name, String value) {
    Object before = value == null ? properties.remove(name) : properties.setProperty(name, value);
    assert before == null || before instanceof String : before;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (database != null) {
      return foreign();
    }
    if (!ConnectionSettings.accepts(url)) {
      throw SqlStates.failure(
          SqlStates.CANNOT_CONNECT, "The data source has no URL of this driver.", "url", url);
    }
    return AshlarDriver.open(ConnectionSettings.of(url, properties));
  }

  private Connection foreign() throws SQLException {
    ConnectionSettings settings = ConnectionSettings.of(FOREIGN, properties);
    settings.checkOfConnection();
    return new AshlarConnection(DatabaseUse.ofForeign(database), settings);
  }

  /** Opens a connection; user and password are not checked. */
  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    return getConnection();
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept, and not written to. */
  @Override
  public void setLogWriter(PrintWriter out) {
    logWriter = out;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Kept, and of no effect: a database is opened at once or not at all. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.ashlar.jdbc");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Unwrapping.isFor(this, type);
  }
}
