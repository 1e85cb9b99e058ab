package io.ashlar.sql.function.time;

import static io.ashlar.sql.function.FunctionDefinition.named;

import io.ashlar.sql.function.FunctionDefinition;
import io.ashlar.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The table of functions of dates, times, timestamps and intervals. */
public final class TimeFunctions {

  private static final SqlType TEXT = SqlType.TEXT;
  private static final SqlType INT = SqlType.INTEGER;
  private static final SqlType REAL = SqlType.DOUBLE;
  private static final SqlType DATE = SqlType.DATE;
  private static final SqlType TIME = SqlType.TIME;
  private static final SqlType STAMP = SqlType.TIMESTAMP;
  private static final SqlType ZONED = SqlType.TIMESTAMP_TZ;
  private static final SqlType SPAN = SqlType.INTERVAL;

  private TimeFunctions() {}

  /**
   * The table.
   *
   * @return in the order in which they are shown
   */
  public static List<FunctionDefinition> all() {
    return Stream.of(clock(), parts(), fields(), made(), steps()).flatMap(List::stream).toList();
  }

  private static List<FunctionDefinition> clock() {
    return List.of(
        named("current_date", "curdate", "sysdate", "today")
            .takes(TimeMakers::currentDate, DATE)
            .stable()
            .says("The date of the statement in the zone of the session.")
            .example("current_date() = current_timestamp()::date", "true"),
        named("current_time", "curtime", "localtime")
            .takes(TimeMakers::currentTime, TIME)
            .stable()
            .says("The time of day of the statement in the zone of the session.")
            .example("current_time() = localtimestamp()::time", "true"),
        named("current_timestamp", "now", "transaction_timestamp", "statement_timestamp")
            .takes(call -> call.give(call.context().statementMicros()), ZONED)
            .stable()
            .says("The instant of the statement, the same for all of it.")
            .example("now() = current_timestamp()", "true"),
        named("localtimestamp", "systimestamp")
            .takes(TimeMakers::localTimestamp, STAMP)
            .stable()
            .says("The date and time of the statement in the zone of the session.")
            .example("localtimestamp()::date = current_date()", "true"),
        named("clock_timestamp")
            .takes(TimeMakers::clock, ZONED)
            .unforeseeable()
            .says("The instant of the call.")
            .example("clock_timestamp() > timestamptz '2020-01-01 00:00Z'", "true"));
  }

  private static List<FunctionDefinition> parts() {
    return List.of(
        named("extract")
            .makes(TimeParts::extract, "extract(field, datetime) → numeric", 2, 2)
            .says(
                "A part: microseconds to millennium, epoch, dow, isodow, doy, week, isoyear, timezone.")
            .example("extract('second', timestamp '2026-11-30 04:05:06.7')", "6.700000"),
        named("date_part")
            .takes(TimeParts::datePart, REAL, TEXT, STAMP)
            .takes(TimeParts::datePart, REAL, TEXT, ZONED)
            .takes(TimeParts::datePart, REAL, TEXT, DATE)
            .takes(TimeParts::datePart, REAL, TEXT, TIME)
            .takes(TimeParts::datePart, REAL, TEXT, SPAN)
            .says("The same as a double, for a field that is computed.")
            .example("date_part('hour', timestamp '2026-11-30 04:05:06')", "4"),
        named("date_trunc")
            .takes(Truncation::timestamp, STAMP, TEXT, STAMP)
            .takes(Truncation::instant, ZONED, TEXT, ZONED)
            .takes(Truncation::interval, SPAN, TEXT, SPAN)
            .stable()
            .says("Cut off behind a part, microseconds to millennium; a date becomes a timestamp.")
            .example("date_trunc('month', timestamp '2026-11-30 04:05')", "2026-11-01 00:00:00"),
        named("dayname", "day_name")
            .takes(TimeParts::dayName, TEXT, DATE)
            .takes(TimeParts::dayName, TEXT, STAMP)
            .says("The English name of the day of the week.")
            .example("dayname(date '2026-11-30')", "Monday"),
        named("monthname", "month_name")
            .takes(TimeParts::monthName, TEXT, DATE)
            .takes(TimeParts::monthName, TEXT, STAMP)
            .says("The English name of the month.")
            .example("monthname(date '2026-11-30')", "November"),
        named("to_char", "formatdatetime")
            .takes(TimePattern::format, TEXT, STAMP, TEXT)
            .takes(TimePattern::format, TEXT, DATE, TEXT)
            .takes(TimePattern::format, TEXT, TIME, TEXT)
            .takes(TimePattern::formatInstant, TEXT, ZONED, TEXT)
            .stable()
            .says(
                "By a pattern of YYYY YY IYYY Q MM MON MONTH IW WW DDD DD D ID DY DAY HH24 HH12 MI SS MS US AM.")
            .example("to_char(date '2026-11-05', 'FMDD. Mon YYYY')", "5. Nov 2026"));
  }

