package io.ashlar.sql.function.time;

import io.ashlar.sql.function.Call;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.value.CivilTime;
import io.ashlar.sql.value.TextBuilder;
import java.util.Locale;

/**
 * Times by a pattern. The longest part that the pattern begins with counts, in either case; FM
 * before it leaves out zeros and spaces that fill it up; what stands in double quotes, and what is
 * no part, is text. Names are in the case of the pattern's first two letters. Allocates.
 */
final class TimePattern {

  /** A part before those it begins with. */
  private static final String[] PARTS = {
    "MONTH", "IYYY", "YYYY", "HH24", "HH12", "MON", "DAY", "DDD", "A.M.", "P.M.", "YY", "MM", "MI",
    "MS", "US", "SS", "HH", "DD", "DY", "ID", "IW", "WW", "AM", "PM", "Q", "D"
  };

  private static final int NAME_WIDTH = 9;
  private static final int SHORT_NAME = 3;
  private static final int HALF_DAY = 12;
  private static final int WEEK_DAYS = 7;

  private TimePattern() {}

  static boolean format(Call call) {
    Scalar value = call.argument(0);
    return switch (value.type().kind()) {
      case DATE -> format(call, value.word(), 0);
      case TIME -> format(call, 0, value.word());
      default -> format(call, CivilTime.dayOf(value.word()), CivilTime.timeOf(value.word()));
    };
  }

  static boolean formatInstant(Call call) {
    long local = CivilTime.toLocal(call.word(0), call.context().zone());
    return format(call, CivilTime.dayOf(local), CivilTime.timeOf(local));
  }

  private static boolean format(Call call, long day, long time) {
    String pattern = call.string(1);
    TextBuilder target = call.text();
    int at = 0;
    while (at < pattern.length()) {
      boolean fill = !pattern.startsWith("FM", at);
      int from = fill ? at : at + 2;
      String part = partAt(pattern, from);
      if (part != null) {
        append(part, pattern.substring(from, from + part.length()), fill, day, time, target);
        at = from + part.length();
      } else if (pattern.charAt(at) == '"') {
        int end = pattern.indexOf('"', at + 1);
        target.append(pattern.substring(at + 1, end < 0 ? pattern.length() : end));
        at = end < 0 ? pattern.length() : end + 1;
      } else {
        int point = pattern.codePointAt(at);
        target.appendCodePoint(point);
        at += Character.charCount(point);
      }
    }
    return call.giveText();
  }

  private static String partAt(String pattern, int at) {
    for (String part : PARTS) {
      if (pattern.regionMatches(true, at, part, 0, part.length())) {
        return part;
      }
    }
    return null;
  }

  private static void append(
      String part, String written, boolean fill, long day, long time, TextBuilder target) {
    switch (part) {
      case "MONTH", "MON", "DAY", "DY" -> appendName(part, written, fill, day, target);
      case "AM", "PM" -> appendCased(written, time < CivilTime.DAY / 2 ? "AM" : "PM", target);
      case "A.M.", "P.M." ->
          appendCased(written, time < CivilTime.DAY / 2 ? "A.M." : "P.M.", target);
      default -> target.appendPadded(number(part, day, time), fill ? width(part) : 1);
    }
  }

  private static long number(String part, long day, long time) {
    long hour = time / CivilTime.HOUR;
    long year = CivilTime.year(day);
    return switch (part) {
      case "YYYY" -> year > 0 ? year : 1 - year;
      case "YY" -> Math.floorMod(year, 100);
      case "IYYY" -> Math.abs(TimeField.isoYear(day));
      case "Q" -> (CivilTime.month(day) + 2) / 3;
      case "MM" -> CivilTime.month(day);
      case "IW" -> TimeField.WEEK.of(day);
      case "WW" -> (TimeField.DOY.of(day) - 1) / WEEK_DAYS + 1;
      case "DDD" -> TimeField.DOY.of(day);
      case "DD" -> CivilTime.day(day);
      case "ID" -> TimeField.isoDayOfWeek(day);
      case "D" -> TimeField.isoDayOfWeek(day) % WEEK_DAYS + 1;
      case "HH24" -> hour;
      case "HH", "HH12" -> (hour + HALF_DAY - 1) % HALF_DAY + 1;
      case "MI" -> time % CivilTime.HOUR / CivilTime.MINUTE;
      case "SS" -> time % CivilTime.MINUTE / CivilTime.SECOND;
      case "MS" -> time % CivilTime.SECOND / 1_000;
      default -> time % CivilTime.SECOND;
    };
  }

  private static int width(String part) {
    return switch (part) {
      case "YYYY", "IYYY" -> 4;
      case "DDD", "MS" -> 3;
      case "US" -> 6;
      case "Q", "D", "ID" -> 1;
      default -> 2;
    };
  }

  private static void appendName(
      String part, String written, boolean fill, long day, TextBuilder target) {
    boolean month = part.charAt(0) == 'M';
    String name =
        month ? TimeParts.month(CivilTime.month(day)) : TimeParts.day(TimeField.isoDayOfWeek(day));
    boolean whole = part.equals("MONTH") || part.equals("DAY");
    String shown = whole ? name : name.substring(0, SHORT_NAME);
    if (Character.isLowerCase(written.charAt(0))) {
      shown = shown.toLowerCase(Locale.ROOT);
    } else if (Character.isUpperCase(written.charAt(1))) {
      shown = shown.toUpperCase(Locale.ROOT);
    }
    target.append(shown);
    for (int i = shown.length(); fill && whole && i < NAME_WIDTH; i++) {
      target.append(' ');
    }
  }

  private static void appendCased(String written, String shown, TextBuilder target) {
    boolean lower = Character.isLowerCase(written.charAt(0));
    target.append(lower ? shown.toLowerCase(Locale.ROOT) : shown);
  }
}
