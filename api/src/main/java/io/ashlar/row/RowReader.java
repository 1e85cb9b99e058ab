package io.ashlar.row;

import io.ashlar.error.IllegalUseException;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Reads the columns of one row.
 *
 * <p>A getter on a column that is null is an {@link io.ashlar.error.IllegalUseException}: ask
 * {@link #isNull} first where null is allowed. So is a column that was not selected, and a reader
 * that stands on no row. A column of another table is a {@link io.ashlar.error.SchemaException}.
 * Getters allocate nothing unless they say so.
 *
 * <p>A handle from before the widening of its column goes on working, but where a value does not
 * fit its type any more that is an {@link io.ashlar.error.IllegalUseException}: take the handle
 * anew, or read with {@link #get(Column)}.
 */
public interface RowReader {

  /**
   * Whether the column is null.
   *
   * @param column the column
   * @return true when it is null
   */
  boolean isNull(Column column);

  /**
   * Reads several columns at once, nulls included: what getters check, it checks once for all.
   * Allocates for decimals of over {@value RowTarget#MAX_WORD_DIGITS} digits and those of the
   * primary key, and when the target is not the one of the call before or the table has been
   * redefined.
   *
   * @param target takes the values, and must not use this reader meanwhile; what it throws passes
   *     through, and the columns behind are not given then
   */
  void readInto(RowTarget target);

  /**
   * Reads a value.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  boolean getBoolean(BooleanColumn column);

  /**
   * Reads a value.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  int getInt(IntColumn column);

  /**
   * Reads a value.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  long getLong(LongColumn column);

  /**
   * Reads a value.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  float getFloat(FloatColumn column);

  /**
   * Reads a value.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  double getDouble(DoubleColumn column);

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value, with the declared scale
   */
  BigDecimal getDecimal(DecimalColumn column);

  /**
   * The digits of a decimal without its point, as many behind it as declared: 1250 for 12.50 in a
   * DECIMAL(15, 2). Allocates for columns of the primary key alone.
   *
   * @param column the column, not null in this row
   * @return the digits as a number
   * @throws io.ashlar.error.IllegalUseException when they are more than a long can hold, as those
   *     of a column of over 18 digits may be
   */
  default long getUnscaled(DecimalColumn column) {
    BigInteger digits = getDecimal(column).unscaledValue();
    if (digits.bitLength() >= Long.SIZE) {
      throw new IllegalUseException(
          "The decimal has more digits than a long can hold.", "column", column);
    }
    return digits.longValue();
  }

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  String getString(StringColumn column);

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  byte[] getBytes(BytesColumn column);

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  default UUID getUuid(UuidColumn column) {
    return new UUID(getUuidHigh(column), getUuidLow(column));
  }

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  default LocalDate getDate(DateColumn column) {
    return LocalDate.ofEpochDay(getEpochDay(column));
  }

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  default LocalTime getTime(TimeColumn column) {
    return LocalTime.MIDNIGHT.plus(getMicroOfDay(column), ChronoUnit.MICROS);
  }

  /**
   * Reads a value into a new object: allocates.
   *
   * @param column the column, not null in this row
   * @return the value
   */
  default Instant getTimestamp(TimestampColumn column) {
    return Instant.EPOCH.plus(getEpochMicros(column), ChronoUnit.MICROS);
  }

  /**
   * The upper half of a UUID.
   *
   * @param column the column, not null in this row
   * @return the most significant 64 bits
   */
  long getUuidHigh(UuidColumn column);

  /**
   * The lower half of a UUID.
   *
   * @param column the column, not null in this row
   * @return the least significant 64 bits
   */
  long getUuidLow(UuidColumn column);

  /**
   * A date as a number.
   *
   * @param column the column, not null in this row
   * @return days since 1970-01-01
   */
  int getEpochDay(DateColumn column);

  /**
   * A time of day as a number.
   *
   * @param column the column, not null in this row
   * @return microseconds since midnight
   */
  long getMicroOfDay(TimeColumn column);

  /**
   * An instant as a number.
   *
   * @param column the column, not null in this row
   * @return microseconds since 1970-01-01T00:00Z
   */
  long getEpochMicros(TimestampColumn column);

  /**
   * The UTF-8 bytes of a text in place. Each column has one view for each reader, made at its first
   * use; it holds until the reader moves.
   *
   * @param column the column, not null in this row
   * @return the view, owned by this reader
   */
  ByteView view(StringColumn column);

  /**
   * The bytes of a value in place. Each column has one view for each reader, made at its first use;
   * it holds until the reader moves.
   *
   * @param column the column, not null in this row
   * @return the view, owned by this reader
   */
  ByteView view(BytesColumn column);

  /**
   * Any value as an object, null included: allocates.
   *
   * @param column the column
   * @return the value in the Java type of its column, the wider one where the handle was made
   *     before or after a widening; or null
   */
  Object get(Column column);

  /**
   * A value as an object, null included: allocates.
   *
   * @param <T> the Java class of its values
   * @param column the column
   * @return the value, or null
   */
  @SuppressWarnings("unchecked") // the values of such columns are of one class
  default <T> T get(ValueColumn<T, ?> column) {
    return (T) get((Column) column);
  }

  /**
   * The commit timestamp of the row's newest version in this view, for optimistic updates ({@link
   * io.ashlar.Update#ifVersion}, {@link io.ashlar.Delete#ifVersion}).
   *
   * @return the timestamp; 0 for a row that the transaction itself has written
   * @throws io.ashlar.error.IllegalUseException when the row comes from a covering index, whose
   *     entry has a timestamp of its own
   */
  long version();

  /**
   * A copy of the selected columns that stays: allocates.
   *
   * @return the row
   */
  Row copy();
}
