package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.result.ResultColumns;
import io.ashlar.jdbc.value.HeldBlob;
import io.ashlar.jdbc.value.HeldClob;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * What a connection has to have and what says little: one catalog, one schema, no types of users.
 */
abstract class ConnectionBase implements Connection {

  private int networkTimeout;

  /** For connections. */
  ConnectionBase() {}

  abstract void checkOpen() throws SQLException;

  /** A type of results that there is. */
  static int checkedType(int type, int concurrency, int holdability) throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY && type != ResultSet.TYPE_SCROLL_INSENSITIVE) {
      throw SqlStates.unsupported("results of the type " + type);
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      throw SqlStates.unsupported("changes through a result");
    }
    if (holdability != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlStates.unsupported("results that outlive their transaction");
    }
    return type;
  }

  @Override
  public Statement createStatement() throws SQLException {
    return createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    return createStatement(type, concurrency, ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  @Override
  public PreparedStatement prepareStatement(String sql) throws SQLException {
    return prepareStatement(sql, Statement.NO_GENERATED_KEYS);
  }

  @Override
  public PreparedStatement prepareStatement(String sql, int type, int concurrency)
      throws SQLException {
    return prepareStatement(sql, type, concurrency, ResultSet.CLOSE_CURSORS_AT_COMMIT);
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlStates.unsupported("calls of procedures");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    return prepareCall(sql);
  }

  @Override
  public String nativeSQL(String sql) throws SQLException {
    checkOpen();
    return sql;
  }

  @Override
  public void setCatalog(String catalog) throws SQLException {
    checkOpen();
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return ResultColumns.CATALOG;
  }

  /** Takes the one schema that there is. */
  @Override
  public void setSchema(String schema) throws SQLException {
    checkOpen();
    if (schema != null && !schema.equalsIgnoreCase(ResultColumns.SCHEMA)) {
      throw SqlStates.argument("schema", schema);
    }
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return ResultColumns.SCHEMA;
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
  }

  @Override
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return Map.of();
  }

  @Override
  public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlStates.unsupported("maps of types");
    }
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    int type = checkedType(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, holdability);
    assert type == ResultSet.TYPE_FORWARD_ONLY : type;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public Clob createClob() throws SQLException {
    return createNClob();
  }

  @Override
  public Blob createBlob() throws SQLException {
    checkOpen();
    return new HeldBlob(new byte[0]);
  }

  @Override
  public NClob createNClob() throws SQLException {
    checkOpen();
    return new HeldClob("");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlStates.unsupported("XML");
  }

  @Override
  public Array createArrayOf(String typeName, Object[] elements) throws SQLException {
    throw SqlStates.unsupported("arrays");
  }

  @Override
  public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
    throw SqlStates.unsupported("structures");
  }

  /** Takes any property, and keeps none. */
  @Override
  public void setClientInfo(String name, String value) {
    // There is nobody to tell.
  }

  @Override
  public void setClientInfo(Properties properties) {
    // There is nobody to tell.
  }

  @Override
  public String getClientInfo(String name) throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public Properties getClientInfo() throws SQLException {
    checkOpen();
    return new Properties();
  }

  /** Kept and of no effect, as there is no network. */
  @Override
  public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    if (milliseconds < 0) {
      throw SqlStates.argument("milliseconds", milliseconds);
    }
    networkTimeout = milliseconds;
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return networkTimeout;
  }
}
