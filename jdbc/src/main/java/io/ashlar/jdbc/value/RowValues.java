package io.ashlar.jdbc.value;

import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The values of one row, each in the form of its type. Columns are numbered from 0. Only a value
 * that is not null is asked for, and only in its own form; any has a text.
 */
public interface RowValues {

  /**
   * The type of a column.
   *
   * @param column its number
   * @return its type
   */
  SqlType typeAt(int column);

  /**
   * A value of the form WORD.
   *
   * @param column its number
   * @return the value
   * @throws SQLException when it cannot be read
   */
  long wordAt(int column) throws SQLException;

  /**
   * A value of the form REAL.
   *
   * @param column its number
   * @return the value
   * @throws SQLException when it cannot be read
   */
  double realAt(int column) throws SQLException;

  /**
   * A decimal, in whichever form.
   *
   * @param column its number
   * @return the value
   * @throws SQLException when it cannot be read
   */
  BigDecimal decimalAt(int column) throws SQLException;

  /**
   * A value as text.
   *
   * @param column its number; a byte string is read as UTF-8
   * @return the text
   * @throws SQLException when it cannot be read
   */
  String textAt(int column) throws SQLException;

  /**
   * The bytes of a byte string, or of a text in UTF-8.
   *
   * @param column its number
   * @return the caller's
   * @throws SQLException when it cannot be read
   */
  byte[] bytesAt(int column) throws SQLException;

  /**
   * A UUID.
   *
   * @param column its number
   * @return the value
   * @throws SQLException when it cannot be read
   */
  UUID uuidAt(int column) throws SQLException;
}
