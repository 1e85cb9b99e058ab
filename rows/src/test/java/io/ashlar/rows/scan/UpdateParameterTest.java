package io.ashlar.rows.scan;

import static io.ashlar.aggregate.Aggregate.sum;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.codec.value.Timestamps;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.IntColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parameters wherever an update takes a value. */
class UpdateParameterTest {

  private static final UUID SOME = new UUID(7, 8);
  private static final Instant NOW = Instant.parse("2026-11-28T10:11:12.000013Z");

  private final Database db = Database.inMemory();
  private Table table;
  private LongColumn id;
  private LongColumn number;
  private IntColumn small;
  private StringColumn text;

  @BeforeEach
  void fill() {
    table =
        db.schema()
            .createTable(
                TableSchema.named("t")
                    .column("id", ColumnType.LONG)
                    .column("number", ColumnType.LONG)
                    .column("small", ColumnType.INT)
                    .column("flag", ColumnType.BOOLEAN)
                    .column("real", ColumnType.DOUBLE)
                    .column("single", ColumnType.FLOAT)
                    .column("exact", ColumnType.decimal(6, 2))
                    .column("text", ColumnType.STRING)
                    .notNull()
                    .defaultValue("")
                    .column("bytes", ColumnType.BYTES)
                    .column("uuid", ColumnType.UUID)
                    .column("day", ColumnType.DATE)
                    .column("time", ColumnType.TIME)
                    .column("at", ColumnType.TIMESTAMP)
                    .primaryKey("id")
                    .index("by_text", x -> x.ascending("text"))
                    .build());
    id = table.longColumn("id");
    number = table.longColumn("number");
    small = table.intColumn("small");
    text = table.stringColumn("text");
    for (int i = 0; i < 5; i++) {
      table.insert().set(id, i).set(number, 10L * i).set(small, i).execute();
    }
  }

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  private Row row(long key) {
    return table.get().set(id, key).find().orElseThrow();
  }

  @Test
  void shouldSetEveryTypeWhenParametersAreBound() {
    Update update =
        table
            .update()
            .where(id.atMost(parameter(20)))
            .set(number, parameter(0))
            .set(small, parameter(1))
            .set(table.column("flag"), parameter(2))
            .set(table.column("real"), parameter(3))
            .set(table.column("single"), parameter(4))
            .set(table.column("exact"), parameter(5))
            .set(text, parameter(6))
            .set(table.column("bytes"), parameter(7))
            .set(table.column("uuid"), parameter(8))
            .set(table.column("day"), parameter(9))
            .set(table.column("time"), parameter(10))
            .set(table.column("at"), parameter(11));
    update.bind(0, -5L).bind(1, 7L).bind(2, true).bind(3, 1.5).bind(4, 2.5);
    update.bind(5, new BigDecimal("12.50")).bind(6, "häß").bind(7, new byte[] {1, 2});
    update.bind(8, SOME).bind(9, LocalDate.EPOCH).bind(10, LocalTime.NOON).bind(11, NOW);
    assertThat(update.bind(20, 2).execute()).isEqualTo(3);
    assertThat(update.bind(20, 0).bind(6, "other").bindNull(7).execute()).isEqualTo(1);
    Row first = row(0);
    Row second = row(1);
    assertThat(first.getString(text)).isEqualTo("other");
    assertThat(first.isNull(table.column("bytes"))).isTrue();
    assertThat(second.getLong(number)).isEqualTo(-5);
    assertThat(second.getInt(small)).isEqualTo(7);
    assertThat(second.get(table.column("flag"))).isEqualTo(true);
    assertThat(second.get(table.column("real"))).isEqualTo(1.5);
    assertThat(second.get(table.column("single"))).isEqualTo(2.5f);
    assertThat((BigDecimal) second.get(table.column("exact"))).isEqualByComparingTo("12.5");
    assertThat(second.getString(text)).isEqualTo("häß");
    assertThat((byte[]) second.get(table.column("bytes"))).containsExactly(1, 2);
    assertThat(second.get(table.column("uuid"))).isEqualTo(SOME);
    assertThat(second.get(table.column("day"))).isEqualTo(LocalDate.EPOCH);
    assertThat(second.get(table.column("time"))).isEqualTo(LocalTime.NOON);
    assertThat(second.get(table.column("at"))).isEqualTo(NOW);
    assertThat(row(3).getLong(number)).isEqualTo(30);
  }

