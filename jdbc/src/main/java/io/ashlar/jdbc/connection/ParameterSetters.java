package io.ashlar.jdbc.connection;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.value.ParameterObjects;
import io.ashlar.jdbc.value.Streams;
import io.ashlar.sql.SqlStatement;
import io.ashlar.sql.type.SqlKind;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;

/**
 * The setters of parameters: values of all classes are brought to those that SQL takes. They are
 * kept here, and given to the statement when it is executed.
 *
 * <p>Long because JDBC has a setter for each type of Java.
 */
abstract class ParameterSetters extends AshlarStatement implements PreparedStatement {

  /** A decimal keeps the digits behind its point. */
  private static final int NO_SCALE = -1;

  private final SqlStatement statement;
  private final ParameterRow values;

  ParameterSetters(AshlarConnection connection, int type, SqlStatement statement) {
    super(connection, type);
    this.statement = statement;
    this.values = new ParameterRow(statement.parameterCount());
  }

  final ParameterRow values() {
    return values;
  }

  private SqlKind kind(int parameter) {
    return parameter < 1 || parameter > values.width()
        ? SqlKind.UNKNOWN
        : statement.parameterType(parameter - 1).kind();
  }

  private void setMoment(int parameter, java.util.Date value, ZoneId zone) throws SQLException {
    checkOpen();
    values.setObject(
        parameter, value == null ? null : ParameterObjects.ofDate(value, kind(parameter), zone));
  }

  private static ZoneId zone(Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }

  private void setAny(int parameter, Object value) throws SQLException {
    checkOpen();
    if (value instanceof Long || value instanceof Integer) {
      values.set(parameter, ((Number) value).longValue());
    } else if (value instanceof String text) {
      values.set(parameter, text);
    } else {
      values.setObject(
          parameter, value == null ? null : ParameterObjects.of(value, kind(parameter)));
    }
  }

  @Override
  public void setNull(int parameter, int sqlType) throws SQLException {
    checkOpen();
    values.setObject(parameter, null);
  }

  @Override
  public void setBoolean(int parameter, boolean value) throws SQLException {
    checkOpen();
    values.set(parameter, value);
  }

  @Override
  public void setByte(int parameter, byte value) throws SQLException {
    checkOpen();
    values.set(parameter, (long) value);
  }

  @Override
  public void setShort(int parameter, short value) throws SQLException {
    checkOpen();
    values.set(parameter, (long) value);
  }

  @Override
  public void setInt(int parameter, int value) throws SQLException {
    checkOpen();
    values.set(parameter, (long) value);
  }

  @Override
  public void setLong(int parameter, long value) throws SQLException {
    checkOpen();
    values.set(parameter, value);
  }

  @Override
  public void setFloat(int parameter, float value) throws SQLException {
    checkOpen();
    values.set(parameter, (double) value);
  }

  @Override
  public void setDouble(int parameter, double value) throws SQLException {
    checkOpen();
    values.set(parameter, value);
  }

  @Override
  public void setBigDecimal(int parameter, BigDecimal value) throws SQLException {
    checkOpen();
    values.setObject(parameter, value);
  }

  @Override
  public void setString(int parameter, String value) throws SQLException {
    checkOpen();
    values.set(parameter, value);
  }

  @Override
  public void setBytes(int parameter, byte[] value) throws SQLException {
    checkOpen();
    values.setObject(parameter, value);
  }

  @Override
  public void setDate(int parameter, java.sql.Date value) throws SQLException {
    setMoment(parameter, value, ZoneId.systemDefault());
  }

  @Override
  public void setTime(int parameter, Time value) throws SQLException {
    setMoment(parameter, value, ZoneId.systemDefault());
  }

  @Override
  public void setTimestamp(int parameter, Timestamp value) throws SQLException {
    setMoment(parameter, value, ZoneId.systemDefault());
  }

