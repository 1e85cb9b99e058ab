package io.ashlar.rows.predicate;

import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * The columns of one row, addressed by their ordinal in the table. A window that its owner moves;
 * it belongs to one thread at a time. Every getter but {@link #isNull} expects a column that is not
 * null and is of the kinds named. Only {@link #decimal} allocates.
 */
public interface ColumnValues {

  /**
   * Whether the column is null.
   *
   * @param ordinal the column
   * @return true when it is null
   */
  boolean isNull(int ordinal);

  /**
   * The commit timestamp of the row; of rows alone.
   *
   * @return the timestamp, 0 for a row that is not committed
   */
  default long stamp() {
    throw new UnsupportedOperationException("no row");
  }

  /**
   * BOOLEAN (0 or 1), INT, LONG, DATE, TIME and TIMESTAMP in their stored form.
   *
   * @param ordinal the column
   * @return the value
   */
  long integer(int ordinal);

  /**
   * FLOAT and DOUBLE.
   *
   * @param ordinal the column
   * @return the value; one NaN, no negative zero
   */
  double real(int ordinal);

  /**
   * DECIMAL: allocates.
   *
   * @param ordinal the column
   * @return the value
   */
  BigDecimal decimal(int ordinal);

  /**
   * UUID, upper half.
   *
   * @param ordinal the column
   * @return the most significant 64 bits
   */
  long uuidHigh(int ordinal);

  /**
   * UUID, lower half.
   *
   * @param ordinal the column
   * @return the least significant 64 bits
   */
  long uuidLow(int ordinal);

  /**
   * STRING (as UTF-8) and BYTES: the buffer that holds the value.
   *
   * @param ordinal the column
   * @return the buffer, valid until the row moves
   */
  DirectBuffer bytesBuffer(int ordinal);

  /**
   * STRING and BYTES: where the value starts in its buffer.
   *
   * @param ordinal the column
   * @return the offset
   */
  int bytesOffset(int ordinal);

  /**
   * STRING and BYTES: bytes of the value.
   *
   * @param ordinal the column
   * @return the length
   */
  int bytesLength(int ordinal);
}
