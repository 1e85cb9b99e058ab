package io.ashlar.sql.function.time;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.Intervals;
import java.util.Locale;

/** The parts of times by name, each as a number with so many digits behind the point. */
enum TimeField {
  MICROSECONDS(0),
  MILLISECONDS(3),
  SECOND(6),
  MINUTE(0),
  HOUR(0),
  DAY(0),
  DOW(0),
  ISODOW(0),
  DOY(0),
  WEEK(0),
  MONTH(0),
  QUARTER(0),
  YEAR(0),
  ISOYEAR(0),
  DECADE(0),
  CENTURY(0),
  MILLENNIUM(0),
  EPOCH(6),
  TIMEZONE(0),
  TIMEZONE_HOUR(0),
  TIMEZONE_MINUTE(0);

  private static final int WEEK_DAYS = 7;

  /** 1970-01-01 was a Thursday. */
  private static final int EPOCH_DAY_OF_WEEK = 4;

  private static final int QUARTER_MONTHS = 3;
  private static final int CENTURY_YEARS = 100;
  private static final int MILLENNIUM_YEARS = 1_000;

  /** A quarter of 1,461 days, which is what a year has in an interval's seconds. */
  private static final long YEAR_MICROS = 1_461 * CivilTime.DAY / 4;

  private final int scale;

  TimeField(int scale) {
    this.scale = scale;
  }

  int scale() {
    return scale;
  }

  /** The part of a name; what JDBC calls {@code SQL_TSI_DAY} is a day. */
  static TimeField of(String name) {
    String plain = name.strip().toUpperCase(Locale.ROOT);
    if (plain.startsWith("SQL_TSI_")) {
      plain = plain.substring("SQL_TSI_".length());
    }
    return switch (plain) {
      case "MICROSECONDS", "MICROSECOND", "US", "USEC", "FRAC_SECOND" -> MICROSECONDS;
      case "MILLISECONDS", "MILLISECOND", "MS", "MSEC" -> MILLISECONDS;
      case "SECOND", "SECONDS", "S", "SEC", "SS" -> SECOND;
      case "MINUTE", "MINUTES", "M", "MIN", "MI", "N" -> MINUTE;
      case "HOUR", "HOURS", "H", "HH" -> HOUR;
      case "DAY", "DAYS", "D", "DD", "DAY_OF_MONTH" -> DAY;
      case "DOW" -> DOW;
      case "ISODOW", "ISO_DAY_OF_WEEK" -> ISODOW;
      case "DOY", "DAY_OF_YEAR", "DY", "Y" -> DOY;
      case "WEEK", "WEEKS", "W", "WW", "WK", "ISO_WEEK" -> WEEK;
      case "MONTH", "MONTHS", "MON", "MM" -> MONTH;
      case "QUARTER", "QUARTERS", "QTR", "Q" -> QUARTER;
      case "YEAR", "YEARS", "YY", "YYYY" -> YEAR;
      case "ISOYEAR", "ISO_WEEK_YEAR" -> ISOYEAR;
      case "DECADE", "DECADES" -> DECADE;
      case "CENTURY", "CENTURIES" -> CENTURY;
      case "MILLENNIUM", "MILLENNIA" -> MILLENNIUM;
      case "EPOCH" -> EPOCH;
      case "TIMEZONE" -> TIMEZONE;
      case "TIMEZONE_HOUR" -> TIMEZONE_HOUR;
      case "TIMEZONE_MINUTE" -> TIMEZONE_MINUTE;
      default -> throw DataErrors.argument("extract", "field", name);
    };
  }

  /** The part that the first argument of a call names; of a constant it is found once. */
  static TimeField of(Call call) {
    TimeField known = call.kept(TimeField.class);
    if (known != null) {
      return known;
    }
    TimeField field = of(call.string(0));
    if (call.argument(0).isFixed()) {
      call.keep(field);
    }
    return field;
  }

  private RuntimeException missing(SqlKind kind) {
    return DataErrors.argument(kind.sqlName(), "field", name().toLowerCase(Locale.ROOT));
  }

  /**
   * The part of a value that was evaluated; its digits, {@link #scale} of them behind the point.
   */
  long of(Scalar value, EvaluationContext context) {
    long word = value.word();
    SqlKind kind = value.type().kind();
    return switch (kind) {
      case DATE -> ofDay(word, 0, kind);
      case TIME -> ofTime(word, kind);
      case INTERVAL -> ofInterval(word, value.low());
      case TIMESTAMP_TZ -> ofInstant(word, context);
      default -> ofDay(CivilTime.dayOf(word), CivilTime.timeOf(word), kind);
    };
  }

