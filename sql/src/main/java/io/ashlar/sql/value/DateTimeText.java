package io.ashlar.sql.value;

import io.ashlar.sql.type.SqlType;
import java.time.ZoneId;

/** The texts of dates, times and timestamps. Allocates nothing but what builders grow by. */
public final class DateTimeText {

  private static final int YEAR_DIGITS = 4;

  private DateTimeText() {}

  /**
   * Appends a date: {@code 2026-11-30}; years before 1 are counted back, with {@code BC}.
   *
   * @param days since 1970-01-01
   * @param target where to append
   */
  public static void appendDate(long days, TextBuilder target) {
    appendDay(days, target);
    appendEra(days, target);
  }

  private static void appendDay(long days, TextBuilder target) {
    long year = CivilTime.year(days);
    target.appendPadded(year > 0 ? year : 1 - year, YEAR_DIGITS);
    target.append('-');
    target.appendPadded(CivilTime.month(days), 2);
    target.append('-');
    target.appendPadded(CivilTime.day(days), 2);
  }

  private static void appendEra(long days, TextBuilder target) {
    if (CivilTime.year(days) <= 0) {
      target.append(" BC");
    }
  }

  /**
   * Appends a time of day: {@code 04:05:06.7}.
   *
   * @param micros since midnight
   * @param target where to append
   */
  public static void appendTime(long micros, TextBuilder target) {
    target.appendPadded(micros / CivilTime.HOUR, 2);
    target.append(':');
    target.appendPadded(micros % CivilTime.HOUR / CivilTime.MINUTE, 2);
    target.append(':');
    target.appendPadded(micros % CivilTime.MINUTE / CivilTime.SECOND, 2);
    appendFraction(micros % CivilTime.SECOND, target);
  }

  /** Appends a point and up to six digits, or nothing for a whole second. */
  static void appendFraction(long micros, TextBuilder target) {
    if (micros == 0) {
      return;
    }
    int digits = SqlType.MAX_FRACTION;
    long rest = micros;
    while (rest % 10 == 0) {
      rest /= 10;
      digits--;
    }
    target.append('.');
    target.appendPadded(rest, digits);
  }

  /**
   * Appends a timestamp: {@code 2026-11-30 04:05:06.7}.
   *
   * @param micros since 1970-01-01
   * @param target where to append
   */
  public static void appendTimestamp(long micros, TextBuilder target) {
    long days = CivilTime.dayOf(micros);
    appendDay(days, target);
    target.append(' ');
    appendTime(CivilTime.timeOf(micros), target);
    appendEra(days, target);
  }

  /**
   * Appends an instant as a zone shows it: {@code 2026-11-30 04:05:06.7+02}.
   *
   * @param micros since 1970-01-01 UTC
   * @param zone the zone
   * @param target where to append
   */
  public static void appendInstant(long micros, ZoneId zone, TextBuilder target) {
    long offset = CivilTime.offsetAt(micros, zone);
    long local = CivilTime.toLocal(micros, zone);
    long days = CivilTime.dayOf(local);
    appendDay(days, target);
    target.append(' ');
    appendTime(CivilTime.timeOf(local), target);
    appendOffset(offset, target);
    appendEra(days, target);
  }

  private static void appendOffset(long offset, TextBuilder target) {
    target.append(offset < 0 ? '-' : '+');
    long size = Math.abs(offset);
    target.appendPadded(size / CivilTime.HOUR, 2);
    long minutes = size % CivilTime.HOUR / CivilTime.MINUTE;
    long seconds = size % CivilTime.MINUTE / CivilTime.SECOND;
    if (minutes != 0 || seconds != 0) {
      target.append(':');
      target.appendPadded(minutes, 2);
    }
    if (seconds != 0) {
      target.append(':');
      target.appendPadded(seconds, 2);
    }
  }
}
