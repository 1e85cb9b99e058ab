package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;

/**
 * Intervals: months, days and microseconds, which are kept apart because neither months nor days
 * have one length. Microseconds are one word; months and days, 32 bits each, are the other.
 * Allocates nothing. Stateless.
 */
public final class Intervals {

  /** As comparisons and extracts take it. */
  public static final int MONTH_DAYS = 30;

  private Intervals() {}

  /**
   * The second word.
   *
   * @param months any number of 32 bits
   * @param days any number of 32 bits
   * @return both
   * @throws io.ashlar.sql.error.SqlException 22008 when one does not fit
   */
  public static long pack(long months, long days) {
    if (months != (int) months || days != (int) days) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
    return (months << Integer.SIZE) | (days & 0xFFFF_FFFFL);
  }

  /**
   * The months of a second word.
   *
   * @param packed the word
   * @return months
   */
  public static int months(long packed) {
    return (int) (packed >> Integer.SIZE);
  }

  /**
   * The days of a second word.
   *
   * @param packed the word
   * @return days
   */
  public static int days(long packed) {
    return (int) packed;
  }

  /**
   * Compares by length, with months of 30 days and days of 24 hours.
   *
   * @param leftMicros microseconds of one
   * @param leftPacked its months and days
   * @param rightMicros microseconds of the other
   * @param rightPacked its months and days
   * @return negative, zero or positive
   */
  public static int compare(long leftMicros, long leftPacked, long rightMicros, long rightPacked) {
    long leftDays = wholeDays(leftMicros, leftPacked);
    long rightDays = wholeDays(rightMicros, rightPacked);
    return leftDays != rightDays
        ? Long.compare(leftDays, rightDays)
        : Long.compare(CivilTime.timeOf(leftMicros), CivilTime.timeOf(rightMicros));
  }

  /**
   * A number that is the same for intervals that compare as equal.
   *
   * @param micros microseconds
   * @param packed months and days
   * @return the number
   */
  public static long hash(long micros, long packed) {
    return wholeDays(micros, packed) * 31 + CivilTime.timeOf(micros);
  }

  private static long wholeDays(long micros, long packed) {
    return (long) months(packed) * MONTH_DAYS + days(packed) + CivilTime.dayOf(micros);
  }

  /**
   * Appends an interval as PostgreSQL prints it: {@code 1 year 2 mons 3 days 04:05:06.7}.
   *
   * @param micros microseconds
   * @param packed months and days
   * @param target where to append
   */
  public static void append(long micros, long packed, TextBuilder target) {
    int months = months(packed);
    int start = target.length();
    boolean negative = unit(months / CivilTime.MONTHS, "year", false, start, target);
    negative = unit(months % CivilTime.MONTHS, "mon", negative, start, target);
    negative = unit(days(packed), "day", negative, start, target);
    if (micros == 0 && target.length() > start) {
      return;
    }
    if (target.length() > start) {
      target.append(' ');
    }
    if (micros < 0) {
      target.append('-');
    } else if (negative) {
      target.append('+');
    }
    // Parts are taken from the negative number, which has a counterpart for every other one.
    long rest = micros < 0 ? micros : -micros;
    target.appendPadded(-(rest / CivilTime.HOUR), 2);
    target.append(':');
    target.appendPadded(-(rest % CivilTime.HOUR / CivilTime.MINUTE), 2);
    target.append(':');
    target.appendPadded(-(rest % CivilTime.MINUTE / CivilTime.SECOND), 2);
    DateTimeText.appendFraction(-(rest % CivilTime.SECOND), target);
  }

  /** Whether the next part needs a sign: the last one that was printed is negative. */
  private static boolean unit(
      int value, String name, boolean negative, int start, TextBuilder target) {
    if (value == 0) {
      return negative;
    }
    if (target.length() > start) {
      target.append(' ');
    }
    if (negative && value > 0) {
      target.append('+');
    }
    target.appendLong(value);
    target.append(' ');
    target.append(name);
    if (value != 1) {
      target.append('s');
    }
    return value < 0;
  }
}