  @Override
  public void setAsciiStream(int parameter, InputStream value, int length) throws SQLException {
    byte[] bytes = value == null ? null : Streams.bytes(value, length);
    setString(parameter, bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int parameter, InputStream value, int length) throws SQLException {
    byte[] bytes = value == null ? null : Streams.bytes(value, length);
    setString(parameter, bytes == null ? null : new String(bytes, StandardCharsets.UTF_16BE));
  }

  @Override
  public void setBinaryStream(int parameter, InputStream value, int length) throws SQLException {
    setBytes(parameter, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    values.clear();
  }

  @Override
  public void setObject(int parameter, Object value, int targetType) throws SQLException {
    setAny(parameter, value == null ? null : ParameterObjects.of(value, targetType, NO_SCALE));
  }

  @Override
  public void setObject(int parameter, Object value) throws SQLException {
    setAny(parameter, value);
  }

  @Override
  public void setCharacterStream(int parameter, Reader value, int length) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, length));
  }

  @Override
  public void setRef(int parameter, Ref value) throws SQLException {
    throw SqlStates.unsupported("references");
  }

  @Override
  public void setBlob(int parameter, Blob value) throws SQLException {
    setAny(parameter, value);
  }

  @Override
  public void setClob(int parameter, Clob value) throws SQLException {
    setAny(parameter, value);
  }

  @Override
  public void setArray(int parameter, Array value) throws SQLException {
    throw SqlStates.unsupported("arrays");
  }

  @Override
  public void setDate(int parameter, java.sql.Date value, Calendar calendar) throws SQLException {
    setMoment(parameter, value, zone(calendar));
  }

  @Override
  public void setTime(int parameter, Time value, Calendar calendar) throws SQLException {
    setMoment(parameter, value, zone(calendar));
  }

  @Override
  public void setTimestamp(int parameter, Timestamp value, Calendar calendar) throws SQLException {
    setMoment(parameter, value, zone(calendar));
  }

  @Override
  public void setNull(int parameter, int sqlType, String typeName) throws SQLException {
    checkOpen();
    values.setObject(parameter, null);
  }

  @Override
  public void setURL(int parameter, URL value) throws SQLException {
    throw SqlStates.unsupported("URLs as values");
  }

  @Override
  public void setRowId(int parameter, RowId value) throws SQLException {
    throw SqlStates.unsupported("row ids");
  }

  @Override
  public void setNString(int parameter, String value) throws SQLException {
    setString(parameter, value);
  }

  @Override
  public void setNCharacterStream(int parameter, Reader value, long length) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, length));
  }

  @Override
  public void setNClob(int parameter, NClob value) throws SQLException {
    setAny(parameter, value);
  }

  @Override
  public void setClob(int parameter, Reader value, long length) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, length));
  }

  @Override
  public void setBlob(int parameter, InputStream value, long length) throws SQLException {
    setBytes(parameter, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  public void setNClob(int parameter, Reader value, long length) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, length));
  }

  @Override
  public void setSQLXML(int parameter, SQLXML value) throws SQLException {
    throw SqlStates.unsupported("XML");
  }

  @Override
  public void setObject(int parameter, Object value, int targetType, int scale)
      throws SQLException {
    setAny(parameter, value == null ? null : ParameterObjects.of(value, targetType, scale));
  }

  @Override
  public void setAsciiStream(int parameter, InputStream value, long length) throws SQLException {
    byte[] bytes = value == null ? null : Streams.bytes(value, length);
    setString(parameter, bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII));
  }

  @Override
  public void setBinaryStream(int parameter, InputStream value, long length) throws SQLException {
    setBytes(parameter, value == null ? null : Streams.bytes(value, length));
  }

  @Override
  public void setCharacterStream(int parameter, Reader value, long length) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, length));
  }

  @Override
  public void setAsciiStream(int parameter, InputStream value) throws SQLException {
    byte[] bytes = value == null ? null : Streams.bytes(value, Streams.ALL);
    setString(parameter, bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII));
  }

  @Override
  public void setBinaryStream(int parameter, InputStream value) throws SQLException {
    setBytes(parameter, value == null ? null : Streams.bytes(value, Streams.ALL));
  }

  @Override
  public void setCharacterStream(int parameter, Reader value) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  public void setNCharacterStream(int parameter, Reader value) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  public void setClob(int parameter, Reader value) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, Streams.ALL));
  }

  @Override
  public void setBlob(int parameter, InputStream value) throws SQLException {
    setBytes(parameter, value == null ? null : Streams.bytes(value, Streams.ALL));
  }

  @Override
  public void setNClob(int parameter, Reader value) throws SQLException {
    setString(parameter, value == null ? null : Streams.text(value, Streams.ALL));
  }

  private static int number(SQLType type) throws SQLException {
    if (type == null) {
      throw SqlStates.argument("targetType", null);
    }
    return type.getVendorTypeNumber();
  }

  @Override
  public void setObject(int parameter, Object value, SQLType targetType, int scale)
      throws SQLException {
    setAny(parameter, value == null ? null : ParameterObjects.of(value, number(targetType), scale));
  }

  @Override
  public void setObject(int parameter, Object value, SQLType targetType) throws SQLException {
    setAny(
        parameter, value == null ? null : ParameterObjects.of(value, number(targetType), NO_SCALE));
  }
}
