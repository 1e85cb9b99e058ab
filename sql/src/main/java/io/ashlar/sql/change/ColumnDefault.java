package io.ashlar.sql.change;

import io.ashlar.Sequence;
import io.ashlar.schema.DefaultValue;
import io.ashlar.sql.execute.Reading;
import io.ashlar.sql.scalar.EvaluationContext;
import io.ashlar.sql.scalar.Frame;
import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.scalar.Slot;
import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import io.ashlar.transaction.Transaction;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a column gets that is not given, computed here instead of by the table: so that the row is
 * known before it is inserted. Each evaluation draws another number or UUID.
 */
public final class ColumnDefault {

  private static final int NANOS_PER_MICRO = 1_000;

  private ColumnDefault() {}

  /**
   * The next number of an identity column.
   *
   * @param type of the column
   * @param numbers numbers its rows
   * @return a new scalar
   */
  public static Scalar identity(SqlType type, Sequence numbers) {
    return new Drawn(type, numbers);
  }

  /**
   * A default that the table computes.
   *
   * @param type of the column
   * @param value how it is computed
   * @param context of the session
   * @param reading knows the transaction, whose time is taken
   * @return a new scalar
   */
  public static Scalar computed(
      SqlType type, DefaultValue value, EvaluationContext context, Reading reading) {
    return switch (value.kind()) {
      case NEXT_VALUE -> new NextValue(type, value.sequence(), context);
      case RANDOM_UUID -> new RandomUuid(type);
      default -> new TransactionTime(type, value.kind(), reading);
    };
  }

  /**
   * A default that is always the same.
   *
   * @param type of the column
   * @param value of the class that its columns have; null for null
   * @return a new constant
   */
  public static Scalar constant(SqlType type, Object value) {
    Slot slot = Slot.nullOf(type);
    if (value == null) {
      return slot;
    }
    if (value instanceof CharSequence text) {
      return slot.set(text);
    }
    if (value instanceof byte[] bytes) {
      return slot.set(bytes);
    }
    if (value instanceof UUID uuid) {
      return slot.set(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }
    if (value instanceof BigDecimal decimal) {
      BigDecimal scaled = type.isBounded() ? decimal.setScale(type.scale()) : decimal;
      return slot.form() == ScalarForm.WORD
          ? slot.set(scaled.unscaledValue().longValueExact())
          : slot.set(scaled);
    }
    if (value instanceof Double || value instanceof Float) {
      return slot.set(((Number) value).doubleValue());
    }
    return slot.set(word(value));
  }

  private static long word(Object value) {
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof LocalDate date) {
      return date.toEpochDay();
    }
    if (value instanceof LocalTime time) {
      return time.toNanoOfDay() / NANOS_PER_MICRO;
    }
    return value instanceof Instant instant ? micros(instant) : ((Number) value).longValue();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static final class Drawn extends Scalar {
    private final Sequence numbers;

    Drawn(SqlType type, Sequence numbers) {
      super(type);
      this.numbers = numbers;
    }

    @Override
    public boolean evaluate(Frame frame) {
      word = numbers.next();
      return true;
    }
  }

  private static final class NextValue extends Scalar {
    private final String sequence;
    private final EvaluationContext context;

    NextValue(SqlType type, String sequence, EvaluationContext context) {
      super(type);
      this.sequence = sequence;
      this.context = context;
    }

    @Override
    public boolean evaluate(Frame frame) {
      word = context.sequences().next(sequence);
      return true;
    }
  }

  private static final class RandomUuid extends Scalar {
    RandomUuid(SqlType type) {
      super(type);
    }

    @Override
    public boolean evaluate(Frame frame) {
      UUID chosen = UUID.randomUUID();
      word = chosen.getMostSignificantBits();
      low = chosen.getLeastSignificantBits();
      return true;
    }
  }

  private static final class TransactionTime extends Scalar {
    private final DefaultValue.Kind kind;
    private final Reading reading;

    TransactionTime(SqlType type, DefaultValue.Kind kind, Reading reading) {
      super(type);
      this.kind = kind;
      this.reading = reading;
    }

    @Override
    public boolean evaluate(Frame frame) {
      Instant now = ((Transaction) reading.transaction()).currentTime();
      word =
          switch (kind) {
            case CURRENT_DATE -> now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay();
            case CURRENT_TIME ->
                now.atOffset(ZoneOffset.UTC).toLocalTime().toNanoOfDay() / NANOS_PER_MICRO;
            default -> micros(now);
          };
      return true;
    }
  }
}
