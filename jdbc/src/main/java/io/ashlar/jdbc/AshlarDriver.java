package io.ashlar.jdbc;

import io.ashlar.jdbc.connection.AshlarConnection;
import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.metadata.DriverVersion;
import io.ashlar.jdbc.url.ConnectionSettings;
import io.ashlar.jdbc.url.DatabaseUse;
import io.ashlar.jdbc.url.OpenDatabases;
import io.ashlar.jdbc.url.Property;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * The JDBC driver for {@code jdbc:ashlar:/path}, {@code jdbc:ashlar:mem:name} and {@code
 * jdbc:ashlar:mem:}. The driver manager finds it by itself. May be used by any number of threads.
 *
 * <p>All connections of a process to one directory, and those to one name in memory, share a
 * database, which is opened by the first and closed with the last. Without a name a database in
 * memory is its connection's alone.
 */
public final class AshlarDriver implements Driver {

  static {
    try {
      DriverManager.registerDriver(new AshlarDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** For the driver manager. */
  public AshlarDriver() {
    // It has no state.
  }

  /**
   * Opens a connection.
   *
   * @param url the URL; properties stand behind a question mark
   * @param info further properties, or null
   * @return the connection, which the caller closes; null for a URL of another driver
   * @throws SQLException 08001 when a property is unknown or has another value than it takes, or
   *     the database cannot be opened
   */
  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return acceptsURL(url) ? open(ConnectionSettings.of(url, info)) : null;
  }

  static Connection open(ConnectionSettings settings) throws SQLException {
    DatabaseUse use = OpenDatabases.ofProcess().use(settings);
    Connection connection = null;
    try {
      connection = new AshlarConnection(use, settings);
      return connection;
    } catch (RuntimeException e) {
      throw SqlStates.of(e);
    } finally {
      if (connection == null) {
        use.close();
      }
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return ConnectionSettings.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return Arrays.stream(Property.values())
        .map(property -> describe(property, info))
        .toArray(DriverPropertyInfo[]::new);
  }

  private static DriverPropertyInfo describe(Property property, Properties info) {
    String value = info == null ? null : info.getProperty(property.key());
    DriverPropertyInfo described = new DriverPropertyInfo(property.key(), value);
    described.description = property.description();
    if (!property.choices().isEmpty()) {
      described.choices = property.choices().toArray(String[]::new);
    }
    return described;
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.MAJOR;
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.MINOR;
  }

  /** Tells false: the entry level of SQL-92 as a whole is not claimed. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger("io.ashlar.jdbc");
  }
}
