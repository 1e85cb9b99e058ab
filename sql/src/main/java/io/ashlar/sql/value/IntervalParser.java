package io.ashlar.sql.value;

import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads intervals from text: {@code 1 year 2 months -3 days 04:05:06.7 ago}, {@code 1-2} for years
 * and months, ISO's {@code P1Y2M3DT4H5M6.7S}. Allocates. One owner.
 */
public final class IntervalParser {

  private static final int MAX_TEXT = 200;
  private static final BigDecimal DAYS_OF_MONTH = BigDecimal.valueOf(Intervals.MONTH_DAYS);
  private static final BigDecimal MICROS_OF_DAY = BigDecimal.valueOf(CivilTime.DAY);

  /** One number with its unit, a time of day, or years and months. */
  private static final Pattern PART =
      Pattern.compile(
          "\\s*(?:([+-]?)(\\d+):(\\d{1,2})(?::(\\d{1,2}(?:\\.\\d*)?))?"
              + "|([+-]?)(\\d+)-(\\d+)"
              + "|([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([a-z]+)?)(?=$|[\\s+-]|\\d)\\s*");

  private static final Pattern CLOCK = Pattern.compile("[+-]?\\d+:");

  private static final Pattern ISO =
      Pattern.compile("([+-]?\\d+(?:\\.\\d*)?)([a-z])|(t)", Pattern.CASE_INSENSITIVE);

  private BigDecimal months;
  private BigDecimal days;
  private BigDecimal micros;

  /** Without anything read yet. */
  public IntervalParser() {}

  /**
   * Reads an interval; {@link #micros()} and {@link #packed()} have it then.
   *
   * @param text the text
   * @throws io.ashlar.sql.error.SqlException 22018 when it is none, 22008 when it is too long
   */
  public void parse(String text) {
    months = BigDecimal.ZERO;
    days = BigDecimal.ZERO;
    micros = BigDecimal.ZERO;
    String source = text.strip().toLowerCase(Locale.ROOT);
    if (source.isEmpty() || source.length() > MAX_TEXT) {
      throw DataErrors.badCast(text, SqlType.INTERVAL);
    }
    if (source.charAt(0) == 'p') {
      iso(source, text);
    } else {
      words(source, text);
    }
  }

  /**
   * The microseconds.
   *
   * @return those of the last interval that was read
   */
  public long micros() {
    return whole(micros);
  }

  /**
   * Months and days.
   *
   * @return those of the last interval that was read, as {@link Intervals#pack} has them
   */
  public long packed() {
    return Intervals.pack(whole(months), whole(days));
  }

  private static long whole(BigDecimal value) {
    try {
      return value.setScale(0, RoundingMode.HALF_UP).longValueExact();
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.INTERVAL);
    }
  }

  private void words(String source, String text) {
    boolean ago = source.endsWith("ago");
    String parts = ago ? source.substring(0, source.length() - 3).strip() : source;
    Matcher part = PART.matcher(parts);
    int at = 0;
    while (at < parts.length()) {
      part.region(at, parts.length());
      if (!part.lookingAt()) {
        throw DataErrors.badCast(text, SqlType.INTERVAL);
      }
      at = part.end();
      if (part.group(2) != null) {
        clock(part, text);
      } else if (part.group(6) != null) {
        add(signed(part.group(5), part.group(6)), "year", text);
        add(signed(part.group(5), part.group(7)), "month", text);
      } else {
        String unit = part.group(9);
        add(new BigDecimal(part.group(8)), unit == null ? unit(parts, at) : unit, text);
      }
    }
    if (parts.isEmpty()) {
      throw DataErrors.badCast(text, SqlType.INTERVAL);
    }
    if (ago) {
      months = months.negate();
      days = days.negate();
      micros = micros.negate();
    }
  }

  /** A number without unit: days in front of a time, as in {@code 1 12:30}, else seconds. */
  private static String unit(String parts, int next) {
    return CLOCK.matcher(parts).region(next, parts.length()).lookingAt() ? "day" : "second";
  }

  private void clock(Matcher part, String text) {
    add(signed(part.group(1), part.group(2)), "hour", text);
    add(signed(part.group(1), part.group(3)), "minute", text);
    if (part.group(4) != null) {
      add(signed(part.group(1), part.group(4)), "second", text);
    }
  }

  private void iso(String source, String text) {
    Matcher part = ISO.matcher(source);
    boolean time = false;
    int at = 1;
    while (at < source.length()) {
      part.region(at, source.length());
      if (!part.lookingAt() || (part.group(3) != null && time)) {
        throw DataErrors.badCast(text, SqlType.INTERVAL);
      }
      at = part.end();
      if (part.group(3) != null) {
        time = true;
      } else {
        add(new BigDecimal(part.group(1)), isoUnit(part.group(2), time), text);
      }
    }
    if (source.length() == 1) {
      throw DataErrors.badCast(text, SqlType.INTERVAL);
    }
  }

  private static String isoUnit(String letter, boolean time) {
    return switch (letter) {
      case "y" -> time ? "" : "year";
      case "m" -> time ? "minute" : "month";
      case "w" -> time ? "" : "week";
      case "d" -> time ? "" : "day";
      case "h" -> time ? "hour" : "";
      case "s" -> time ? "second" : "";
      default -> "";
    };
  }

  private static BigDecimal signed(String sign, String digits) {
    BigDecimal value = new BigDecimal(digits);
    return sign.equals("-") ? value.negate() : value;
  }

  private void add(BigDecimal value, String unit, String text) {
    switch (unit) {
      case "millennium", "millenniums", "millennia", "mil", "mils" -> addMonths(value, 12_000);
      case "century", "centuries", "c", "cent" -> addMonths(value, 1_200);
      case "decade", "decades", "dec", "decs" -> addMonths(value, 120);
      case "year", "years", "y", "yr", "yrs" -> addMonths(value, CivilTime.MONTHS);
      case "quarter", "quarters" -> addMonths(value, 3);
      case "month", "months", "mon", "mons" -> addMonths(value, 1);
      case "week", "weeks", "w" -> addDays(value.multiply(BigDecimal.valueOf(7)));
      case "day", "days", "d" -> addDays(value);
      case "hour", "hours", "h", "hr", "hrs" -> addMicros(value, CivilTime.HOUR);
      case "minute", "minutes", "m", "min", "mins" -> addMicros(value, CivilTime.MINUTE);
      case "second", "seconds", "s", "sec", "secs" -> addMicros(value, CivilTime.SECOND);
      case "millisecond", "milliseconds", "ms", "msec" -> addMicros(value, 1_000);
      case "microsecond", "microseconds", "us", "usec" -> addMicros(value, 1);
      default -> throw DataErrors.badCast(text, SqlType.INTERVAL);
    }
  }

  /** What is no whole month becomes days of a month of 30 of them; below a year, whole months. */
  private void addMonths(BigDecimal value, int size) {
    BigDecimal all = value.multiply(BigDecimal.valueOf(size));
    BigDecimal whole = all.setScale(0, RoundingMode.DOWN);
    months = months.add(whole);
    if (size == 1) {
      addDays(all.subtract(whole).multiply(DAYS_OF_MONTH));
    }
  }

  private void addDays(BigDecimal value) {
    BigDecimal whole = value.setScale(0, RoundingMode.DOWN);
    days = days.add(whole);
    micros = micros.add(value.subtract(whole).multiply(MICROS_OF_DAY));
  }

  private void addMicros(BigDecimal value, long size) {
    micros = micros.add(value.multiply(BigDecimal.valueOf(size)));
  }
}
