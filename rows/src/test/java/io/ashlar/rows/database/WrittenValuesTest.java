package io.ashlar.rows.database;

import static io.ashlar.aggregate.Aggregate.sum;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.aggregate.DoubleAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.DateColumn;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.FloatColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values at the edges of their types where they are written, computed and looked up. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class WrittenValuesTest extends DatabaseTest {

  WrittenValuesTest(StoreKind kind) {
    super(kind);
  }

  private List<Long> ids(Table t, Scan scan) {
    List<Long> found = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan prepared = scan.prepare();
        RowCursor rows = prepared.open(tx)) {
      while (rows.next()) {
        found.add(rows.getLong(t.longColumn("id")));
      }
    }
    return found;
  }

  private static int count(RowCursor rows) {
    int count = 0;
    try (rows) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void shouldCutOffNanosecondsWhenTimesAreWritten() {
    Instant nanos = Instant.parse("1969-12-31T23:59:59.123456789Z");
    Instant micros = Instant.parse("1969-12-31T23:59:59.123456Z");
    LocalTime nanoTime = LocalTime.of(1, 2, 3, 4_999);
    LocalTime microTime = LocalTime.of(1, 2, 3, 4_000);
    Table t =
        db.schema()
            .createTable(
                TableSchema.named("times")
                    .column("ts", ColumnType.TIMESTAMP)
                    .defaultValue(nanos)
                    .column("time", ColumnType.TIME)
                    .notNull()
                    .defaultValue(nanoTime)
                    .column("n", ColumnType.LONG)
                    .primaryKey("ts")
                    .uniqueIndex("by_time", ix -> ix.ascending("time"))
                    .build());
    TimestampColumn ts = t.timestampColumn("ts");
    TimeColumn time = t.timeColumn("time");
    LongColumn n = t.longColumn("n");
    assertThat(t.schema().columns().get(0).defaultValue()).isEqualTo(micros);
    assertThat(t.schema().columns().get(1).defaultValue()).isEqualTo(microTime);
    t.insert().set(n, 1).execute();
    assertThat(t.get().set(ts, micros).find().orElseThrow().getTime(time)).isEqualTo(microTime);
    assertThat(t.get("by_time").set(time, microTime).find()).isPresent();
    t.upsert().set(ts, nanos).set(time, nanoTime.plusHours(1)).set(n, 2).execute();
    Row row = t.get().set(ts, micros).find().orElseThrow();
    assertThat(row.getTime(time)).isEqualTo(microTime.plusHours(1));
    assertThat(row.getLong(n)).isEqualTo(2);
    assertThat(t.update().where(ts.lessThan(nanos)).setValue(time, nanoTime).execute())
        .isEqualTo(1);
    assertThat(t.get("by_time").set(time, microTime).find()).isPresent();
    // What is looked up is compared by value.
    assertThat(t.get().set(ts, nanos).find()).isEmpty();
    assertThat(t.get("by_time").set(time, nanoTime).find()).isEmpty();
    assertThat(t.get().set(ts, Instant.MAX).find()).isEmpty();
    assertThat(t.update().where(ts.eq(nanos)).set(n, 3).execute()).isZero();
    Instant last = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
    t.insert().set(ts, last.plusNanos(999)).set(time, LocalTime.NOON).execute();
    assertThat(t.get().set(ts, last).find()).isPresent();
    for (Instant beyond : List.of(last.plusNanos(1_000), Instant.MIN)) {
      assertThatThrownBy(() -> t.insert().set(ts, beyond))
          .isInstanceOf(ConstraintException.class)
          .hasMessageStartingWith("The instant is out of range. table=times column=ts");
    }
    assertThatThrownBy(
            () -> db.schema().alterTable("times", c -> c.setDefault("ts", last.plusNanos(1_000))))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldRefuseWhenFloatingPointIsComputedBeyondRange() {
    Table t =
        db.schema()
            .createTable(
                TableSchema.named("reals")
                    .column("id", ColumnType.LONG)
                    .column("f", ColumnType.FLOAT)
                    .column("d", ColumnType.DOUBLE)
                    .column("n", ColumnType.decimal(400, 0))
                    .primaryKey("id")
                    .build());
    LongColumn id = t.longColumn("id");
    FloatColumn f = t.floatColumn("f");
    DoubleColumn d = t.doubleColumn("d");
    DecimalColumn n = t.decimalColumn("n");
    BigDecimal huge = BigDecimal.TEN.pow(399);
    t.insert().set(id, 1).set(f, 3e38f).set(d, 1e308).set(n, huge).execute();
    t.insert().set(id, 2).set(f, 3e38f).set(d, 1e308).set(n, 1).execute();
    t.insert().set(id, 3).execute();
    Update update = t.update();
    List<Runnable> beyond =
        List.of(
            () -> t.update().set(f, f.times(2)).execute(),
            () -> t.update().set(f, d).execute(),
            () -> t.update().set(d, d.times(d)).execute(),
            () -> t.update().set(d, d.plus(d)).execute(),
            () -> t.update().set(d, d.negated().minus(d)).execute(),
            () -> t.update().set(d, d.dividedBy(1e-300)).execute(),
            () -> t.update().set(d, n).execute(),
            () -> t.update().set(d, d.dividedBy(n)).execute(),
            () -> ids(t, t.scan().where(d.times(10).greaterThan(0))),
            () -> total(t, sum(d)));
    for (int i = 0; i < beyond.size(); i++) {
      assertThatThrownBy(beyond.get(i)::run)
          .as("case %d", i)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("out of ");
    }
    assertThat(total(t, sum(f))).isEqualTo(2 * (double) 3e38f);
    // A comparison needs no number that can be stored.
    assertThat(ids(t, t.scan().where(d.lessThan(n)))).containsExactly(1L);
    assertThat(
            t.update()
                .where(id.eq(1))
                .set(f, f.dividedBy(0))
                .set(d, d.plus(d.dividedBy(0)))
                .execute())
        .isEqualTo(1);
    Row row = t.get().set(id, 1).find().orElseThrow();
    assertThat(row.getFloat(f)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(row.getDouble(d)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(total(t, sum(d))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(update.where(id.eq(2)).set(d, d.plus(1)).execute()).isEqualTo(1);
  }

  private double total(Table t, DoubleAggregate sum) {
    try (ReadTransaction tx = db.beginRead();
        PreparedAggregate prepared = t.scan().aggregate(sum)) {
      return prepared.fetch(tx).getDouble(sum);
    }
  }

  @Test
  void shouldTakeWholeNumbersWhenColumnIsDecimal() {
    Table t =
        db.schema()
            .createTable(
                TableSchema.named("prices")
                    .column("id", ColumnType.LONG)
                    .column("n", ColumnType.decimal(8, 2))
                    .defaultValue(7)
                    .primaryKey("id")
                    .index("by_n", ix -> ix.ascending("n"))
                    .check("small", DecimalColumn.named("n").lessThan(1_000))
                    .build());
    LongColumn id = t.longColumn("id");
    DecimalColumn n = t.decimalColumn("n");
    t.insert().set(id, 1).execute();
    t.insert().set(id, 2).set(n, 8).execute();
    t.insert().set(id, 3).setValue(n, BigInteger.valueOf(9)).execute();
    t.insert().set(id, 4).setValue(n, 10L).execute();
    t.insert().set(id, 5).setValue(n, new BigDecimal("8.01")).execute();
    assertThatThrownBy(() -> t.insert().set(id, 6).set(n, 1_000_000))
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> t.insert().set(id, 6).set(n, 1_000).execute())
        .isInstanceOf(ConstraintException.class);
    for (String key : List.of("primary", "by_n")) {
      assertThat(ids(t, t.scan().where(n.eq(8)).using(key))).containsExactly(2L);
      assertThat(ids(t, t.scan().where(n.greaterThan(8)).using(key)))
          .containsExactlyInAnyOrder(3L, 4L, 5L);
      assertThat(ids(t, t.scan().where(n.between(7, 8L)).using(key)))
          .containsExactlyInAnyOrder(1L, 2L);
      try (ReadTransaction tx = db.beginRead();
          PreparedScan scan = t.scan().where(n.atMost(parameter(0))).using(key).prepare()) {
        assertThat(count(scan.bind(0, 8).open(tx))).isEqualTo(2);
        assertThat(count(scan.bind(0, BigInteger.TEN).open(tx))).isEqualTo(5);
        assertThat(count(scan.bind(0, (BigInteger) null).open(tx))).isZero();
      }
    }
    assertThat(ids(t, t.scan().where(n.plus(1).notEq(9)))).containsExactly(1L, 3L, 4L, 5L);
    db.schema().alterTable("prices", change -> change.setDefault("n", BigInteger.TWO));
    assertThat(t.schema().columns().get(1).defaultValue()).isEqualTo(BigDecimal.valueOf(2));
  }

  @Test
  void shouldFindNothingWhenKeyCannotBeHeld() {
    Table t =
        db.schema()
            .createTable(
                TableSchema.named("keys")
                    .column("d", ColumnType.DATE)
                    .column("n", ColumnType.decimal(4, 2))
                    .primaryKey("d", "n")
                    .build());
    DateColumn d = t.dateColumn("d");
    DecimalColumn n = t.decimalColumn("n");
    t.insert().set(d, LocalDate.EPOCH).set(n, BigDecimal.ONE).execute();
    assertThat(t.get().set(d, LocalDate.MAX).set(n, BigDecimal.ONE).find()).isEmpty();
    assertThat(t.get().set(d, LocalDate.EPOCH).set(n, new BigDecimal("100")).find()).isEmpty();
    assertThat(t.get().set(d, LocalDate.EPOCH).set(n, new BigDecimal("1.001")).find()).isEmpty();
    BatchGet all = t.getAll();
    all.set(d, LocalDate.EPOCH).set(n, new BigDecimal("1.001")).add();
    all.set(d, LocalDate.EPOCH).set(n, new BigDecimal("1.000")).add();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(all.fetch(tx)).isEqualTo(1);
    }
    assertThatThrownBy(() -> t.insert().set(d, LocalDate.MAX))
        .isInstanceOf(ConstraintException.class);
  }
}
