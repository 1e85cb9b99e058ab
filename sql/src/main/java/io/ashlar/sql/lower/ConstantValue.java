package io.ashlar.sql.lower;

import io.ashlar.sql.scalar.Scalar;
import io.ashlar.sql.type.SqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Constants as the objects that definitions of tables hold. */
public final class ConstantValue {

  private static final int NANOS_PER_MICRO = 1_000;

  private ConstantValue() {}

  /**
   * The value of a constant.
   *
   * @param scalar any scalar
   * @return an object of the class that columns of its type have; null when it is null or no
   *     constant
   */
  public static Object of(Scalar scalar) {
    if (!scalar.isConstant() || !scalar.evaluate(null)) {
      return null;
    }
    return switch (scalar.form()) {
      case WORD -> word(scalar.type(), scalar.word());
      case REAL -> scalar.real();
      case DECIMAL -> scalar.decimal();
      case PAIR -> new UUID(scalar.word(), scalar.low());
      default -> bytes(scalar);
    };
  }

  private static Object word(SqlType type, long word) {
    return switch (type.kind()) {
      case BOOLEAN -> word != 0;
      case DECIMAL -> BigDecimal.valueOf(word, type.scale());
      case DATE -> LocalDate.ofEpochDay(word);
      case TIME -> LocalTime.ofNanoOfDay(word * NANOS_PER_MICRO);
      case TIMESTAMP, TIMESTAMP_TZ -> Instant.EPOCH.plus(word, ChronoUnit.MICROS);
      case BIGINT -> word;
      default -> (int) word;
    };
  }

  private static Object bytes(Scalar scalar) {
    byte[] bytes = new byte[scalar.length()];
    scalar.buffer().getBytes(scalar.offset(), bytes);
    return scalar.type().kind().isBinary() ? bytes : new String(bytes, StandardCharsets.UTF_8);
  }
}
