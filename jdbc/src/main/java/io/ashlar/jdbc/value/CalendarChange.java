package io.ashlar.jdbc.value;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;

/**
 * Between the classes of {@code java.sql}, which count days before 15 October 1582 in the Julian
 * calendar, and those of SQL and {@code java.time}, which have one calendar for all days. What is
 * kept is the day as it is written.
 */
final class CalendarChange {

  private static final LocalDateTime FIRST = LocalDate.of(1582, 10, 15).atStartOfDay();

  private static final int NANOS_PER_MILLI = 1_000_000;

  private CalendarChange() {}

  /** What a clock in the zone shows at an instant, as it is written. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // the calendar gives the whole seconds
  static LocalDateTime local(Instant instant, ZoneId zone) {
    LocalDateTime shown = LocalDateTime.ofInstant(instant, zone);
    if (!shown.isBefore(FIRST)) {
      return shown;
    }
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.setTimeInMillis(instant.toEpochMilli());
    int year = calendar.get(Calendar.YEAR);
    return LocalDateTime.of(
        calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
        calendar.get(Calendar.MONTH) + 1,
        calendar.get(Calendar.DAY_OF_MONTH),
        calendar.get(Calendar.HOUR_OF_DAY),
        calendar.get(Calendar.MINUTE),
        calendar.get(Calendar.SECOND),
        instant.getNano());
  }

  /** The milliseconds at which a clock in the zone shows a date and time. */
  static long millis(LocalDateTime value, ZoneId zone) {
    if (!value.isBefore(FIRST)) {
      return value.atZone(zone).toInstant().toEpochMilli();
    }
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone(zone));
    calendar.clear();
    boolean before = value.getYear() < 1;
    calendar.set(Calendar.ERA, before ? GregorianCalendar.BC : GregorianCalendar.AD);
    calendar.set(
        before ? 1 - value.getYear() : value.getYear(),
        value.getMonthValue() - 1,
        value.getDayOfMonth(),
        value.getHour(),
        value.getMinute(),
        value.getSecond());
    return calendar.getTimeInMillis() + value.getNano() / NANOS_PER_MILLI;
  }
}
