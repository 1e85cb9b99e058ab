package io.ashlar.jdbc.value;

import io.ashlar.jdbc.error.SqlStates;
import io.ashlar.sql.type.SqlKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;

/** Objects that are given as values, as those that SQL takes. */
public final class ParameterObjects {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private ParameterObjects() {}

  /**
   * An object of any class.
   *
   * @param value the object
   * @param target the kind of the parameter
   * @return what SQL takes in its place
   * @throws SQLException when it cannot be read
   */
  public static Object of(Object value, SqlKind target) throws SQLException {
    if (value instanceof java.util.Date date) {
      return ofDate(date, target, ZoneId.systemDefault());
    }
    if (value instanceof Calendar calendar) {
      return ofDate(
          new Timestamp(calendar.getTimeInMillis()), target, calendar.getTimeZone().toZoneId());
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toOffsetDateTime();
    }
    if (value instanceof Clob clob) {
      return clob.getSubString(1, (int) clob.length());
    }
    if (value instanceof Blob blob) {
      return blob.getBytes(1, (int) blob.length());
    }
    if (value instanceof Character || value instanceof Enum<?>) {
      return value.toString();
    }
    return value;
  }

  /**
   * A date of {@code java.sql} or {@code java.util}.
   *
   * @param value the date
   * @param target the kind of the parameter
   * @param zone in which it is read as a local one
   * @return what SQL takes in its place
   */
  // The old classes are what is asked for; of a time the whole milliseconds stay.
  @SuppressWarnings({"JavaUtilDate", "JavaLocalTimeGetNano"})
  public static Object ofDate(java.util.Date value, SqlKind target, ZoneId zone) {
    Instant instant =
        value instanceof Timestamp timestamp
            ? timestamp.toInstant()
            : Instant.ofEpochMilli(value.getTime());
    LocalDateTime local = CalendarChange.local(instant, zone);
    if (value instanceof Date) {
      return local.toLocalDate();
    }
    if (value instanceof Time) {
      LocalTime time = local.toLocalTime();
      return time.withNano((int) (time.getNano() / NANOS_PER_MILLI * NANOS_PER_MILLI));
    }
    return target == SqlKind.TIMESTAMP_TZ ? OffsetDateTime.ofInstant(instant, zone) : local;
  }

  /**
   * An object that is to be of a type.
   *
   * @param value the object
   * @param type of {@link Types}
   * @param scale digits behind the point of a decimal; negative for as many as there are
   * @return the object, or what it becomes
   * @throws SQLException when there is no such type, or the object cannot become one of it
   */
  public static Object of(Object value, int type, int scale) throws SQLException {
    return switch (type) {
      case Types.DECIMAL, Types.NUMERIC -> {
        BigDecimal decimal = decimal(value, type);
        yield scale < 0 ? decimal : decimal.setScale(scale, RoundingMode.HALF_UP);
      }
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT ->
          value instanceof Long || value instanceof Integer
              ? value
              : (Object) decimal(value, type).setScale(0, RoundingMode.DOWN);
      case Types.REAL, Types.FLOAT, Types.DOUBLE ->
          value instanceof Double || value instanceof Float
              ? value
              : (Object) decimal(value, type).doubleValue();
      case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR ->
          value instanceof Clob ? value : value.toString();
      case Types.ARRAY, Types.REF, Types.STRUCT, Types.SQLXML, Types.ROWID, Types.DATALINK ->
          throw SqlStates.unsupported("values of the type " + JDBCType.valueOf(type));
      default -> value;
    };
  }

  private static BigDecimal decimal(Object value, int type) throws SQLException {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    try {
      return new BigDecimal(value.toString().trim());
    } catch (NumberFormatException e) {
      throw SqlStates.failure(
          SqlStates.NO_CONVERSION,
          "The object cannot become a value of the type.",
          "class",
          value.getClass().getName(),
          "type",
          JDBCType.valueOf(type));
    }
  }
}
