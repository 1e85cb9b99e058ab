package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * Days and microseconds as years, months, days, hours: the calendar of ISO, carried on before its
 * beginning. Allocates nothing but where a zone has no fixed offset. Stateless.
 */
public final class CivilTime {

  /** Microseconds of a second. */
  public static final long SECOND = 1_000_000;

  /** Microseconds of a minute. */
  public static final long MINUTE = 60 * SECOND;

  /** Microseconds of an hour. */
  public static final long HOUR = 60 * MINUTE;

  /** Microseconds of a day. */
  public static final long DAY = 24 * HOUR;

  /** Months of a year. */
  public static final int MONTHS = 12;

  /** A year beyond which no date is. */
  public static final long MAX_YEAR = 5_900_000;

  private static final long ERA_DAYS = 146_097;
  private static final long ERA_YEARS = 400;

  /** From the first of March of the year 0 to 1970-01-01. */
  private static final long EPOCH_SHIFT = 719_468;

  private CivilTime() {}

  /**
   * The year of a day.
   *
   * @param days since 1970-01-01
   * @return the year; 0 is the one before 1
   */
  public static long year(long days) {
    return packed(days) >> 16;
  }

  /**
   * The month of a day.
   *
   * @param days since 1970-01-01
   * @return 1 to 12
   */
  public static int month(long days) {
    return (int) (packed(days) >> 8) & 0xFF;
  }

  /**
   * The day of its month.
   *
   * @param days since 1970-01-01
   * @return 1 to 31
   */
  public static int day(long days) {
    return (int) packed(days) & 0xFF;
  }