  @Test
  void shouldShareOneParameterWhenItOccursTwice() {
    Update update =
        table
            .update()
            .where(number.eq(parameter(0)))
            .set(small, parameter(1))
            .set(text, parameter(2));
    update.set(number, number.plus(parameter(0)));
    assertThat(update.bind(0, 20).bind(1, 9).bind(2, "x").execute()).isEqualTo(1);
    assertThat(row(2).getLong(number)).isEqualTo(40);
    assertThat(row(2).getInt(small)).isEqualTo(9);
    // One that is assigned wins for one execution.
    assertThat(update.bind(0, 30).set(text, "given").execute()).isEqualTo(1);
    assertThat(row(3).getString(text)).isEqualTo("given");
    assertThat(update.bind(0, 40).execute()).isEqualTo(2);
    assertThat(row(4).getString(text)).isEqualTo("x");
  }

  @Test
  void shouldAddWhenTheDeltaIsBound() {
    Update update =
        table
            .update()
            .where(id.eq(parameter(0)))
            .add(number, parameter(1))
            .add(small, parameter(2));
    assertThat(update.bind(0, 3).bind(1, 5).bind(2, -3).execute()).isEqualTo(1);
    assertThat(row(3).getLong(number)).isEqualTo(35);
    assertThat(row(3).getInt(small)).isZero();
    update.bind(2, Integer.MAX_VALUE).execute();
    assertThatThrownBy(update::execute).isInstanceOf(ConstraintException.class);
    update.bind(2, 0).bindNull(1).execute();
    assertThat(row(3).isNull(number)).isTrue();
  }

  @Test
  void shouldRefuseWhenValuesCannotBeStored() {
    requireRefused(update("small").bind(0, 1L << 40));
    requireRefused(update("single").bind(0, 1e300));
    requireRefused(update("exact").bind(0, new BigDecimal("1.234")));
    requireRefused(update("exact").bind(0, new BigDecimal("12345")));
    requireRefused(update("text").bindNull(0));
    requireRefused(update("text").bind(0, "a\uD83D"));
    requireRefused(update("day").bind(0, LocalDate.MAX));
    requireRefused(update("day").bind(0, LocalDate.MIN));
    requireRefused(update("day").bind(0, LocalDate.ofEpochDay(Integer.MAX_VALUE + 1L)));
    requireRefused(update("day").bind(0, LocalDate.ofEpochDay(Integer.MIN_VALUE - 1L)));
    requireRefused(update("at").bind(0, Instant.MAX));
    requireRefused(update("at").bind(0, Instant.MIN));
    requireRefused(update("exact").bind(0, BigDecimal.ONE.movePointLeft(1_500)));
    requireRefused(update("exact").bind(0, new BigDecimal("9".repeat(1_500))));
    assertThat(row(0).getInt(small)).isZero();
    assertThat(row(0).isNull(table.column("day"))).isTrue();
  }

  @Test
  void shouldStoreTheFirstAndLastOfATypeWhenTheyAreBound() {
    requireStored("day", LocalDate.ofEpochDay(Integer.MIN_VALUE), (u, v) -> u.bind(0, v));
    requireStored("day", LocalDate.ofEpochDay(Integer.MAX_VALUE), (u, v) -> u.bind(0, v));
    requireStored("time", LocalTime.MIN, (u, v) -> u.bind(0, v));
    requireStored("time", LocalTime.MAX.truncatedTo(ChronoUnit.MICROS), (u, v) -> u.bind(0, v));
    requireStored("at", Timestamps.FIRST, (u, v) -> u.bind(0, v));
    requireStored("at", Timestamps.LAST.truncatedTo(ChronoUnit.MICROS), (u, v) -> u.bind(0, v));
    requireStored("number", Long.MIN_VALUE, (u, v) -> u.bind(0, v));
    requireStored("number", Long.MAX_VALUE, (u, v) -> u.bind(0, v));
    requireStored("small", Integer.MIN_VALUE, (u, v) -> u.bind(0, v));
    requireStored("small", Integer.MAX_VALUE, (u, v) -> u.bind(0, v));
    requireStored("real", Double.MAX_VALUE, (u, v) -> u.bind(0, v));
    requireStored("single", Float.MAX_VALUE, (u, v) -> u.bind(0, v));
    requireStored("exact", new BigDecimal("-9999.99"), (u, v) -> u.bind(0, v));
    requireStored("uuid", new UUID(-1, -1), (u, v) -> u.bind(0, v));
    requireStored("text", "\uD83D\uDE00", (u, v) -> u.bind(0, v));
    requireStored("bytes", new byte[0], (u, v) -> u.bind(0, v));
  }

  private <V> void requireStored(String column, V value, BiFunction<Update, V, Update> binder) {
    assertThat(binder.apply(update(column), value).execute()).isEqualTo(1);
    assertThat(row(0).get(table.column(column))).isEqualTo(value);
  }

  private Update update(String column) {
    return table.update().where(id.eq(0)).set(table.column(column), parameter(0));
  }

