package io.ashlar.fuzz.generate;

import io.ashlar.fuzz.model.table.ModelColumn;
import io.ashlar.fuzz.script.condition.Bytes;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.fuzz.script.schema.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Values of every type: few for each column, so that they meet, and the extremes of the type among
 * them. What is compared with may lie beyond what the type can hold.
 */
final class ValueSource {

  private static final int POOL = 7;
  private static final int LONG_TEXT = 9_000;

  private static final List<Object> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "A",
          "ab",
          "abc",
          "z",
          "\u00e9",
          "\uffff",
          "\ud83d\ude00",
          "\ud83d\ude00a",
          "a\u0000",
          "\u0000",
          "%",
          "a_c",
          "\\",
          "\ue000",
          "aa",
          "ba");

  private static final List<Object> BYTES =
      List.of("", "00", "0000", "00ff", "ff", "ffff", "ff00", "01", "7f", "80", "6162").stream()
          .<Object>map(Bytes::new)
          .toList();

  private static final List<Object> UUIDS =
      List.of(
          new UUID(0, 0),
          new UUID(0, 1),
          new UUID(0, -1),
          new UUID(-1, -1),
          new UUID(Long.MIN_VALUE, 0),
          new UUID(Long.MAX_VALUE, 0),
          new UUID(1, Long.MIN_VALUE));

  private static final List<Object> DATES =
      List.of(
          LocalDate.EPOCH,
          LocalDate.of(1969, 12, 31),
          LocalDate.of(2000, 2, 29),
          LocalDate.of(2026, 1, 31),
          LocalDate.of(2026, 2, 1),
          LocalDate.ofEpochDay(Integer.MIN_VALUE),
          LocalDate.ofEpochDay(Integer.MAX_VALUE),
          LocalDate.of(0, 1, 1));

  private static final List<Object> TIMES =
      List.of(
          LocalTime.MIDNIGHT,
          LocalTime.NOON,
          LocalTime.of(0, 0, 0, 1_000),
          LocalTime.of(23, 59, 59, 999_999_000),
          LocalTime.of(12, 0, 0, 1_000));

  /** None is near to now: rows that expire by one have expired already, or never do. */
  private static final List<Object> INSTANTS =
      List.of(
          Instant.EPOCH,
          Instant.EPOCH.minus(1, ChronoUnit.MICROS),
          Instant.EPOCH.plus(1, ChronoUnit.MICROS),
          Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS),
          Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS),
          Instant.parse("2001-02-03T00:00:00Z"),
          Instant.parse("2001-02-03T23:59:59.999999Z"),
          Instant.parse("2001-03-01T00:00:00Z"),
          Instant.parse("9999-12-31T00:00:00Z"),
          Instant.parse("9999-12-31T12:00:00.5Z"));

  private static final List<Object> WHOLES =
      List.of(0L, 1L, -1L, 2L, 3L, 5L, 7L, 10L, 100L, -100L, 255L, 256L);

  private static final List<Object> REALS =
      List.of(
          0.0d,
          1.0d,
          -1.0d,
          0.5d,
          2.0d,
          -2.5d,
          1e10d,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          (double) Float.MAX_VALUE,
          (double) -Float.MAX_VALUE,
          (double) Float.MIN_VALUE);

  private final Dice dice;
  private final Map<String, List<Object>> pools = new HashMap<>();

  ValueSource(Dice dice) {
    this.dice = dice;
  }

  /** A value that the column can store, or null where it may. */
  Object stored(ModelColumn column) {
    if (column.nullable() && dice.once(6)) {
      return null;
    }
    return given(column);
  }

  /** A value that the column can store, not null. */
  Object given(ModelColumn column) {
    List<Object> pool =
        pools.computeIfAbsent(
            column.name() + column.type(),
            name -> {
              List<Object> made = new ArrayList<>();
              for (int i = 0; i < POOL; i++) {
                made.add(any(column.type()));
              }
              return made;
            });
    return dice.once(12) ? any(column.type()) : dice.pick(pool);
  }

  /** A value to assign: now and then one that is cut, or that does not fit. */
  Object assigned(ModelColumn column) {
    if (!dice.once(40)) {
      return stored(column);
    }
    return switch (column.kind()) {
      case TIMESTAMP ->
          dice.once(4) ? Instant.MAX : Instant.parse("2001-02-03T04:05:06.123456789Z");
      case TIME -> LocalTime.of(1, 2, 3, 123_456_789);
      case DATE -> dice.once(2) ? LocalDate.MAX : LocalDate.MIN;
      case DECIMAL -> new BigDecimal("123456789012345678901234567890.123456789");
      case STRING -> dice.once(2) ? "a\ud83d" : "x".repeat(LONG_TEXT);
      case DOUBLE, FLOAT -> -0.0d;
      default -> stored(column);
    };
  }

  /** A value to compare with: now and then one that no row can have. */
  Object compared(ModelColumn column) {
    if (!dice.once(10)) {
      return given(column);
    }
    return switch (column.kind()) {
      case INT -> dice.pick(List.of(1L << 31, -(1L << 31) - 1, Long.MAX_VALUE, Long.MIN_VALUE));
      case FLOAT -> dice.pick(List.of(0.1d, Double.MAX_VALUE, Double.MIN_VALUE, -0.0d));
      case DOUBLE -> -0.0d;
      case DECIMAL ->
          dice.pick(
              List.of(
                  new BigDecimal("0.3333333333333333333"),
                  new BigDecimal("1e40"),
                  new BigDecimal("-1e40"),
                  new BigDecimal("1.000")));
      case STRING -> dice.once(3) ? "x".repeat(LONG_TEXT) : dice.pick(TEXTS);
      case DATE -> dice.pick(List.of(LocalDate.MAX, LocalDate.MIN));
      case TIME -> LocalTime.of(12, 0, 0, 1_001);
      case TIMESTAMP ->
          dice.pick(
              List.of(
                  Instant.MAX,
                  Instant.MIN,
                  Instant.EPOCH.plusNanos(1),
                  Instant.EPOCH.minusNanos(1),
                  Instant.parse("2001-02-03T23:59:59.999999999Z")));
      default -> any(column.type());
    };
  }

  /** Another value of the same type; null for null, whose type nobody knows. */
  Object like(Object value) {
    if (value == null || dice.once(3)) {
      return value;
    }
    if (value instanceof BigDecimal) {
      return BigDecimal.valueOf(dice.below(40) - 20L, dice.below(3));
    }
    Kind kind =
        value instanceof Boolean
            ? Kind.BOOLEAN
            : value instanceof Long
                ? Kind.INT
                : value instanceof Double
                    ? Kind.FLOAT
                    : value instanceof String
                        ? Kind.STRING
                        : value instanceof Bytes ? Kind.BYTES : timeOrUuid(value);
    return any(new Type(kind, 0, 0));
  }

  private static Kind timeOrUuid(Object value) {
    return value instanceof UUID
        ? Kind.UUID
        : value instanceof LocalDate
            ? Kind.DATE
            : value instanceof LocalTime ? Kind.TIME : Kind.TIMESTAMP;
  }

  Object any(Type type) {
    return switch (type.kind()) {
      case BOOLEAN -> dice.once(2);
      case INT ->
          dice.once(8)
              ? dice.pick(List.of((long) Integer.MIN_VALUE, (long) Integer.MAX_VALUE))
              : dice.pick(WHOLES);
      case LONG ->
          dice.once(8)
              ? dice.pick(List.of(Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1, 1L << 53))
              : dice.pick(WHOLES);
      case FLOAT -> dice.pick(REALS);
      case DOUBLE ->
          dice.once(6)
              ? dice.pick(List.of(0.1d, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE))
              : dice.pick(REALS);
      case DECIMAL -> decimal(type);
      case STRING -> text();
      case BYTES -> dice.pick(BYTES);
      case UUID -> dice.pick(UUIDS);
      case DATE -> dice.pick(DATES);
      case TIME -> dice.pick(TIMES);
      case TIMESTAMP -> dice.pick(INSTANTS);
    };
  }

  private Object text() {
    return dice.once(12) ? "k".repeat(dice.below(200)) : dice.pick(TEXTS);
  }

  private BigDecimal decimal(Type type) {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    BigInteger unscaled =
        switch (dice.below(6)) {
          case 0 -> most;
          case 1 -> most.negate();
          case 2 -> BigInteger.ZERO;
          default -> BigInteger.valueOf(dice.below(40) - 20L);
        };
    return new BigDecimal(unscaled.min(most).max(most.negate()), type.scale());
  }

  Type type() {
    Kind[] kinds = Kind.values();
    Kind kind = kinds[dice.below(kinds.length)];
    if (kind != Kind.DECIMAL) {
      return new Type(kind, 0, 0);
    }
    int precision = dice.pick(List.of(1, 3, 9, 18, 19, 40));
    return Type.decimal(precision, dice.below(precision + 1));
  }
}
