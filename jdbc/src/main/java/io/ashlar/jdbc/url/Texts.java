package io.ashlar.jdbc.url;

import io.ashlar.jdbc.error.SqlStates;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values of properties as they are written. */
final class Texts {

  private static final Pattern TIME = Pattern.compile("(\\d{1,12})(ms|s|m|h)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([kmg]?)");
  private static final int KIBI_BITS = 10;

  private Texts() {}

  private static SQLException wrong(String key, String text, String expected) {
    return SqlStates.failure(
        SqlStates.CANNOT_CONNECT,
        "The property has another value than it takes.",
        "property",
        key,
        "value",
        text,
        "expected",
        expected);
  }

  static boolean truth(String key, String text) throws SQLException {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(key, text, "true or false");
    };
  }

  static <E extends Enum<E>> E choice(String key, String text, Class<E> type) throws SQLException {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    StringBuilder names = new StringBuilder();
    for (E value : type.getEnumConstants()) {
      names.append(names.length() == 0 ? "" : ", ").append(value.name().toLowerCase(Locale.ROOT));
    }
    throw wrong(key, text, names.toString());
  }

  static Duration duration(String key, String text) throws SQLException {
    Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(key, text, "a time as 500ms, 10s, 2m or 1h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** Null for never. */
  static Duration timeOrNever(String key, String text) throws SQLException {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    return text.equalsIgnoreCase("never") ? null : duration(key, text);
  }

  static long bytes(String key, String text) throws SQLException {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(key, text, "a number of bytes as 1048576, 64k, 256m or 1g");
    }
    long number = Long.parseLong(matcher.group(1));
    int power =
        switch (matcher.group(2)) {
          case "k" -> 1;
          case "m" -> 2;
          case "g" -> 3;
          default -> 0;
        };
    return number << (KIBI_BITS * power);
  }
}
