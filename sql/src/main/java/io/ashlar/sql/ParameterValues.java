package io.ashlar.sql;

import io.ashlar.codec.value.Utf8;
import io.ashlar.sql.cast.Casts;
import io.ashlar.sql.error.SqlException;
import io.ashlar.sql.error.SqlState;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.DataErrors;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlKind;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Puts values into parameters, whatever the types of both: as CAST would, but that what does not
 * fit is refused. Values of the parameter's own type go straight in.
 */
final class ParameterValues {

  private static final int NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;

  private ParameterValues() {}

  static void set(Slot slot, long value, EvaluationContext context) {
    SqlKind kind = slot.type().kind();
    if (kind.isWhole() && value >= kind.least() && value <= kind.greatest()) {
      slot.set(value);
    } else if (slot.form() == ScalarForm.REAL) {
      slot.set((double) value);
    } else {
      cast(slot, Slot.word(SqlType.BIGINT, value), context);
    }
  }

  static void set(Slot slot, boolean value, EvaluationContext context) {
    if (slot.type().kind() == SqlKind.BOOLEAN) {
      slot.set(value ? 1 : 0);
    } else if (slot.type().kind().isWhole()) {
      slot.set(value ? 1 : 0);
    } else {
      cast(slot, Slot.of(value), context);
    }
  }

  static void set(Slot slot, double value, EvaluationContext context) {
    if (slot.form() == ScalarForm.REAL) {
      slot.set(value);
    } else if (slot.refusesFraction() && value != Math.rint(value)) {
      throw DataErrors.fraction(Double.toString(value), slot.type());
    } else {
      cast(slot, Slot.real(value), context);
    }
  }

  static void set(Slot slot, CharSequence value, EvaluationContext context) {
    SqlKind kind = slot.type().kind();
    if (kind.isText() || kind == SqlKind.UNKNOWN) {
      slot.set(value);
    } else {
      cast(slot, Slot.literal(value), context);
    }
  }

  static void set(Slot slot, byte[] value, EvaluationContext context) {
    if (slot.type().kind().isBinary()) {
      slot.set(value);
    } else {
      cast(slot, Slot.bytes(value), context);
    }
  }

  /** Bytes for a parameter of bytes; for others a text in UTF-8. */
  static void set(
      Slot slot, DirectBuffer value, int offset, int length, EvaluationContext context) {
    SqlKind kind = slot.type().kind();
    if (kind.isBinary()) {
      slot.set(value, offset, length);
      return;
    }
    Utf8.requireValid(value, offset, length);
    if (kind.isText() || kind == SqlKind.UNKNOWN) {
      slot.set(value, offset, length);
    } else {
      cast(slot, Slot.literal(value.getStringWithoutLengthUtf8(offset, length)), context);
    }
  }

  static void set(Slot slot, BigDecimal value, EvaluationContext context) {
    BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
    if (slot.form() == ScalarForm.DECIMAL) {
      slot.set(plain);
    } else if (slot.refusesFraction() && plain.stripTrailingZeros().scale() > 0) {
      throw DataErrors.fraction(plain.toPlainString(), slot.type());
    } else {
      cast(slot, Slot.decimal(plain), context);
    }
  }

  /** Any object of a class that a type of SQL has. */
  static void setObject(Slot slot, Object value, EvaluationContext context) {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      set(slot, ((Number) value).longValue(), context);
    } else if (value instanceof Boolean truth) {
      set(slot, truth.booleanValue(), context);
    } else if (value instanceof Double || value instanceof Float) {
      set(slot, ((Number) value).doubleValue(), context);
    } else if (value instanceof CharSequence text) {
      set(slot, text, context);
    } else if (value instanceof byte[] bytes) {
      set(slot, bytes, context);
    } else if (value instanceof BigDecimal decimal) {
      set(slot, decimal, context);
    } else if (value instanceof BigInteger number) {
      set(slot, new BigDecimal(number), context);
    } else {
      setOther(slot, value, context);
    }
  }

  /** The value of a parameter as that of another, which may have another type. */
  static void copy(Slot from, Slot to, EvaluationContext context) {
    if (from.type().equals(to.type())) {
      to.set(from, null);
    } else if (from.evaluate(null)) {
      to.set(Casts.assignment(from, to.type(), context), null);
    }
  }

  private static void setOther(Slot slot, Object value, EvaluationContext context) {
    if (value instanceof UUID uuid) {
      cast(slot, Slot.uuid(uuid), context);
    } else if (value instanceof LocalDate date) {
      cast(slot, Slot.word(SqlType.DATE, date.toEpochDay()), context);
    } else if (value instanceof LocalTime time) {
      long micros = time.toNanoOfDay() / NANOS_PER_MICRO;
      cast(slot, Slot.word(SqlType.TIME, micros), context);
    } else if (value instanceof LocalDateTime time) {
      Instant instant = time.toInstant(ZoneOffset.UTC);
      cast(slot, Slot.word(SqlType.TIMESTAMP, micros(instant)), context);
    } else if (value instanceof OffsetDateTime time) {
      cast(slot, Slot.word(SqlType.TIMESTAMP_TZ, micros(time.toInstant())), context);
    } else if (value instanceof Instant instant) {
      cast(slot, Slot.word(SqlType.TIMESTAMP_TZ, micros(instant)), context);
    } else {
      throw SqlException.nowhere(
          SqlState.FEATURE_NOT_SUPPORTED,
          "No type of SQL has values of this class.",
          "class",
          value.getClass().getName());
    }
  }

  /** Not by a unit's {@code between}, which counts nanoseconds and ends with the year 2262. */
  private static long micros(Instant instant) {
    try {
      long seconds = Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND);
      return Math.addExact(seconds, instant.getNano() / NANOS_PER_MICRO);
    } catch (ArithmeticException e) {
      throw DataErrors.datetimeOverflow(SqlType.TIMESTAMP);
    }
  }

  /** What is of no type yet is set as a text, as if it stood in the statement in quotes. */
  private static void cast(Slot slot, Slot value, EvaluationContext context) {
    SqlType type = slot.type().kind() == SqlKind.UNKNOWN ? SqlType.TEXT : slot.type();
    Scalar cast = Casts.assignment(value, type, context);
    slot.set(cast, null);
  }
}
