package io.ashlar.jdbc.result;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.jdbc.error.Unwrapping;
import io.ashlar.jdbc.value.HeldBlob;
import io.ashlar.jdbc.value.HeldClob;
import io.ashlar.jdbc.value.JavaObjects;
import io.ashlar.jdbc.value.Moments;
import io.ashlar.jdbc.value.Numbers;
import io.ashlar.jdbc.value.RowValues;
import io.ashlar.sql.type.SqlType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;

/**
 * The getters of a result: each takes a value from the row and makes of it what is asked for.
 * Numbers allocate nothing.
 *
 * <p>Long because JDBC has a getter for each type of Java.
 */
public abstract class ValueResultSet extends LabelledResultSet implements RowValues {

  /** What {@link #value} gives for null. */
  protected static final int NULL = -1;

  private boolean wasNull;

  /** For results. */
  protected ValueResultSet() {}

  /**
   * Checks that the result is open and on a row.
   *
   * @throws SQLException when it is not
   */
  protected abstract void checkRow() throws SQLException;

  /**
   * Checks that the result is open.
   *
   * @throws SQLException when it is not
   */
  protected abstract void checkOpen() throws SQLException;

  /**
   * Whether a value of the row is null.
   *
   * @param column its number, from 0, of those that there are
   * @return true when it is
   * @throws SQLException when it cannot be read
   */
  protected abstract boolean isNullAt(int column) throws SQLException;

  /**
   * The columns.
   *
   * @return the same for as long as the result is open
   */
  protected abstract ResultColumns columns();

  /** The number of a column from 0, or {@link #NULL} when its value is null. */
  private int value(int column) throws SQLException {
    checkRow();
    columns().check(column);
    wasNull = isNullAt(column - 1);
    return wasNull ? NULL : column - 1;
  }

  @Override
  public final SqlType typeAt(int column) {
    return columns().type(column);
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return wasNull;
  }

  @Override
  public int findColumn(String columnLabel) throws SQLException {
    checkOpen();
    return columns().find(columnLabel);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return columns();
  }

  @Override
  public long getLong(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? 0 : Numbers.whole(this, value);
  }

  @Override
  public int getInt(int column) throws SQLException {
    int value = value(column);
    return value == NULL
        ? 0
        : (int) Numbers.whole(this, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  @Override
  public short getShort(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? 0 : (short) Numbers.whole(this, value, Short.MIN_VALUE, Short.MAX_VALUE);
  }

  @Override
  public byte getByte(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? 0 : (byte) Numbers.whole(this, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? 0 : Numbers.real(this, value);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    return (float) getDouble(column);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    int value = value(column);
    return value != NULL && Numbers.truth(this, value);
  }

  @Override
  public BigDecimal getBigDecimal(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? null : Numbers.decimal(this, value);
  }

  @Override
  @Deprecated
  public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public String getString(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? null : textAt(value);
  }

  @Override
  public String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public byte[] getBytes(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? null : JavaObjects.bytes(this, value);
  }

  @Override
  public Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public Date getDate(int column, Calendar calendar) throws SQLException {
    int value = value(column);
    return value == NULL ? null : Moments.date(this, value, calendar);
  }

  @Override
  public Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public Time getTime(int column, Calendar calendar) throws SQLException {
    int value = value(column);
    return value == NULL ? null : Moments.time(this, value, calendar);
  }

  @Override
  public Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    int value = value(column);
    return value == NULL ? null : Moments.timestamp(this, value, calendar);
  }

  @Override
  public Object getObject(int column) throws SQLException {
    int value = value(column);
    return value == NULL ? null : JavaObjects.value(this, value);
  }

  @Override
  public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    if (map == null || map.isEmpty()) {
      return getObject(column);
    }
    throw SqlStates.unsupported("maps of types");
  }

  @Override
  public <T> T getObject(int column, Class<T> type) throws SQLException {
    int value = value(column);
    if (type == null) {
      throw SqlStates.argument("type", null);
    }
    return value == NULL ? null : JavaObjects.value(this, value, type);
  }

  @Override
  public Blob getBlob(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new HeldBlob(bytes);
  }

  @Override
  public Clob getClob(int column) throws SQLException {
    return getNClob(column);
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new HeldClob(text);
  }

  @Override
  public InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  @Deprecated
  public InputStream getUnicodeStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16BE));
  }

  @Override
  public Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public Ref getRef(int column) throws SQLException {
    throw SqlStates.unsupported("references");
  }

  @Override
  public Array getArray(int column) throws SQLException {
    throw SqlStates.unsupported("arrays");
  }

  @Override
  public URL getURL(int column) throws SQLException {
    throw SqlStates.unsupported("URLs as values");
  }

  @Override
  public RowId getRowId(int column) throws SQLException {
    throw SqlStates.unsupported("row ids");
  }

  @Override
  public SQLXML getSQLXML(int column) throws SQLException {
    throw SqlStates.unsupported("XML");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlStates.unsupported("names of cursors");
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
  public int getConcurrency() throws SQLException {
    checkOpen();
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOpen();
    return false;
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Unwrapping.isFor(this, type);
  }

  /**
   * Checks a hint of how many rows are fetched at once.
   *
   * @param rows how many; 0 for as many as is best
   * @return how many
   * @throws SQLException when it is negative
   */
  public static int fetchSize(int rows) throws SQLException {
    if (rows < 0) {
      throw SqlStates.argument("rows", rows);
    }
    return rows;
  }

  /**
   * Checks a hint of the direction.
   *
   * @param direction one of {@link ResultSet}
   * @return the direction
   * @throws SQLException when there is no such direction
   */
  public static int fetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD && direction != FETCH_REVERSE && direction != FETCH_UNKNOWN) {
      throw SqlStates.argument("direction", direction);
    }
    return direction;
  }
}
