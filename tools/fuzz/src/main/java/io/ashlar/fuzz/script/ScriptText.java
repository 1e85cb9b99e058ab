package io.ashlar.fuzz.script;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Scripts as text, one step a line, written much as Java writes records: {@code DropIndex("t1",
 * "i2")}. Lists stand in brackets, maps in braces; a decimal, an instant and their like are written
 * as {@code dec("1.20")} and {@code at("...")}. Lines that begin with {@code #} are comments.
 */
public final class ScriptText {

  private static final int FIRST_PRINTABLE = 0x20;
  private static final int LAST_PRINTABLE = 0x7e;

  private ScriptText() {}

  /**
   * Writes a script.
   *
   * @param steps the steps
   * @return one line each
   */
  public static String of(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    for (Step step : steps) {
      write(step, text);
      text.append('\n');
    }
    return text.toString();
  }

  /**
   * Writes one value.
   *
   * @param value a step, or whatever one is made of
   * @return the text
   */
  public static String of(Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  /**
   * Reads a script.
   *
   * @param text from {@link #of(List)}
   * @return the steps
   * @throws IllegalArgumentException when a line cannot be read
   */
  public static List<Step> parse(String text) {
    List<Step> steps = new ArrayList<>();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .forEach(line -> steps.add((Step) new ScriptParser(line).parse()));
    return steps;
  }

  private static void write(Object value, StringBuilder text) {
    if (value instanceof Record parts) {
      text.append(ScriptTypes.nameOf(value.getClass())).append('(');
      writeAll(Arrays.asList(ScriptTypes.parts(parts)), text);
      text.append(')');
    } else if (value instanceof List<?> list) {
      text.append('[');
      writeAll(list, text);
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      String separator = "";
      for (Map.Entry<?, ?> each : map.entrySet()) {
        text.append(separator);
        write(each.getKey(), text);
        text.append(": ");
        write(each.getValue(), text);
        separator = ", ";
      }
      text.append('}');
    } else {
      writeScalar(value, text);
    }
  }

  private static void writeAll(List<?> list, StringBuilder text) {
    String separator = "";
    for (Object each : list) {
      text.append(separator);
      write(each, text);
      separator = ", ";
    }
  }

  private static void writeScalar(Object value, StringBuilder text) {
    if (value instanceof String string) {
      quote(string, text);
    } else if (value instanceof Long) {
      text.append(value).append('L');
    } else if (value instanceof Enum<?> constant) {
      text.append(ScriptTypes.nameOf(constant.getDeclaringClass()))
          .append('.')
          .append(constant.name());
    } else if (value == null || value instanceof Boolean || value instanceof Integer) {
      text.append(value);
    } else {
      text.append(tag(value)).append('(');
      quote(value.toString(), text);
      text.append(')');
    }
  }

  private static String tag(Object value) {
    if (value instanceof Double) {
      return "real";
    }
    if (value instanceof BigDecimal) {
      return "dec";
    }
    if (value instanceof UUID) {
      return "uuid";
    }
    if (value instanceof LocalDate) {
      return "date";
    }
    if (value instanceof LocalTime) {
      return "time";
    }
    if (value instanceof Instant) {
      return "at";
    }
    throw new IllegalArgumentException("no form for " + value.getClass());
  }

  /** The value of a tagged text. */
  static Object tagged(String tag, String text) {
    return switch (tag) {
      case "real" -> Double.valueOf(text);
      case "dec" -> new BigDecimal(text);
      case "uuid" -> UUID.fromString(text);
      case "date" -> LocalDate.parse(text);
      case "time" -> LocalTime.parse(text);
      case "at" -> Instant.parse(text);
      default -> throw new IllegalArgumentException("no form " + tag);
    };
  }

  private static void quote(String value, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE) {
        text.append(c);
      } else {
        text.append(String.format("\\u%04x", (int) c));
      }
    }
    text.append('"');
  }
}
