package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;

/**
 * Values as dates and times. A timestamp without a zone is read in the zone of the calendar, or
 * else of the JVM, where an instant is asked for; one with a zone is an instant, and UTC where a
 * local time is asked for that is not of {@code java.sql}.
 */
public final class Moments {

  private static final long MICROS = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final LocalDate EPOCH = LocalDate.EPOCH;

  private Moments() {}

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_PER_MICRO);
  }

  private static LocalDateTime local(long micros) {
    return LocalDateTime.ofInstant(instant(micros), ZoneOffset.UTC);
  }

  /**
   * A date and time.
   *
   * @param row where the value is
   * @param column its number
   * @param zone in which an instant is read
   * @return the value
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  public static LocalDateTime local(RowValues row, int column, ZoneId zone) throws SQLException {
    SqlType type = row.typeAt(column);
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay(row.wordAt(column)).atStartOfDay();
      case TIME -> LocalDateTime.of(EPOCH, timeOfDay(row.wordAt(column)));
      case TIMESTAMP -> local(row.wordAt(column));
      case TIMESTAMP_TZ -> LocalDateTime.ofInstant(instant(row.wordAt(column)), zone);
      default -> parsed(text(row, column, type));
    };
  }

  private static LocalTime timeOfDay(long micros) {
    return LocalTime.ofNanoOfDay(micros * NANOS_PER_MICRO);
  }

  private static String text(RowValues row, int column, SqlType type) throws SQLException {
    if (!type.kind().isText() && type.kind() != SqlKind.UNKNOWN) {
      throw Numbers.noConversion(type, "a date or time");
    }
    return row.textAt(column).trim();
  }

  private static LocalDateTime parsed(String text) throws SQLException {
    try {
      if (text.indexOf(':') < 0) {
        return LocalDate.parse(text).atStartOfDay();
      }
      return text.indexOf('-') < 0
          ? LocalDateTime.of(EPOCH, LocalTime.parse(text))
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeException e) {
      throw SqlStates.failure(SqlState.INVALID_CAST, "The text is no date or time.", "text", text);
    }
  }

  /**
   * An instant, with its offset.
   *
   * @param row where the value is
   * @param column its number
   * @return UTC for a timestamp with a zone; the JVM's zone for one without
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  public static OffsetDateTime offset(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    if (type.kind() == SqlKind.TIMESTAMP_TZ) {
      return OffsetDateTime.ofInstant(instant(row.wordAt(column)), ZoneOffset.UTC);
    }
    if (type.kind().isText()) {
      try {
        return OffsetDateTime.parse(text(row, column, type).replace(' ', 'T'));
      } catch (DateTimeException e) {
        // It has no offset; the zone of the JVM stands in.
      }
    }
    return local(row, column, ZoneId.systemDefault())
        .atZone(ZoneId.systemDefault())
        .toOffsetDateTime();
  }

  /**
   * A date.
   *
   * @param row where the value is
   * @param column its number
   * @param calendar whose zone counts, or null for the JVM's
   * @return the value
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  public static Date date(RowValues row, int column, Calendar calendar) throws SQLException {
    if (row.typeAt(column).kind() == SqlKind.TIME) {
      throw Numbers.noConversion(row.typeAt(column), "a date");
    }
    LocalDate date = local(row, column, zone(calendar)).toLocalDate();
    return calendar == null
        ? Date.valueOf(date)
        : new Date(CalendarChange.millis(date.atStartOfDay(), zone(calendar)));
  }

  /**
   * A time of day, to the millisecond.
   *
   * @param row where the value is
   * @param column its number
   * @param calendar whose zone counts, or null for the JVM's
   * @return the value
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  public static Time time(RowValues row, int column, Calendar calendar) throws SQLException {
    if (row.typeAt(column).kind() == SqlKind.DATE) {
      throw Numbers.noConversion(row.typeAt(column), "a time");
    }
    LocalTime time = local(row, column, zone(calendar)).toLocalTime();
    return new Time(CalendarChange.millis(LocalDateTime.of(EPOCH, time), zone(calendar)));
  }

  /**
   * A date and time.
   *
   * @param row where the value is
   * @param column its number
   * @param calendar whose zone counts, or null for the JVM's
   * @return the value
   * @throws SQLException 22018 when the text is none, 07006 when the type has none
   */
  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are in the milliseconds
  public static Timestamp timestamp(RowValues row, int column, Calendar calendar)
      throws SQLException {
    if (row.typeAt(column).kind() == SqlKind.TIMESTAMP_TZ) {
      return Timestamp.from(instant(row.wordAt(column)));
    }
    LocalDateTime value = local(row, column, zone(calendar));
    if (calendar == null) {
      return Timestamp.valueOf(value);
    }
    Timestamp timestamp = new Timestamp(CalendarChange.millis(value, zone(calendar)));
    timestamp.setNanos(value.getNano());
    return timestamp;
  }

  private static ZoneId zone(Calendar calendar) {
    return calendar == null ? ZoneId.systemDefault() : calendar.getTimeZone().toZoneId();
  }
}