  /** The part of a day. */
  long of(long days) {
    return ofDay(days, 0, SqlKind.DATE);
  }

  private long ofInstant(long micros, EvaluationContext context) {
    long offset = CivilTime.offsetAt(micros, context.zone());
    return switch (this) {
      case EPOCH -> micros;
      case TIMEZONE -> offset / CivilTime.SECOND;
      case TIMEZONE_HOUR -> offset / CivilTime.HOUR;
      case TIMEZONE_MINUTE -> offset % CivilTime.HOUR / CivilTime.MINUTE;
      default -> {
        long local = CivilTime.toLocal(micros, context.zone());
        yield ofDay(CivilTime.dayOf(local), CivilTime.timeOf(local), SqlKind.TIMESTAMP_TZ);
      }
    };
  }

  private long ofTime(long micros, SqlKind kind) {
    return switch (this) {
      case MICROSECONDS, MILLISECONDS, SECOND -> micros % CivilTime.MINUTE;
      case MINUTE -> micros % CivilTime.HOUR / CivilTime.MINUTE;
      case HOUR -> micros / CivilTime.HOUR;
      case EPOCH -> micros;
      default -> throw missing(kind);
    };
  }

  private long ofDay(long days, long micros, SqlKind kind) {
    long year = CivilTime.year(days);
    return switch (this) {
      case DAY -> CivilTime.day(days);
      case DOW -> Math.floorMod(days + EPOCH_DAY_OF_WEEK, WEEK_DAYS);
      case ISODOW -> isoDayOfWeek(days);
      case DOY -> days - CivilTime.days(year, 1, 1) + 1;
      case WEEK -> (days - firstOfIsoYear(isoYear(days))) / WEEK_DAYS + 1;
      case MONTH -> CivilTime.month(days);
      case QUARTER -> (CivilTime.month(days) - 1) / QUARTER_MONTHS + 1;
      // There is no year 0: the one before 1 is -1.
      case YEAR -> year > 0 ? year : year - 1;
      case ISOYEAR -> isoYear(days) > 0 ? isoYear(days) : isoYear(days) - 1;
      case DECADE -> Math.floorDiv(year, 10);
      case CENTURY -> period(year, CENTURY_YEARS);
      case MILLENNIUM -> period(year, MILLENNIUM_YEARS);
      case EPOCH -> CivilTime.timestamp(days, micros);
      default -> ofTime(micros, kind);
    };
  }

  /** Centuries and millennia begin with a year 1, and there is none with the number 0. */
  private static long period(long year, int years) {
    return year > 0 ? (year + years - 1) / years : -((years - year) / years);
  }

  private long ofInterval(long micros, long packed) {
    int months = Intervals.months(packed);
    long years = months / CivilTime.MONTHS;
    return switch (this) {
      case MICROSECONDS, MILLISECONDS, SECOND -> micros % CivilTime.MINUTE;
      case MINUTE -> micros % CivilTime.HOUR / CivilTime.MINUTE;
      case HOUR -> micros / CivilTime.HOUR;
      case DAY -> Intervals.days(packed);
      case MONTH -> months % CivilTime.MONTHS;
      case QUARTER -> months % CivilTime.MONTHS / QUARTER_MONTHS + 1;
      case YEAR -> years;
      case DECADE -> years / 10;
      case CENTURY -> years / CENTURY_YEARS;
      case MILLENNIUM -> years / MILLENNIUM_YEARS;
      case EPOCH -> {
        long days =
            months % CivilTime.MONTHS * (long) Intervals.MONTH_DAYS + Intervals.days(packed);
        yield CivilTime.timestamp(days, 0) + years * YEAR_MICROS + micros;
      }
      default -> throw missing(SqlKind.INTERVAL);
    };
  }

  /** 1 for Monday to 7 for Sunday. */
  static long isoDayOfWeek(long days) {
    return Math.floorMod(days + EPOCH_DAY_OF_WEEK - 1, WEEK_DAYS) + 1L;
  }

  /** The year that a day's week is of: the one of its Thursday. */
  static long isoYear(long days) {
    return CivilTime.year(days - isoDayOfWeek(days) + EPOCH_DAY_OF_WEEK);
  }

  /** The Monday of the week that has January 4th. */
  static long firstOfIsoYear(long year) {
    long fourth = CivilTime.days(year, 1, EPOCH_DAY_OF_WEEK);
    return fourth - isoDayOfWeek(fourth) + 1;
  }
}