  private static List<FunctionDefinition> fields() {
    List<FunctionDefinition> all = new ArrayList<>();
    all.add(field("year", TimeField.YEAR, "The year.", "2026"));
    all.add(field("quarter", TimeField.QUARTER, "The quarter of the year.", "4"));
    all.add(field("month", TimeField.MONTH, "The month, 1 to 12.", "11"));
    all.add(field("week", TimeField.WEEK, "The week of ISO.", "49", "iso_week", "weekofyear"));
    all.add(
        field("dayofyear", TimeField.DOY, "The day of the year, from 1.", "334", "day_of_year"));
    all.add(
        field("dayofmonth", TimeField.DAY, "The day of the month.", "30", "day", "day_of_month"));
    all.add(
        named("dayofweek", "day_of_week")
            .takes(TimeParts::dayOfWeek, INT, DATE)
            .takes(TimeParts::dayOfWeek, INT, STAMP)
            .says("The day of the week, 1 for Sunday.")
            .example("dayofweek(date '2026-11-30')", "2"));
    all.add(clockField("hour", TimeField.HOUR, "The hour of the day.", "4"));
    all.add(clockField("minute", TimeField.MINUTE, "The minute of the hour.", "5"));
    all.add(clockField("second", TimeField.SECOND, "The whole second of the minute.", "6"));
    return all;
  }

  private static FunctionDefinition field(
      String name, TimeField field, String description, String value, String... others) {
    return named(name, others)
        .takes(call -> TimeParts.whole(call, field), INT, DATE)
        .takes(call -> TimeParts.whole(call, field), INT, STAMP)
        .says(description)
        .example(name + "(date '2026-11-30')", value);
  }

  private static FunctionDefinition clockField(
      String name, TimeField field, String description, String value) {
    return named(name)
        .takes(call -> TimeParts.whole(call, field), INT, STAMP)
        .takes(call -> TimeParts.whole(call, field), INT, TIME)
        .says(description)
        .example(name + "(time '04:05:06.7')", value);
  }

  private static List<FunctionDefinition> made() {
    return List.of(
        named("make_date")
            .takes(TimeMakers::makeDate, DATE, INT, INT, INT)
            .says("A date of year, month and day; years below 0 are before Christ.")
            .example("make_date(2026, 11, 30)", "2026-11-30"),
        named("make_time")
            .takes(TimeMakers::makeTime, TIME, INT, INT, REAL)
            .says("A time of hour, minute and seconds.")
            .example("make_time(4, 5, 6.7)", "04:05:06.7"),
        named("make_timestamp")
            .takes(TimeMakers::makeTimestamp, STAMP, INT, INT, INT, INT, INT, REAL)
            .says("A timestamp of year, month, day, hour, minute and seconds.")
            .example("make_timestamp(2026, 11, 30, 4, 5, 6.7)", "2026-11-30 04:05:06.7"),
        named("make_interval")
            .takes(TimeMakers::makeInterval, SPAN, INT, INT, INT, INT, REAL)
            .says("An interval of months, days, hours, minutes and seconds.")
            .example("make_interval(14, 3, 4, 5, 6)", "1 year 2 mons 3 days 04:05:06"),
        named("to_timestamp")
            .takes(TimeMakers::toTimestamp, ZONED, REAL)
            .says("The instant so many seconds after 1970-01-01 UTC.")
            .example("to_timestamp(86400)::date", "1970-01-02"));
  }

  private static List<FunctionDefinition> steps() {
    return List.of(
        named("timezone")
            .takes(TimeSteps::toLocal, STAMP, TEXT, ZONED)
            .takes(TimeSteps::toInstant, ZONED, TEXT, STAMP)
            .says("AT TIME ZONE: an instant as the local time of a zone, or the other way round.")
            .example("timezone('+02:00', timestamptz '2026-11-30 04:05Z')", "2026-11-30 06:05:00"),
        named("age")
            .takes(TimeSteps::age, SPAN, STAMP, STAMP)
            .takes(TimeSteps::ageNow, SPAN, STAMP)
            .stable()
            .says(
                "The second taken from the first, or a timestamp from today, in years, months, days.")
            .example("age(timestamp '2026-11-30', timestamp '2024-10-31')", "2 years 30 days"),
        named("dateadd", "timestampadd", "date_add")
            .makes(TimeSteps::dateAdd, "dateadd(field, bigint, datetime) → datetime", 3, 3)
            .says("So many of a unit later; a date stays one if the unit is a day or longer.")
            .example("dateadd('month', 1, date '2026-01-31')", "2026-02-28"),
        named("datediff", "timestampdiff", "date_diff")
            .takes(TimeSteps::difference, SqlType.BIGINT, TEXT, STAMP, STAMP)
            .takes(TimeSteps::difference, SqlType.BIGINT, TEXT, DATE, DATE)
            .takes(TimeSteps::difference, SqlType.BIGINT, TEXT, TIME, TIME)
            .takes(TimeSteps::difference, SqlType.BIGINT, TEXT, ZONED, ZONED)
            .stable()
            .says("How many borders of a unit lie between the first and the second.")
            .example("datediff('year', date '2025-12-31', date '2026-01-01')", "1"),
        named("add_months")
            .takes(TimeSteps::addMonths, DATE, DATE, INT)
            .says("The same day so many months later, or the month's last.")
            .example("add_months(date '2026-01-31', 1)", "2026-02-28"),
        named("last_day")
            .takes(TimeSteps::lastDay, DATE, DATE)
            .says("The last day of the month.")
            .example("last_day(date '2024-02-05')", "2024-02-29"),
        named("justify_hours")
            .takes(TimeSteps::justifyHours, SPAN, SPAN)
            .says("Every 24 hours of an interval as a day.")
            .example("justify_hours(interval '27 hours')", "1 day 03:00:00"),
        named("justify_days")
            .takes(TimeSteps::justifyDays, SPAN, SPAN)
            .says("Every 30 days of an interval as a month.")
            .example("justify_days(interval '35 days')", "1 mon 5 days"));
  }
}
