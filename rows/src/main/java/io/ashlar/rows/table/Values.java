package io.ashlar.rows.table;

import io.ashlar.codec.value.Timestamps;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.schema.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import org.agrona.DirectBuffer;

/** What a column's type can hold, and the numbers behind dates and times. Stateless. */
public final class Values {

  /** Microseconds of a day: one more than the largest time of day. */
  public static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final int NANOS_PER_MICRO = 1_000;

  private Values() {}

  /**
   * Checks a decimal against the declared digits.
   *
   * @param column the column, for the message
   * @param type the type that the table declares for it
   * @param value the value
   * @throws ConstraintException when it has more digits than declared before or behind the point
   */
  public static void checkDigits(DecimalColumn column, ColumnType type, BigDecimal value) {
    int scale = type.scale();
    int whole = type.precision() - scale;
    if (value.scale() <= scale && (long) value.precision() - value.scale() <= whole) {
      return;
    }
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    boolean fits =
        shortest.scale() <= scale
            && (shortest.signum() == 0 || (long) shortest.precision() - shortest.scale() <= whole);
    if (!fits) {
      throw refused(
          "The decimal has more digits than its column.",
          column,
          "precision",
          shortest.precision(),
          "scale",
          shortest.scale());
    }
  }

  /**
   * Checks that bytes lie inside of the buffer that a caller gives.
   *
   * @param column the column, for the message
   * @param buffer the buffer
   * @param offset where the bytes start
   * @param length how many
   * @throws IllegalUseException when there is no buffer, or they do not
   */
  static void checkSpan(Column column, DirectBuffer buffer, int offset, int length) {
    if (buffer == null) {
      throw new IllegalUseException("A buffer is needed here.", "column", column);
    }
    if (offset < 0 || length < 0 || offset > buffer.capacity() - length) {
      throw new IllegalUseException(
          "The bytes do not lie inside of the buffer.",
          "column",
          column,
          "offset",
          offset,
          "length",
          length,
          "capacity",
          buffer.capacity());
    }
  }

  /**
   * A date as a number.
   *
   * @param column the column, for the message
   * @param value the date
   * @return days since 1970-01-01
   * @throws ConstraintException when that is no int
   */
  public static int epochDay(Column column, LocalDate value) {
    long day = value.toEpochDay();
    if (day != (int) day) {
      throw refused("The date is out of range.", column, "value", value);
    }
    return (int) day;
  }

  /**
   * A time of day as a number.
   *
   * @param column the column, for the message
   * @param value the time
   * @return microseconds since midnight
   * @throws ConstraintException when it has a part below microseconds
   */
  public static long microOfDay(Column column, LocalTime value) {
    if (value.toNanoOfDay() % NANOS_PER_MICRO != 0) {
      throw refused("The time has a part below microseconds.", column, "value", value);
    }
    return value.toNanoOfDay() / NANOS_PER_MICRO;
  }

  /**
   * Checks a time of day.
   *
   * @param column the column, for the message
   * @param micros microseconds since midnight
   * @throws ConstraintException when no day has that time
   */
  public static void checkMicroOfDay(Column column, long micros) {
    if (micros < 0 || micros >= MICROS_PER_DAY) {
      throw refused("The time of day is out of range.", column, "microOfDay", micros);
    }
  }

  /**
   * An instant as a number.
   *
   * @param column the column, for the message
   * @param value the instant
   * @return microseconds since 1970-01-01T00:00Z
   * @throws ConstraintException when it has a part below microseconds or is out of range
   */
  public static long epochMicros(Column column, Instant value) {
    if (value.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0) {
      throw refused("The instant has a part below microseconds.", column, "value", value);
    }
    try {
      return Timestamps.toMicros(value);
    } catch (ArithmeticException e) {
      throw refused("The instant is out of range.", column, "value", value);
    }
  }

  private static ConstraintException refused(String sentence, Column column, Object... facts) {
    Object[] all = new Object[6 + facts.length];
    all[0] = "table";
    all[1] = column.table();
    all[2] = "column";
    all[3] = column.name();
    all[4] = "type";
    all[5] = column.type();
    System.arraycopy(facts, 0, all, 6, facts.length);
    return new ConstraintException(sentence, all);
  }
}
