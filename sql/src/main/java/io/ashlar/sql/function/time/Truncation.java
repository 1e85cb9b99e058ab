package io.ashlar.sql.function.time;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.Intervals;
import java.util.Locale;

/** Times cut off behind a part. */
final class Truncation {

  private static final int QUARTER_MONTHS = 3;
  private static final int DECADE = 10;
  private static final int CENTURY = 100;
  private static final int MILLENNIUM = 1_000;
  private static final int MILLI = 1_000;

  private Truncation() {}

  static boolean timestamp(Call call) {
    return call.give(truncated(TimeField.of(call), call.word(1)));
  }

  static boolean instant(Call call) {
    TimeField field = TimeField.of(call);
    long local = CivilTime.toLocal(call.word(1), call.context().zone());
    return call.give(CivilTime.toInstant(truncated(field, local), call.context().zone()));
  }

  private static long truncated(TimeField field, long micros) {
    long unit = unit(field);
    return unit > 0
        ? micros - Math.floorMod(micros, unit)
        : CivilTime.timestamp(firstDay(field, CivilTime.dayOf(micros)), 0);
  }

  /** The microseconds of units that are all of one length; 0 for others. */
  private static long unit(TimeField field) {
    return switch (field) {
      case MICROSECONDS -> 1;
      case MILLISECONDS -> MILLI;
      case SECOND -> CivilTime.SECOND;
      case MINUTE -> CivilTime.MINUTE;
      case HOUR -> CivilTime.HOUR;
      case DAY -> CivilTime.DAY;
      default -> 0;
    };
  }

  /** The first day of the unit that a day is in. */
  static long firstDay(TimeField field, long day) {
    long year = CivilTime.year(day);
    int month = CivilTime.month(day);
    return switch (field) {
      case WEEK -> day - TimeField.isoDayOfWeek(day) + 1;
      case MONTH -> CivilTime.days(year, month, 1);
      case QUARTER -> CivilTime.days(year, (month - 1) / QUARTER_MONTHS * QUARTER_MONTHS + 1, 1);
      case YEAR -> CivilTime.days(year, 1, 1);
      case ISOYEAR -> TimeField.firstOfIsoYear(TimeField.isoYear(day));
      case DECADE -> CivilTime.days(Math.floorDiv(year, DECADE) * DECADE, 1, 1);
      // They begin with years that end in 1.
      case CENTURY -> CivilTime.days(Math.floorDiv(year - 1, CENTURY) * CENTURY + 1, 1, 1);
      case MILLENNIUM -> CivilTime.days(Math.floorDiv(year - 1, MILLENNIUM) * MILLENNIUM + 1, 1, 1);
      default ->
          throw DataErrors.argument("date_trunc", "field", field.name().toLowerCase(Locale.ROOT));
    };
  }

  static boolean interval(Call call) {
    TimeField field = TimeField.of(call);
    Scalar value = call.argument(1);
    long months = Intervals.months(value.low());
    long days = Intervals.days(value.low());
    long unit = unit(field);
    if (field == TimeField.DAY) {
      return call.give(0, Intervals.pack(months, days));
    }
    if (unit > 0) {
      return call.give(value.word() - value.word() % unit, value.low());
    }
    long size =
        switch (field) {
          case MONTH -> 1;
          case QUARTER -> QUARTER_MONTHS;
          case YEAR -> CivilTime.MONTHS;
          case DECADE -> DECADE * CivilTime.MONTHS;
          case CENTURY -> CENTURY * CivilTime.MONTHS;
          case MILLENNIUM -> MILLENNIUM * CivilTime.MONTHS;
          default -> throw DataErrors.argument("date_trunc", "field", field);
        };
    return call.give(0, Intervals.pack(months - months % size, 0));
  }
}
