package io.ashlar.rows.catalog.format;

import io.ashlar.codec.value.Decimals;
import io.ashlar.codec.value.Utf8;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Constants of predicates and defaults of columns: one Java type and one form on disk for all kinds
 * that compare with each other, so that a constant outlives the widening of its column. Stateless.
 */
public final class ConstantFormat {

  private ConstantFormat() {}

  /**
   * The constant in the one Java type of its family: Long for INT and LONG, Double for FLOAT and
   * DOUBLE, else the type of the column.
   *
   * @param kind the kind of the column
   * @param value the constant
   * @return the constant, or null when it does not belong to the family of the kind
   */
  public static Object normal(ValueKind kind, Object value) {
    return switch (kind) {
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case INT, LONG ->
          value instanceof Integer i ? (Object) i.longValue() : only(value, Long.class);
      case FLOAT, DOUBLE -> real(value);
      case DECIMAL -> exact(value);
      case STRING -> value instanceof CharSequence s && Utf8.isEncodable(s) ? s.toString() : null;
      case BYTES -> value instanceof byte[] b ? b.clone() : null;
      case UUID -> only(value, UUID.class);
      case DATE -> only(value, LocalDate.class);
      case TIME -> only(value, LocalTime.class);
      case TIMESTAMP -> only(value, Instant.class);
    };
  }

  /**
   * The constant in the Java type of one kind of its family. Where that is too narrow, as for a
   * predicate with a number that its INT column cannot hold, it stays as it is.
   *
   * @param kind the kind of the column
   * @param value what {@link #normal} gave, or null
   * @return the constant, or null
   */
  public static Object declared(ValueKind kind, Object value) {
    if (kind == ValueKind.INT && value instanceof Long whole && whole == whole.intValue()) {
      return whole.intValue();
    }
    if (kind == ValueKind.FLOAT
        && value instanceof Double real
        && Double.compare(real.floatValue(), real) == 0) {
      return real.floatValue();
    }
    return value;
  }

  private static Object real(Object value) {
    if (value instanceof Float || value instanceof Double) {
      // Adding positive zero takes the sign of a negative one.
      return ((Number) value).doubleValue() + 0.0d;
    }
    if (value instanceof Integer || value instanceof Long) {
      long whole = ((Number) value).longValue();
      boolean exact = (long) (double) whole == whole && whole != Long.MAX_VALUE;
      return exact ? (Object) (double) whole : null;
    }
    return null;
  }

  private static Object exact(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return Decimals.stripped(BigDecimal.valueOf(((Number) value).longValue()));
    }
    if (value instanceof BigInteger whole) {
      return Decimals.stripped(new BigDecimal(whole));
    }
    return value instanceof BigDecimal decimal ? Decimals.stripped(decimal) : null;
  }

  private static Object only(Object value, Class<?> type) {
    return type.isInstance(value) ? value : null;
  }

  /** Writes a constant that {@link #normal} gave. */
  static void write(DataOutputStream out, ValueKind kind, Object value) throws IOException {
    out.writeByte(tag(kind));
    switch (kind) {
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case INT, LONG -> out.writeLong((Long) value);
      case FLOAT, DOUBLE -> out.writeDouble((Double) value);
      case DECIMAL -> {
        BigDecimal decimal = (BigDecimal) value;
        out.writeInt(decimal.scale());
        writeBytes(out, decimal.unscaledValue().toByteArray());
      }
      case STRING -> writeBytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
      case BYTES -> writeBytes(out, (byte[]) value);
      case UUID -> {
        out.writeLong(((UUID) value).getMostSignificantBits());
        out.writeLong(((UUID) value).getLeastSignificantBits());
      }
      case DATE -> out.writeLong(((LocalDate) value).toEpochDay());
      case TIME -> out.writeLong(((LocalTime) value).toNanoOfDay());
      case TIMESTAMP -> {
        Instant instant = (Instant) value;
        out.writeLong(instant.getEpochSecond());
        out.writeInt(instant.getNano());
      }
    }
  }

  /** Reads a constant of a column of the kind; strict. */
  static Object read(DataInputStream in, ValueKind kind) throws IOException {
    CatalogStrings.expect(in.readUnsignedByte() == tag(kind), "kind of constant");
    return switch (kind) {
      case BOOLEAN -> CatalogStrings.readBoolean(in);
      case INT, LONG -> in.readLong();
      case FLOAT, DOUBLE -> readReal(in);
      case DECIMAL -> readDecimal(in);
      case STRING ->
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(readBytes(in))).toString();
      case BYTES -> readBytes(in);
      case UUID -> new UUID(in.readLong(), in.readLong());
      case DATE -> LocalDate.ofEpochDay(in.readLong());
      case TIME -> LocalTime.ofNanoOfDay(in.readLong());
      case TIMESTAMP -> readInstant(in);
    };
  }

  private static double readReal(DataInputStream in) throws IOException {
    long bits = in.readLong();
    double value = Double.longBitsToDouble(bits);
    CatalogStrings.expect(Double.doubleToLongBits(value + 0.0d) == bits, "real");
    return value;
  }

  private static BigDecimal readDecimal(DataInputStream in) throws IOException {
    int scale = in.readInt();
    byte[] unscaled = readBytes(in);
    CatalogStrings.expect(unscaled.length > 0, "decimal");
    BigInteger integer = new BigInteger(unscaled);
    CatalogStrings.expect(integer.bitLength() / 8 + 1 == unscaled.length, "decimal");
    BigDecimal value = new BigDecimal(integer, scale);
    CatalogStrings.expect(Decimals.stripped(value).scale() == scale, "decimal");
    return value;
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    long second = in.readLong();
    int nano = in.readInt();
    CatalogStrings.expect(nano >= 0 && nano < 1_000_000_000, "instant");
    return Instant.ofEpochSecond(second, nano);
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    CatalogStrings.expect(length >= 0 && length <= in.available(), "length");
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  /** Stored on disk. */
  private static int tag(ValueKind kind) {
    return switch (kind) {
      case BOOLEAN -> 1;
      case INT, LONG -> 2;
      case FLOAT, DOUBLE -> 3;
      case DECIMAL -> 4;
      case STRING -> 5;
      case BYTES -> 6;
      case UUID -> 7;
      case DATE -> 8;
      case TIME -> 9;
      case TIMESTAMP -> 10;
    };
  }
}