  /** Year, month and day in one word. Years begin in March here, so that leap days come last. */
  private static long packed(long days) {
    long shifted = days + EPOCH_SHIFT;
    long era = Math.floorDiv(shifted, ERA_DAYS);
    long dayOfEra = shifted - era * ERA_DAYS;
    long yearOfEra =
        (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (ERA_DAYS - 1)) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long march = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * march + 2) / 5 + 1;
    long month = march < 10 ? march + 3 : march - 9;
    long year = yearOfEra + era * ERA_YEARS + (month <= 2 ? 1 : 0);
    return (year << 16) | (month << 8) | day;
  }

  /**
   * The day of a date.
   *
   * @param year within {@link #MAX_YEAR} on either side
   * @param month 1 to 12
   * @param day 1 to 31; one behind the month's end counts on into the next
   * @return days since 1970-01-01
   */
  public static long days(long year, int month, int day) {
    long shifted = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shifted, ERA_YEARS);
    long yearOfEra = shifted - era * ERA_YEARS;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * ERA_DAYS + dayOfEra - EPOCH_SHIFT;
  }

  /**
   * How long a month is.
   *
   * @param year any
   * @param month 1 to 12
   * @return days
   */
  public static int monthLength(long year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Whether a year has 366 days.
   *
   * @param year any
   * @return true when it does
   */
  public static boolean isLeap(long year) {
    return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /**
   * A day that is checked to be one.
   *
   * @param year any
   * @param month any
   * @param day any
   * @return days since 1970-01-01
   * @throws io.ashlar.sql.error.SqlException 22008 when there is no such day
   */
  public static long checkedDays(long year, long month, long day) {
    if (year < -MAX_YEAR
        || year > MAX_YEAR
        || month < 1
        || month > MONTHS
        || day < 1
        || day > monthLength(year, (int) month)) {
      throw DataErrors.datetimeOverflow(SqlType.DATE);
    }
    return checkedDate(days(year, (int) month, (int) day));
  }

  /**
   * A date that columns can hold.
   *
   * @param days since 1970-01-01
   * @return the same
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long checkedDate(long days) {
    if (days != (int) days) {
      throw DataErrors.datetimeOverflow(SqlType.DATE);
    }
    return days;
  }

  /**
   * A day some months later or earlier: the same day of the month, or the month's last.
   *
   * @param days since 1970-01-01
   * @param months how many, of either sign
   * @return the day
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long plusMonths(long days, long months) {
    if (months == 0) {
      return days;
    }
    long month = year(days) * MONTHS + month(days) - 1 + months;
    long year = Math.floorDiv(month, MONTHS);
    if (year < -MAX_YEAR || year > MAX_YEAR) {
      throw DataErrors.datetimeOverflow(SqlType.DATE);
    }
    int ofYear = (int) Math.floorMod(month, (long) MONTHS) + 1;
    return days(year, ofYear, Math.min(day(days), monthLength(year, ofYear)));
  }

  /**
   * A moment of a day.
   *
   * @param days since 1970-01-01
   * @param micros since midnight, of any size
   * @return microseconds since 1970-01-01
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long timestamp(long days, long micros) {
    try {
      // The day of the least microseconds is longer ago than a long can say.
      return days >= 0
          ? Math.addExact(Math.multiplyExact(days, DAY), micros)
          : Math.addExact(Math.multiplyExact(days + 1, DAY), Math.subtractExact(micros, DAY));
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.TIMESTAMP);
    }
  }

  /**
   * The day of a moment.
   *
   * @param micros since 1970-01-01
   * @return days since then
   */
  public static long dayOf(long micros) {
    return Math.floorDiv(micros, DAY);
  }

  /**
   * The time of day of a moment.
   *
   * @param micros since 1970-01-01
   * @return microseconds since midnight
   */
  public static long timeOf(long micros) {
    return Math.floorMod(micros, DAY);
  }

  /**
   * How far a zone is before UTC at a moment.
   *
   * @param micros the moment, in UTC
   * @param zone the zone
   * @return microseconds
   */
  public static long offsetAt(long micros, ZoneId zone) {
    if (zone instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds() * SECOND;
    }
    Instant instant = Instant.ofEpochSecond(Math.floorDiv(micros, SECOND));
    return zone.getRules().getOffset(instant).getTotalSeconds() * SECOND;
  }

  /**
   * The moment of a local time in a zone. A time that a change of clocks skips is counted on from
   * before the change; of one that there is twice, the later.
   *
   * @param local microseconds of the local time since 1970-01-01
   * @param zone the zone
   * @return microseconds since 1970-01-01 UTC
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long toInstant(long local, ZoneId zone) {
    try {
      if (zone instanceof ZoneOffset fixed) {
        return Math.subtractExact(local, fixed.getTotalSeconds() * SECOND);
      }
      long second = Math.floorDiv(local, SECOND);
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      ZoneOffsetTransition change = zone.getRules().getTransition(time);
      ZoneOffset offset = zone.getRules().getOffset(time);
      if (change != null) {
        offset = change.isGap() ? change.getOffsetBefore() : change.getOffsetAfter();
      }
      return Math.subtractExact(local, offset.getTotalSeconds() * SECOND);
    } catch (ArithmeticException | DateTimeException e) {
      throw DataErrors.datetimeOverflow(SqlType.TIMESTAMP_TZ);
    }
  }

  /**
   * The local time of a moment in a zone.
   *
   * @param micros since 1970-01-01 UTC
   * @param zone the zone
   * @return microseconds of the local time since 1970-01-01
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long toLocal(long micros, ZoneId zone) {
    try {
      return Math.addExact(micros, offsetAt(micros, zone));
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.TIMESTAMP);
    }
  }

  /**
   * A time with fewer digits of a second's fraction, rounded half up.
   *
   * @param micros the time
   * @param digits 0 to 6
   * @param type named in the failure
   * @return the rounded time
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long rounded(long micros, int digits, SqlType type) {
    long unit = Exact.power(SqlType.MAX_FRACTION - digits);
    long rest = Math.floorMod(micros, unit);
    long down = micros - rest;
    if (rest * 2 < unit) {
      return down;
    }
    if (down > Long.MAX_VALUE - unit) {
      throw DataErrors.datetimeOverflow(type);
    }
    return down + unit;
  }
}
