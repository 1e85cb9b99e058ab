package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.time.ZoneId;

/** Arithmetic with intervals. Allocates nothing but where a zone has no fixed offset. Stateless. */
public final class Spans {

  private static final double ROUNDED = 1e6;

  private Spans() {}

  /**
   * A sum or difference of microseconds.
   *
   * @param left the first number
   * @param right the second
   * @param back whether it is taken away
   * @return the result
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long sum(long left, long right, boolean back) {
    try {
      return back ? Math.subtractExact(left, right) : Math.addExact(left, right);
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
  }

  /**
   * A sum or difference of months and days.
   *
   * @param left the first
   * @param right the second
   * @param back whether it is taken away
   * @return the result
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long sumPacked(long left, long right, boolean back) {
    long sign = back ? -1 : 1;
    return Intervals.pack(
        Intervals.months(left) + sign * Intervals.months(right),
        Intervals.days(left) + sign * Intervals.days(right));
  }

  /**
   * Days alone.
   *
   * @param days how many
   * @return packed
   * @throws io.ashlar.sql.error.SqlException 22008 when they are too many
   */
  public static long packedDays(long days) {
    return Intervals.pack(0, days);
  }

  /**
   * A timestamp some interval later or earlier: first the months, then the days, then the rest.
   *
   * @param timestamp microseconds since 1970-01-01
   * @param micros microseconds of the interval
   * @param packed its months and days
   * @param back whether it is earlier
   * @return the timestamp
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long moved(long timestamp, long micros, long packed, boolean back) {
    return sum(movedDays(timestamp, packed, back), micros, back);
  }

  /**
   * An instant some interval later or earlier; months and days are counted in local time.
   *
   * @param instant microseconds since 1970-01-01 UTC
   * @param micros microseconds of the interval
   * @param packed its months and days
   * @param back whether it is earlier
   * @param zone where it is local time
   * @return the instant
   * @throws io.ashlar.sql.error.SqlException 22008 when it is out of range
   */
  public static long moved(long instant, long micros, long packed, boolean back, ZoneId zone) {
    if (packed == 0) {
      return sum(instant, micros, back);
    }
    long local = movedDays(CivilTime.toLocal(instant, zone), packed, back);
    return sum(CivilTime.toInstant(local, zone), micros, back);
  }

  private static long movedDays(long timestamp, long packed, boolean back) {
    if (packed == 0) {
      return timestamp;
    }
    long sign = back ? -1 : 1;
    long day = CivilTime.plusMonths(CivilTime.dayOf(timestamp), sign * Intervals.months(packed));
    return CivilTime.timestamp(day + sign * Intervals.days(packed), CivilTime.timeOf(timestamp));
  }

  /**
   * Months and days of an interval times a number; fractions of months become days.
   *
   * @param packed months and days
   * @param factor the number
   * @return months and days
   * @throws io.ashlar.sql.error.SqlException 22008 when they are too many
   */
  public static long scaledPacked(long packed, double factor) {
    double months = Intervals.months(packed) * factor;
    double days = Intervals.days(packed) * factor + fraction(months) * Intervals.MONTH_DAYS;
    return Intervals.pack(whole(months), whole(cleaned(days)));
  }

  /**
   * Microseconds of an interval times a number, with those of fractions of days.
   *
   * @param micros its microseconds
   * @param packed its months and days
   * @param factor the number
   * @return microseconds
   * @throws io.ashlar.sql.error.SqlException 22008 when they are too many
   */
  public static long scaledMicros(long micros, long packed, double factor) {
    double months = Intervals.months(packed) * factor;
    double days =
        cleaned(Intervals.days(packed) * factor + fraction(months) * Intervals.MONTH_DAYS);
    return whole(Math.rint(micros * factor + fraction(days) * CivilTime.DAY));
  }

  /** Binary fractions that are meant to be decimal ones: to a millionth of a day. */
  private static double cleaned(double value) {
    double rounded = Math.rint(value * ROUNDED) / ROUNDED;
    return Math.abs(rounded - value) < 1e-9 ? rounded : value;
  }

  private static double fraction(double value) {
    return cleaned(value - (value < 0 ? Math.ceil(value) : Math.floor(value)));
  }

  private static long whole(double value) {
    if (!(value > -0x1p63 && value < 0x1p63)) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
    return (long) value;
  }
}