  private static void requireRefused(Update update) {
    assertThatThrownBy(update::execute).isInstanceOf(ConstraintException.class);
  }

  @Test
  void shouldRefuseWhenParametersAreUnboundOrOfAnotherType() {
    Update unbound = update("text");
    assertThatThrownBy(unbound::execute)
        .isInstanceOf(IllegalUseException.class)
        .hasMessage("A parameter has no value. parameter=0");
    assertThatThrownBy(() -> update("number").set(text, "a").execute())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> unbound.bind(0, 5)).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> unbound.bind(1, "a")).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> update("text").set(number, parameter(0)))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("A parameter is compared with columns of different types.");
    assertThat(unbound.bind(0, "a").execute()).isEqualTo(1);
  }

  @Test
  void shouldForgetBindingsWhenAColumnIsSetToSomethingElse() {
    Update update = update("number").bind(0, 5);
    assertThat(update.set(number, parameter(0)).execute()).isEqualTo(1);
    update.set(number, parameter(1));
    assertThatThrownBy(update::execute).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> update.bind(0, 5)).isInstanceOf(IllegalUseException.class);
    assertThat(update.bind(1, 6).execute()).isEqualTo(1);
    assertThat(update.set(number, number.plus(1)).execute()).isEqualTo(1);
    assertThat(row(0).getLong(number)).isEqualTo(7);
  }

  @Test
  void shouldGoOnWhenTheTableChanges() {
    Update update = table.update().where(id.atMost(1)).set(small, parameter(0)).bind(0, 3);
    assertThat(update.execute()).isEqualTo(2);
    db.schema().alterTable("t", c -> c.dropColumn("flag").widenColumn("small", ColumnType.LONG));
    assertThat(update.bind(0, 1L << 40).execute()).isEqualTo(2);
    assertThat(row(1).getLong(table.longColumn("small"))).isEqualTo(1L << 40);
    try (Transaction tx = db.begin()) {
      assertThat(update.bind(0, 4).execute(tx)).isEqualTo(2);
      tx.commit();
    }
  }

  @Test
  void shouldTakeParametersWhereNumbersAreComputed() {
    LongAggregate total = sum(number.times(parameter(0)));
    try (PreparedAggregate aggregate =
            table
                .scan()
                .where(
                    number.plus(1).in(parameter(1), parameter(2)).or(text.like(parameter(3), '!')))
                .aggregate(total);
        Transaction tx = db.begin()) {
      aggregate.bind(0, 2).bind(1, 11).bind(2, 41).bind(3, "!_%");
      assertThat(aggregate.fetch(tx).getLong(total)).isEqualTo(100);
    }
  }

  @Test
  void shouldRefuseATextWithAnUnpairedSurrogateWhetherRowsAreSelectedOrNot() {
    for (long key : new long[] {0, 99}) {
      Update update = table.update().where(id.eq(key)).set(text, parameter(0)).bind(0, "a\uD800");
      assertThatThrownBy(update::execute)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("table=t")
          .hasMessageContaining("column=text");
      assertThat(update.bind(0, "a").execute()).isEqualTo(key == 0 ? 1 : 0);
    }
  }

  @Test
  void shouldGoOnAsItWasWhenAnotherPredicateIsRefused() {
    Update update = table.update().where(id.eq(1)).set(number, parameter(0)).bind(0, 77);
    assertThatThrownBy(() -> update.where(text.eq(parameter(0))))
        .isInstanceOf(SchemaException.class);
    assertThat(update.execute()).isEqualTo(1);
    assertThat(row(1).getLong(number)).isEqualTo(77);
    assertThat(row(0).getLong(number)).isZero();
    assertThat(update.where(number.eq(parameter(0))).bind(0, 20).execute()).isEqualTo(1);
  }

  @Test
  void shouldGoOnAsItWasWhenAnotherValueIsRefused() {
    Table other =
        db.schema()
            .createTable(
                TableSchema.named("other")
                    .column("far", ColumnType.LONG)
                    .primaryKey("far")
                    .build());
    LongColumn far = other.longColumn("far");
    Update update = table.update().where(id.eq(1)).set(number, parameter(0)).bind(0, 5);
    assertThatThrownBy(() -> update.set(number, far.plus(1))).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> update.set(small, IntegerExpression.of(parameter(1)).plus(far)))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> update.set(text, parameter(0))).isInstanceOf(SchemaException.class);
    // Neither are bindings lost, nor is there one more parameter to bind.
    assertThat(update.execute()).isEqualTo(1);
    assertThat(row(1).getLong(number)).isEqualTo(5);
    assertThat(row(1).getInt(small)).isEqualTo(1);
  }
}
