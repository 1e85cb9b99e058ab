package io.ashlar.rows.entry;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.Timestamps;
import io.ashlar.codec.value.Utf8;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.query.DecimalColumn;
import io.ashlar.type.ColumnType;
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
    if (!hasDigits(type, value)) {
      BigDecimal shortest = value.stripTrailingZeros();
      throw refused(
          "The decimal has more digits than its column.",
          column,
          "beforePoint",
          Math.max(0, (long) shortest.precision() - shortest.scale()),
          "behindPoint",
          Math.max(0, shortest.scale()));
    }
  }

  /** Whether a decimal has no more digits than declared before or behind the point. */
  static boolean hasDigits(ColumnType type, BigDecimal value) {
    int scale = type.scale();
    int whole = type.precision() - scale;
    if (value.scale() <= scale && (long) value.precision() - value.scale() <= whole) {
      return true;
    }
    if (value.signum() == 0) {
      return true;
    }
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() <= scale && (long) shortest.precision() - shortest.scale() <= whole;
  }

  /**
   * Checks bytes that are to be a text.
   *
   * @param column the column, for the message
   * @param utf8 holds the bytes, from index 0 on
   * @param length how many
   * @throws ConstraintException when they are not well-formed UTF-8
   */
  public static void checkText(Column column, DirectBuffer utf8, int length) {
    try {
      Utf8.requireValid(utf8, 0, length);
    } catch (ConstraintException e) {
      throw refused(e, column);
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
    Arguments.requireGiven(buffer, "buffer");
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
    if (!isDay(value)) {
      throw refused("The date is out of range.", column, "value", value);
    }
    return (int) value.toEpochDay();
  }

  /** Whether a date is one of those that columns hold. */
  static boolean isDay(LocalDate value) {
    return value.toEpochDay() == (int) value.toEpochDay();
  }

  /** Whether a time of day is one of those that columns hold. */
  static boolean isMicro(LocalTime value) {
    return value.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0;
  }

  /** Whether an instant is one of those that columns hold. */
  static boolean isMicro(Instant value) {
    return value.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO == 0
        && !value.isBefore(Timestamps.FIRST)
        && !value.isAfter(Timestamps.LAST);
  }

  /**
   * A time of day as a number.
   *
   * @param value the time
   * @return microseconds since midnight, rounded down
   */
  public static long microOfDay(LocalTime value) {
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
    if (!isMicroOfDay(micros)) {
      throw refused("The time of day is out of range.", column, "microOfDay", micros);
    }
  }

  /** Whether a day has a time. */
  static boolean isMicroOfDay(long micros) {
    return micros >= 0 && micros < MICROS_PER_DAY;
  }

  /**
   * An instant as a number.
   *
   * @param column the column, for the message
   * @param value the instant
   * @return microseconds since 1970-01-01T00:00Z, rounded down
   * @throws ConstraintException when it is out of range
   */
  public static long epochMicros(Column column, Instant value) {
    try {
      return Timestamps.toMicros(value);
    } catch (ArithmeticException e) {
      throw refused("The instant is out of range.", column, "value", value);
    }
  }

  /** The refusal of a text, told of its column. */
  static ConstraintException refused(ConstraintException e, Column column) {
    return new ConstraintException(
        e, e.sentence(), "table", column.table(), "column", column.name(), "type", column.type());
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
