package io.ashlar.jdbc.value;

import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Values as objects: of the class that the type of SQL stands for, or of one that is asked for. */
public final class JavaObjects {

  /** Reads a value that is not null. */
  private interface Reader {
    Object read(RowValues row, int column) throws SQLException;
  }

  private static final Map<Class<?>, Reader> READERS = readers();

  private JavaObjects() {}

  private static Map<Class<?>, Reader> readers() {
    Map<Class<?>, Reader> readers = new HashMap<>();
    readers.put(Object.class, JavaObjects::value);
    readers.put(String.class, RowValues::textAt);
    readers.put(byte[].class, JavaObjects::bytes);
    readers.put(UUID.class, JavaObjects::uuid);
    readers.put(Blob.class, (row, column) -> new HeldBlob(bytes(row, column)));
    readers.put(Clob.class, (row, column) -> new HeldClob(row.textAt(column)));
    readers.put(NClob.class, (row, column) -> new HeldClob(row.textAt(column)));
    addNumbers(readers);
    addMoments(readers);
    return Map.copyOf(readers);
  }

  private static void addNumbers(Map<Class<?>, Reader> readers) {
    readers.put(Boolean.class, Numbers::truth);
    readers.put(
        Byte.class,
        (row, column) -> (byte) Numbers.whole(row, column, Byte.MIN_VALUE, Byte.MAX_VALUE));
    readers.put(
        Short.class,
        (row, column) -> (short) Numbers.whole(row, column, Short.MIN_VALUE, Short.MAX_VALUE));
    readers.put(
        Integer.class,
        (row, column) -> (int) Numbers.whole(row, column, Integer.MIN_VALUE, Integer.MAX_VALUE));
    readers.put(Long.class, Numbers::whole);
    readers.put(Float.class, (row, column) -> (float) Numbers.real(row, column));
    readers.put(Double.class, Numbers::real);
    readers.put(BigDecimal.class, Numbers::decimal);
    readers.put(BigInteger.class, JavaObjects::integer);
  }

  private static BigInteger integer(RowValues row, int column) throws SQLException {
    return Numbers.decimal(row, column).setScale(0, RoundingMode.DOWN).toBigInteger();
  }

  private static void addMoments(Map<Class<?>, Reader> readers) {
    readers.put(Date.class, (row, column) -> Moments.date(row, column, null));
    readers.put(Time.class, (row, column) -> Moments.time(row, column, null));
    readers.put(Timestamp.class, (row, column) -> Moments.timestamp(row, column, null));
    readers.put(java.util.Date.class, (row, column) -> Moments.timestamp(row, column, null));
    readers.put(LocalDate.class, (row, column) -> local(row, column).toLocalDate());
    readers.put(LocalTime.class, (row, column) -> local(row, column).toLocalTime());
    readers.put(LocalDateTime.class, JavaObjects::local);
    readers.put(OffsetDateTime.class, Moments::offset);
    readers.put(
        ZonedDateTime.class, (row, column) -> Moments.offset(row, column).toZonedDateTime());
    readers.put(Instant.class, (row, column) -> Moments.offset(row, column).toInstant());
  }

  private static LocalDateTime local(RowValues row, int column) throws SQLException {
    return Moments.local(row, column, ZoneOffset.UTC);
  }

  /**
   * A value as an object of a class.
   *
   * @param row where the value is
   * @param column its number
   * @param type the class
   * @param <T> the class
   * @return the object
   * @throws SQLException 07006 when values cannot be had as such
   */
  public static <T> T value(RowValues row, int column, Class<T> type) throws SQLException {
    Reader reader = READERS.get(type);
    if (reader == null) {
      throw Numbers.noConversion(row.typeAt(column), type.getName());
    }
    return type.cast(reader.read(row, column));
  }

  /**
   * The class of the objects of a type, as JDBC wants it.
   *
   * @param type the type
   * @return the class
   */
  public static Class<?> classOf(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.class;
      case TINYINT, SMALLINT, INTEGER -> Integer.class;
      case BIGINT -> Long.class;
      case REAL -> Float.class;
      case DOUBLE -> Double.class;
      case DECIMAL -> BigDecimal.class;
      case CLOB -> Clob.class;
      case BINARY, VARBINARY -> byte[].class;
      case BLOB -> Blob.class;
      case UUID -> UUID.class;
      case DATE -> Date.class;
      case TIME -> Time.class;
      case TIMESTAMP -> Timestamp.class;
      case TIMESTAMP_TZ -> OffsetDateTime.class;
      default -> String.class;
    };
  }

  /**
   * A value as an object of the class of its type.
   *
   * @param row where the value is
   * @param column its number
   * @return the object
   * @throws SQLException when it cannot be read
   */
  public static Object value(RowValues row, int column) throws SQLException {
    return value(row, column, classOf(row.typeAt(column)));
  }

  /**
   * A value as bytes.
   *
   * @param row where the value is
   * @param column its number
   * @return the bytes of a byte string, of a text in UTF-8, the sixteen of a UUID
   * @throws SQLException 07006 when the type has none
   */
  public static byte[] bytes(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    if (type.kind() == SqlKind.UUID) {
      UUID uuid = row.uuidAt(column);
      return ByteBuffer.allocate(2 * Long.BYTES)
          .putLong(uuid.getMostSignificantBits())
          .putLong(uuid.getLeastSignificantBits())
          .array();
    }
    if (type.kind().isBinary() || type.kind().isText() || type.kind() == SqlKind.UNKNOWN) {
      return row.bytesAt(column);
    }
    throw Numbers.noConversion(type, "bytes");
  }

  private static UUID uuid(RowValues row, int column) throws SQLException {
    SqlType type = row.typeAt(column);
    if (type.kind() == SqlKind.UUID) {
      return row.uuidAt(column);
    }
    if (type.kind().isBinary()) {
      byte[] bytes = row.bytesAt(column);
      if (bytes.length == 2 * Long.BYTES) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
      }
    } else if (type.kind().isText()) {
      try {
        return UUID.fromString(row.textAt(column).trim());
      } catch (IllegalArgumentException e) {
        throw Numbers.noConversion(type, "a UUID");
      }
    }
    throw Numbers.noConversion(type, "a UUID");
  }
}
