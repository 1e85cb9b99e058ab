package io.ashlar.aggregate;

import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.DateColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
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
  boolean getBoolean(ColumnAggregate<BooleanColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  String getString(ColumnAggregate<StringColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  byte[] getBytes(ColumnAggregate<BytesColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  UUID getUuid(ColumnAggregate<UuidColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  LocalDate getDate(ColumnAggregate<DateColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  LocalTime getTime(ColumnAggregate<TimeColumn> aggregate);

  /**
   * Reads a result.
   *
   * @param aggregate the handle, its result not null
   * @return the result
   */
  Instant getTimestamp(ColumnAggregate<TimestampColumn> aggregate);
}
