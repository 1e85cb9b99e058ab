package io.ashlar.aggregate;

import io.ashlar.error.IllegalUseException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.DateColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.query.ValueColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Reads the results of aggregates by their handles. A getter on a null result, by a handle that the
 * statement was not given, or before there is a result, is an {@link
 * io.ashlar.error.IllegalUseException}. Getters of objects allocate, those of numbers do not.
 */
public interface AggregateReader {

  /**
   * Whether the result is null: there was no value.
   *
   * @param aggregate the handle
   * @return false for every count
   */
  boolean isNull(Aggregate aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   * @throws io.ashlar.error.ConstraintException when a sum is out of the range of a long
   */
  long getLong(LongAggregate aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  double getDouble(DoubleAggregate aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  BigDecimal getDecimal(DecimalAggregate aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default boolean getBoolean(ColumnAggregate<BooleanColumn> aggregate) {
    return (Boolean) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default String getString(ColumnAggregate<StringColumn> aggregate) {
    return (String) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default byte[] getBytes(ColumnAggregate<BytesColumn> aggregate) {
    return (byte[]) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default UUID getUuid(ColumnAggregate<UuidColumn> aggregate) {
    return (UUID) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default LocalDate getDate(ColumnAggregate<DateColumn> aggregate) {
    return (LocalDate) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default LocalTime getTime(ColumnAggregate<TimeColumn> aggregate) {
    return (LocalTime) given(aggregate);
  }

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  default Instant getTimestamp(ColumnAggregate<TimestampColumn> aggregate) {
    return (Instant) given(aggregate);
  }

  /**
   * Reads a result as an object, null included: allocates.
   *
   * @param aggregate the handle
   * @return the result, a {@code Long}, {@code Double}, {@code BigDecimal} or of the Java type of
   *     the column; or null
   * @throws io.ashlar.error.ConstraintException when a sum is out of the range of a long
   */
  Object get(Aggregate aggregate);

  /**
   * Reads a result as an object, null included: allocates.
   *
   * @param <T> the Java class of the column's values
   * @param aggregate the handle
   * @return the result, or null
   */
  @SuppressWarnings("unchecked") // the values of such columns are of one class
  default <T> T get(ColumnAggregate<? extends ValueColumn<T, ?>> aggregate) {
    return (T) get((Aggregate) aggregate);
  }

  private Object given(Aggregate aggregate) {
    Object result = get(aggregate);
    if (result == null) {
      throw new IllegalUseException("The aggregate is null.", "aggregate", aggregate);
    }
    return result;
  }
}
