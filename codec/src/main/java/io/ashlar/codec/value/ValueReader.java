package io.ashlar.codec.value;

import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * Values by number, whatever holds them: the columns of a row, of a key, of a statement, or
 * constants. What the numbers mean is up to who implements it.
 *
 * <p>Every getter but {@link #isNull} expects a value that is not null and of the form named. Only
 * {@link #decimal} allocates. It belongs to one thread at a time, and what it gives is valid until
 * its owner moves it on.
 */
public interface ValueReader {

  /**
   * Whether there is no value.
   *
   * @param column its number
   * @return true when it is null
   */
  boolean isNull(int column);

  /**
   * The commit timestamp of the row that the values are of; of rows alone.
   *
   * @return the timestamp, 0 for a row that is not committed
   */
  default long stamp() {
    throw new UnsupportedOperationException("no row");
  }

  /**
   * A boolean (0 or 1), whole number, date, time or instant in its stored form.
   *
   * @param column its number
   * @return the value
   */
  long word(int column);

  /**
   * A floating-point number.
   *
   * @param column its number
   * @return the value; one NaN, no negative zero
   */
  double real(int column);

  /**
   * A decimal: allocates.
   *
   * @param column its number
   * @return the value
   */
  BigDecimal decimal(int column);

  /**
   * The upper half of a UUID.
   *
   * @param column its number
   * @return the most significant 64 bits
   */
  long uuidHigh(int column);

  /**
   * The lower half of a UUID.
   *
   * @param column its number
   * @return the least significant 64 bits
   */
  long uuidLow(int column);

  /**
   * The buffer that holds bytes, or a text as UTF-8.
   *
   * @param column its number
   * @return the buffer; read-only by contract
   */
  DirectBuffer bytesBuffer(int column);

  /**
   * Where bytes or a text start in their buffer.
   *
   * @param column its number
   * @return the offset
   */
  int bytesOffset(int column);

  /**
   * How many bytes there are.
   *
   * @param column its number
   * @return the length
   */
  int bytesLength(int column);
}
