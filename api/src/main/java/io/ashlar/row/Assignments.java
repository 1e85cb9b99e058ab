package io.ashlar.row;

import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.query.ValueColumn;
import io.ashlar.transaction.LimitedStatement;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * Takes values for columns. Values are copied by the call. Setting a column twice keeps the last
 * value. Takers of primitives, texts and buffers allocate nothing in steady state.
 *
 * <p>All methods throw {@link io.ashlar.error.SchemaException} for a column of another table and
 * {@link io.ashlar.error.ConstraintException} for a value that the column's type cannot hold; null
 * for a value is the same as {@link #setNull}. Where the values are those of a key to look up, as
 * in {@link io.ashlar.Get}, they are compared as they are: nothing is cut off, and one that the
 * type cannot hold is the key of no row.
 *
 * @param <S> the statement itself
 */
public interface Assignments<S> extends LimitedStatement<S> {

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  S set(BooleanColumn column, boolean value);

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  S set(IntColumn column, int value);

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  S set(LongColumn column, long value);

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  S set(FloatColumn column, float value);

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  S set(DoubleColumn column, double value);

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value; more digits than declared are refused, not rounded
   * @return this
   */
  S set(DecimalColumn column, BigDecimal value);

  /**
   * Sets a column to a whole number.
   *
   * @param column the column
   * @param value the value
   * @return this
   */
  default S set(DecimalColumn column, long value) {
    return set(column, BigDecimal.valueOf(value));
  }

  /**
   * Sets a column.
   *
   * @param column the column
   * @param value the value; without unpaired surrogates
   * @return this
   */
  S set(StringColumn column, CharSequence value);

  /**
   * Sets a column of bytes, UUIDs, dates, times or instants.
   *
   * @param <T> the Java class of its values
   * @param column the column
   * @param value the value; of times and instants what is below microseconds is cut off, so that
   *     what is stored is not after it
   * @return this
   */
  default <T> S set(ValueColumn<T, ?> column, T value) {
    return setValue(column, value);
  }

  /**
   * Sets a column from bytes.
   *
   * @param column the column
   * @param value holds the bytes, valid UTF-8
   * @param offset where they start
   * @param length how many
   * @return this
   */
  S set(StringColumn column, DirectBuffer value, int offset, int length);

  /**
   * Sets a column from bytes.
   *
   * @param column the column
   * @param value holds the bytes, any bytes
   * @param offset where they start
   * @param length how many
   * @return this
   */
  S set(BytesColumn column, DirectBuffer value, int offset, int length);

  /**
   * Sets a UUID column from its halves.
   *
   * @param column the column
   * @param high the most significant 64 bits
   * @param low the least significant 64 bits
   * @return this
   */
  S set(UuidColumn column, long high, long low);

  /**
   * Sets a date as a number.
   *
   * @param column the column
   * @param epochDay days since 1970-01-01
   * @return this
   */
  S setEpochDay(DateColumn column, int epochDay);

  /**
   * Sets a time of day as a number.
   *
   * @param column the column
   * @param microOfDay microseconds since midnight, 0 to 86,399,999,999
   * @return this
   */
  S setMicroOfDay(TimeColumn column, long microOfDay);

  /**
   * Sets an instant as a number.
   *
   * @param column the column
   * @param epochMicros microseconds since 1970-01-01T00:00Z
   * @return this
   */
  S setEpochMicros(TimestampColumn column, long epochMicros);

  /**
   * Sets a column to null.
   *
   * @param column the column
   * @return this
   */
  S setNull(Column column);

  /**
   * Sets a column from an object of its Java type, or null: may allocate. A LONG takes an {@code
   * Integer}, a DOUBLE a {@code Float}, a DECIMAL every whole number; the handle may be older than
   * the widening of its column.
   *
   * @param column the column
   * @param value the value
   * @return this
   * @throws io.ashlar.error.SchemaException when the object is of another type
   */
  S setValue(Column column, Object value);
}
