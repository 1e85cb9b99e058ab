package io.ashlar.rows.catalog.format;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.error.CorruptionException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.BooleanColumn;
import io.ashlar.query.BytesColumn;
import io.ashlar.query.Column;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.IntColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PredicateFormatTest {

  private static final int TABLE = 7;

  private static final List<ColumnDefinition> COLUMNS =
      columns(
          ColumnType.BOOLEAN,
          ColumnType.INT,
          ColumnType.LONG,
          ColumnType.FLOAT,
          ColumnType.DOUBLE,
          ColumnType.decimal(9, 3),
          ColumnType.STRING,
          ColumnType.BYTES,
          ColumnType.UUID,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIMESTAMP);

  /** Every kind of node and every kind of constant. */
  private static final Predicate RICH =
      BooleanColumn.named("c_boolean")
          .eq(true)
          .and(IntColumn.named("c_int").lessThan(-3))
          .and(LongColumn.named("c_long").in(1, 2, Long.MIN_VALUE))
          .and(
              FloatColumn.named("c_float").atMost(0.5f).or(DoubleColumn.named("c_double").eq(-0.0)))
          .and(DecimalColumn.named("c_decimal").atLeast(new BigDecimal("1.50")).not())
          .and(StringColumn.named("c_string").startsWith("it's"))
          .and(BytesColumn.named("c_bytes").notEq(new byte[] {0, -1}))
          .and(UuidColumn.named("c_uuid").eq(new UUID(1, 2)))
          .and(DateColumn.named("c_date").greaterThan(LocalDate.of(2020, 2, 29)))
          .and(TimeColumn.named("c_time").eq(LocalTime.of(12, 30)))
          .and(TimestampColumn.named("c_timestamp").eq(Instant.ofEpochSecond(-1, 1_000)))
          .and(StringColumn.named("c_string").isNotNull().or(LongColumn.named("c_long").isNull()));

  private static List<ColumnDefinition> columns(ColumnType... types) {
    List<ColumnDefinition> columns = new ArrayList<>();
    for (ColumnType type : types) {
      String name = "c_" + type.kind().name().toLowerCase(java.util.Locale.ROOT);
      columns.add(new ColumnDefinition(10 + columns.size(), name, type, true));
    }
    return columns;
  }

  private static byte[] encode(Predicate predicate) {
    return PredicateFormat.encode(predicate, TABLE, "t", COLUMNS);
  }

  private static Predicate decode(byte[] bytes) {
    return PredicateFormat.decode(bytes, TABLE, "t", COLUMNS);
  }

  @Test
  void shouldGiveSamePredicateWhenDecoded() {
    Predicate decoded = decode(encode(RICH));
    assertThat(encode(decoded)).isEqualTo(encode(RICH));
    assertThat(PredicateText.of(decoded))
        .isEqualTo(
            "c_boolean = TRUE AND c_int < -3 AND c_long IN (1, 2, -9223372036854775808)"
                + " AND (c_float <= 0.5 OR c_double = 0.0) AND NOT (c_decimal >= 1.5)"
                + " AND STARTS_WITH(c_string, 'it''s') AND c_bytes <> X'00ff'"
                + " AND c_uuid = UUID '00000000-0000-0001-0000-000000000002'"
                + " AND c_date > DATE '2020-02-29' AND c_time = TIME '12:30'"
                + " AND c_timestamp = TIMESTAMP '1969-12-31T23:59:59.000001Z'"
                + " AND (c_string IS NOT NULL OR c_long IS NULL)");
  }

  private static final Predicate COMPUTED =
      LongColumn.named("c_long")
          .times(2)
          .minus(IntColumn.named("c_int"))
          .atMost(DoubleColumn.named("c_double").dividedBy(3))
          .and(DecimalColumn.named("c_decimal").plus(BigDecimal.ONE).isNull().not())
          .and(StringColumn.named("c_string").like("a!_%b", '!'))
          .or(StringColumn.named("c_string").notEq(StringColumn.named("c_string")));

  @Test
  void shouldGiveSamePredicateWhenItComputes() {
    byte[] bytes = encode(COMPUTED);
    assertThat(encode(decode(bytes))).isEqualTo(bytes);
    assertThat(PredicateText.of(decode(bytes)))
        .isEqualTo(
            "(((c_long * 2) - c_int) <= (c_double / 3.0) AND NOT ((c_decimal + 1) IS NULL)"
                + " AND STARTS_WITH(c_string, 'a_') AND c_string LIKE 'a!_%b' ESCAPE '!')"
                + " OR c_string <> c_string");
    assertThatThrownBy(() -> encode(LongColumn.named("c_long").plus(parameter(0)).eq(1)))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("A predicate of a schema has no parameters.");
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      try {
        assertThat(encode(decode(mutated))).isEqualTo(mutated);
      } catch (CorruptionException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }

  /** These bytes are on disk. */
  @Test
  void shouldKeepBytesWhenFormatIsVersionOne() {
    Predicate predicate =
        IntColumn.named("c_int").atLeast(1).and(StringColumn.named("c_string").isNull().not());
    assertThat(HexFormat.of().formatHex(encode(predicate)))
        .isEqualTo(
            "01"
                + "04"
                + "0002"
                + "01"
                + "0000000b"
                + "05"
                + "02"
                + "0000000000000001"
                + "06"
                + "03"
                + "00000010");
  }

  @Test
  void shouldFollowColumnsWhenTheyAreRenamedAndWidened() {
    byte[] bytes = encode(IntColumn.named("c_int").eq(5));
    List<ColumnDefinition> later =
        List.of(new ColumnDefinition(11, "number", ColumnType.LONG, true));
    assertThat(PredicateText.of(PredicateFormat.decode(bytes, TABLE, "t", later)))
        .isEqualTo("number = 5");
    assertThatThrownBy(() -> PredicateFormat.decode(bytes, TABLE, "t", List.of()))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void shouldRefuseWhenPredicateCannotBeStored() {
    assertThatThrownBy(() -> encode(LongColumn.named("c_long").eq(parameter(0))))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("A predicate of a schema has no parameters. table=t column=c_long");
    assertThatThrownBy(() -> encode(LongColumn.named("zip").eq(1)))
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has no such column. table=t column=zip");
    assertThatThrownBy(() -> encode(StringColumn.named("c_long").eq("x")))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () -> encode(((LongColumn) Column.of(8, "other", 12, "c_long", ColumnType.LONG)).eq(1)))
        .isInstanceOf(SchemaException.class);
    Predicate deep = LongColumn.named("c_long").eq(1);
    Predicate wide = deep;
    for (int i = 0; i < 100; i++) {
      deep = new Predicate.Not(deep);
      wide = wide.and(LongColumn.named("c_long").eq(i));
    }
    Predicate tooDeep = deep;
    assertThatThrownBy(() -> encode(tooDeep)).isInstanceOf(LimitExceededException.class);
    assertThat(encode(decode(encode(wide)))).isEqualTo(encode(wide));
    Predicate tooLong = StringColumn.named("c_string").eq("x".repeat(PredicateFormat.MAX_BYTES));
    assertThatThrownBy(() -> encode(tooLong)).isInstanceOf(LimitExceededException.class);
  }

  @Test
  void shouldThrowNothingElseWhenBytesAreDamaged() {
    byte[] bytes = encode(RICH);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(CorruptionException.class);
    }
    Random random = new Random(20_260_201);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = bytes.clone();
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
      try {
        assertThat(encode(decode(mutated))).isEqualTo(mutated);
      } catch (CorruptionException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1_000);
  }
}
