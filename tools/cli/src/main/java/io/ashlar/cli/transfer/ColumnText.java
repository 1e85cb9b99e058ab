package io.ashlar.cli.transfer;

import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Values of columns as texts: those that SQL gives, and those of ISO 8601. Stateless. */
final class ColumnText {

  /** A zone at the end, of which the minutes may be left out. */
  private static final Pattern SHORT_ZONE = Pattern.compile("[+-][0-9]{2}$");

  private static final Pattern ZONE = Pattern.compile(".*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$");

  private ColumnText() {}

  /**
   * The value that a text means.
   *
   * @param text the text, not null
   * @param type of the column
   * @return an object of the Java type of the column
   * @throws IllegalArgumentException when it means none; the message says why
   */
  static Object parse(String text, ColumnType type) {
    try {
      return switch (type.kind()) {
        case BOOLEAN -> truth(text);
        case INT -> Integer.valueOf(text.strip());
        case LONG -> Long.valueOf(text.strip());
        case FLOAT -> Float.valueOf(text.strip());
        case DOUBLE -> Double.valueOf(text.strip());
        case DECIMAL -> new BigDecimal(text.strip());
        case STRING -> text;
        case BYTES -> HexFormat.of().parseHex(text);
        case UUID -> UUID.fromString(text.strip());
        case DATE -> LocalDate.parse(text.strip());
        case TIME -> LocalTime.parse(text.strip());
        case TIMESTAMP -> instant(text.strip());
      };
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException("this is no " + type + ": " + shortened(text), e);
    }
  }

  private static Boolean truth(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "on", "1" -> Boolean.TRUE;
      case "false", "f", "no", "off", "0" -> Boolean.FALSE;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static Instant instant(String text) {
    String iso = text.replace(' ', 'T');
    if (!ZONE.matcher(iso.substring(iso.indexOf('T') + 1)).matches()) {
      return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
    String zoned = SHORT_ZONE.matcher(iso).find() ? iso + ":00" : iso;
    return OffsetDateTime.parse(zoned).toInstant();
  }

  private static String shortened(String text) {
    return "'" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "'";
  }
}
