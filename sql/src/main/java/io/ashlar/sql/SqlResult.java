package io.ashlar.sql;

import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.type.ScalarForm;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/**
 * The rows of a query, one at a time, in constant memory unless they are sorted. Columns are
 * numbered from 0. A result belongs to the thread of its session, ends when it is closed, when its
 * statement is executed again and when its transaction ends, and must be closed: an open one keeps
 * what it reads from being given up.
 *
 * <p>A new object for each run, over what the statement keeps from run to run: a result that has
 * ended never shows the rows of another.
 */
public final class SqlResult implements AutoCloseable {

  private final SqlCursor cursor;
  private final long run;

  SqlResult(SqlCursor cursor) {
    this.cursor = cursor;
    this.run = cursor.run();
  }

  private SqlCursor open() {
    if (isClosed()) {
      throw SqlException.nowhere(SqlState.OBJECT_NOT_IN_STATE, "The result is closed.");
    }
    return cursor;
  }

  /**
   * The columns.
   *
   * @return in order
   */
  public List<SqlColumn> columns() {
    return cursor.columns();
  }

  /**
   * Moves to the next row.
   *
   * @return false when there is none
   * @throws SqlException when a value of the row cannot be computed
   * @throws io.ashlar.error.AshlarException when rows cannot be read
   */
  public boolean next() {
    return open().next();
  }

  /**
   * Whether a value is null.
   *
   * @param column its number
   * @return true when it is
   */
  public boolean isNull(int column) {
    return open().isNull(column);
  }

  /**
   * A value of the form {@link ScalarForm#WORD}: a whole number, a boolean as 0 or 1, days of a
   * date, microseconds of a time, the digits of a decimal of up to 18 without its point. Allocates
   * nothing.
   *
   * @param column its number; not null in this row
   * @return the value
   */
  public long getLong(int column) {
    return open().getLong(column);
  }

  /**
   * A value of type REAL or DOUBLE. Allocates nothing.
   *
   * @param column its number; not null in this row
   * @return the value
   */
  public double getDouble(int column) {
    return open().getDouble(column);
  }

  /**
   * A value of any type as text, as CAST gives it.
   *
   * @param column its number
   * @return the text; null for null
   */
  public String getString(int column) {
    return open().getString(column);
  }

  /**
   * The bytes of a byte string, or of a text in UTF-8.
   *
   * @param column its number
   * @return a copy; null for null
   */
  public byte[] getBytes(int column) {
    return open().getBytes(column);
  }

  /**
   * A decimal.
   *
   * @param column its number
   * @return the value; null for null
   */
  public BigDecimal getDecimal(int column) {
    return open().getDecimal(column);
  }

  /**
   * A UUID.
   *
   * @param column its number
   * @return the value; null for null
   */
  public UUID getUuid(int column) {
    return open().getUuid(column);
  }

  /** Ends the result; its transaction too, if it was begun for it. */
  @Override
  public void close() {
    if (!isClosed()) {
      cursor.close();
    }
  }

  boolean isClosed() {
    return !cursor.isOpen() || cursor.run() != run;
  }
}
