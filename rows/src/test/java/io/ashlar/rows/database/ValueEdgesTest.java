package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.AshlarException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.DoubleColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.row.ByteView;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Values at the edges of their types, in rows, keys and predicates alike. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ValueEdgesTest extends DatabaseTest {

  private static final String[] TEXTS = {
    "",
    "\0",
    "\0\0",
    "\0a",
    "a",
    "a\0",
    "a\0\0",
    "a\0b",
    "a\u0001",
    "aa",
    "b",
    "\uffff",
    "\ud83d\ude00",
    "\ud83d\ude00\0"
  };

  ValueEdgesTest(StoreKind kind) {
    super(kind);
  }

  private Table table() {
    return db.schema()
        .createTable(
            TableSchema.named("t")
                .column("id", ColumnType.LONG)
                .column("s", ColumnType.STRING)
                .column("d", ColumnType.DOUBLE)
                .column("n", ColumnType.decimal(1000, 500))
                .column("ts", ColumnType.TIMESTAMP)
                .primaryKey("id")
                .index("by_s", ix -> ix.descending("s"))
                .index("by_d", ix -> ix.descending("d"))
                .index("by_n", ix -> ix.descending("n").ascending("s"))
                .index("by_ts", ix -> ix.ascending("ts"))
                .build());
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

  @Test
  void shouldOrderByCodePointWhenTextsDescendAndHoldZeros() {
    Table t = table();
    StringColumn s = t.stringColumn("s");
    for (int i = 0; i < TEXTS.length; i++) {
      t.insert().set(t.longColumn("id"), i).set(s, TEXTS[i]).execute();
    }
    t.insert().set(t.longColumn("id"), 99).execute();
    for (int i = 0; i < TEXTS.length; i++) {
      List<Long> above = new ArrayList<>();
      for (int j = TEXTS.length - 1; j >= i; j--) {
        above.add((long) j);
      }
      List<Long> below = new ArrayList<>();
      for (int j = 0; j <= i; j++) {
        below.add((long) j);
      }
      String text = TEXTS[i];
      assertThat(ids(t, t.scan().where(s.atLeast(text)).using("by_s"))).isEqualTo(above);
      assertThat(ids(t, t.scan().where(s.greaterThan(text)).using("by_s")))
          .isEqualTo(above.subList(0, above.size() - 1));
      assertThat(ids(t, t.scan().where(s.atMost(text)).using("by_s").reverse())).isEqualTo(below);
      assertThat(ids(t, t.scan().where(s.lessThan(text)).using("by_s").reverse()))
          .isEqualTo(below.subList(0, below.size() - 1));
      assertThat(ids(t, t.scan().where(s.eq(text)).using("by_s"))).containsExactly((long) i);
      long prefixed = List.of(TEXTS).stream().filter(each -> each.startsWith(text)).count();
      assertThat(ids(t, t.scan().where(s.startsWith(text)).using("by_s"))).hasSize((int) prefixed);
      assertThat(ids(t, t.scan().where(s.startsWith(text)).using("primary")))
          .hasSize((int) prefixed);
    }
    assertThat(ids(t, t.scan().using("by_s"))).endsWith(0L, 99L);
    assertThat(ids(t, t.scan().where(s.isNull()).using("by_s"))).containsExactly(99L);
  }

  @Test
  void shouldNormaliseWhenNumbersAreNotFinite() {
    Table t = table();
    LongColumn id = t.longColumn("id");
    DoubleColumn d = t.doubleColumn("d");
    double[] values = {
      -0.0d,
      Double.longBitsToDouble(0xfff8_0000_0000_0001L),
      Double.NEGATIVE_INFINITY,
      0.0d,
      Double.POSITIVE_INFINITY,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.NaN
    };
    for (int i = 0; i < values.length; i++) {
      t.insert().set(id, i).set(d, values[i]).execute();
    }
    double stored = t.get().set(id, 0).find().orElseThrow().getDouble(d);
    assertThat(Double.doubleToRawLongBits(stored)).isZero();
    double nan = t.get().set(id, 1).find().orElseThrow().getDouble(d);
    assertThat(Double.doubleToRawLongBits(nan)).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
    for (String key : List.of("by_d", "primary")) {
      assertThat(ids(t, t.scan().where(d.eq(-0.0d)).using(key))).containsExactly(0L, 3L);
      assertThat(ids(t, t.scan().where(d.eq(values[1])).using(key))).containsExactly(1L, 7L);
      assertThat(ids(t, t.scan().where(d.in(-0.0d, values[1], 0.0d)).using(key)))
          .containsExactlyInAnyOrder(0L, 1L, 3L, 7L);
      assertThat(ids(t, t.scan().where(d.greaterThan(Double.POSITIVE_INFINITY)).using(key)))
          .containsExactly(1L, 7L);
      assertThat(ids(t, t.scan().where(d.lessThan(0.0d)).using(key)))
          .containsExactlyInAnyOrder(2L, 6L);
    }
  }

  @Test
  void shouldFindRowsWhenNumbersAreExtreme() {
    Table t = table();
    LongColumn id = t.longColumn("id");
    DecimalColumn n = t.decimalColumn("n");
    TimestampColumn ts = t.timestampColumn("ts");
    BigDecimal huge = new BigDecimal("9".repeat(500) + "." + "9".repeat(500));
    BigDecimal tiny = BigDecimal.ONE.movePointLeft(500);
    long[] longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
    BigDecimal[] decimals = {huge.negate(), tiny.negate(), tiny, huge};
    for (int i = 0; i < 4; i++) {
      t.insert().set(id, longs[i]).set(n, decimals[i]).setEpochMicros(ts, longs[i]).execute();
    }
    assertThat(ids(t, t.scan().where(id.greaterThan(Long.MAX_VALUE)))).isEmpty();
    assertThat(ids(t, t.scan().where(id.lessThan(Long.MIN_VALUE)))).isEmpty();
    assertThat(ids(t, t.scan().where(id.between(Long.MIN_VALUE, Long.MAX_VALUE)).reverse()))
        .containsExactly(Long.MAX_VALUE, 0L, -1L, Long.MIN_VALUE);
    for (int i = 0; i < 4; i++) {
      assertThat(ids(t, t.scan().where(n.eq(decimals[i])).using("by_n"))).containsExactly(longs[i]);
      Instant instant = Instant.EPOCH.plus(longs[i], ChronoUnit.MICROS);
      assertThat(t.get().set(id, longs[i]).find().orElseThrow().getEpochMicros(ts))
          .isEqualTo(longs[i]);
      assertThat(t.get().set(id, longs[i]).find().orElseThrow().getTimestamp(ts))
          .isEqualTo(instant);
      assertThat(ids(t, t.scan().where(ts.eq(instant)))).containsExactly(longs[i]);
      t.update().where(id.eq(longs[i])).set(ts, instant).execute();
    }
    BigDecimal beyond = new BigDecimal("1E+90000");
    BigDecimal manyDigits = new BigDecimal("1." + "3".repeat(900));
    assertThat(ids(t, t.scan().where(n.lessThan(beyond)).using("by_n"))).hasSize(4);
    assertThat(ids(t, t.scan().where(n.greaterThan(beyond.negate())).using("by_n"))).hasSize(4);
    assertThat(ids(t, t.scan().where(n.greaterThan(manyDigits)).using("by_n")))
        .containsExactly(Long.MAX_VALUE);
    assertThat(ids(t, t.scan().where(n.eq(manyDigits)).using("by_n"))).isEmpty();
    assertThat(ids(t, t.scan().where(n.eq(new BigDecimal("1E+200000"))))).isEmpty();
    assertThat(ids(t, t.scan().where(n.eq(new BigDecimal("0E+2000000000"))))).isEmpty();
  }

  @Test
  void shouldFollowThreeValuedLogicWhenOperandsAreNull() {
    Table t = table();
    LongColumn id = t.longColumn("id");
    StringColumn s = t.stringColumn("s");
    t.insert().set(id, 1).set(s, "a").execute();
    t.insert().set(id, 2).set(s, "b").execute();
    t.insert().set(id, 3).execute();
    Predicate unknown = s.eq(parameter(0));
    try (ReadTransaction tx = db.beginRead();
        PreparedScan either = t.scan().where(unknown.or(id.eq(2))).prepare();
        PreparedScan both = t.scan().where(unknown.and(id.eq(2)).not()).prepare();
        PreparedScan not = t.scan().where(unknown.not()).prepare()) {
      assertThat(count(either.bindNull(0).open(tx))).isEqualTo(1);
      assertThat(count(both.bindNull(0).open(tx))).isEqualTo(2);
      assertThat(count(not.bindNull(0).open(tx))).isZero();
      assertThat(count(not.bind(0, "a").open(tx))).isEqualTo(1);
    }
    assertThat(ids(t, t.scan().where(s.in()))).isEmpty();
    assertThat(ids(t, t.scan().where(s.in().not()))).containsExactly(1L, 2L, 3L);
    assertThat(ids(t, t.scan().where(s.in("a", "a", "z")))).containsExactly(1L);
    assertThat(ids(t, t.scan().where(s.in("a", "a", "z").not()))).containsExactly(2L);
    assertThat(ids(t, t.scan().where(s.in().or(s.isNull())))).containsExactly(3L);
    assertThat(ids(t, t.scan().limit(0))).isEmpty();
    assertThat(t.delete().where(s.in()).execute()).isZero();
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
  void shouldRefuseWhenConstantOrNameIsWrong() {
    Table t = table();
    StringColumn s = t.stringColumn("s");
    LongColumn id = t.longColumn("id");
    t.insert().set(id, 1).set(s, "a").execute();
    List<Runnable> refused =
        List.of(
            () -> t.scan().using("nothing").prepare(),
            () -> t.scan().orderBy(s.ascending(), id.ascending()).prepare(),
            () -> db.table("T"),
            () ->
                db.schema()
                    .createTable(
                        TableSchema.named("T").column("a", ColumnType.INT).primaryKey("a").build()),
            () -> db.schema().createIndex("t", IndexSchema.named("BY_S").ascending("s").build()),
            () -> db.schema().createIndex("t", IndexSchema.named("x").ascending("none").build()),
            () -> db.schema().createIndex("none", IndexSchema.named("x").ascending("s").build()),
            () -> db.schema().createIndex("t", IndexSchema.named("primary").ascending("s").build()),
            () -> TableSchema.named("u").column("a", ColumnType.INT).primaryKey("b").build(),
            () ->
                TableSchema.named("u")
                    .column("a", ColumnType.INT)
                    .column("A", ColumnType.INT)
                    .primaryKey("a")
                    .build(),
            () -> TableSchema.named("1u").column("a", ColumnType.INT).primaryKey("a").build(),
            () -> IndexSchema.named("x").build(),
            () -> IndexSchema.named("x").ascending("a").storing("a").build(),
            () -> ColumnType.decimal(5, 6),
            () -> db.schema().dropTable("none"),
            () -> db.schema().dropIndex("t", "none"),
            () -> db.schema().dropIndex("t", "primary"));
    for (int i = 0; i < refused.size(); i++) {
      Throwable thrown = catchThrowable(refused.get(i)::run);
      assertThat(thrown).as("case %d", i).isInstanceOf(SchemaException.class);
    }
    List<Runnable> misused =
        List.of(() -> t.scan().limit(-1), () -> t.scan().where(null), () -> t.get().find());
    for (Runnable each : misused) {
      assertThatThrownBy(each::run).isInstanceOf(IllegalUseException.class);
    }
    assertThat(ids(t, t.scan().where(id.between(2, 1)))).isEmpty();
    assertThat(t.delete().where(id.atLeast(2).and(s.eq("a")).and(id.atMost(1))).execute()).isZero();
    assertThat(ids(t, t.scan())).containsExactly(1L);
    assertThat(db.schema().tables()).containsExactly("t");
  }

  @Test
  void shouldExpireViewsWhenReaderMoves() {
    Table t = table();
    LongColumn id = t.longColumn("id");
    StringColumn s = t.stringColumn("s");
    t.insert().set(id, 1).set(s, "a").execute();
    t.insert().set(id, 2).set(s, "bb").execute();
    try (Transaction tx = db.begin();
        PreparedScan scan = t.scan().prepare()) {
      RowCursor rows = scan.open(tx);
      assertThat(rows.next()).isTrue();
      ByteView view = rows.view(s);
      ByteView other = t.get().set(id, 2).find(tx).orElseThrow().view(s);
      assertThat(view.contentEquals(other.buffer(), other.offset(), other.length())).isFalse();
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(() -> view.contentEquals(other.buffer(), other.offset(), other.length()))
          .isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(view::toString).isInstanceOf(IllegalUseException.class);
      ByteView current = rows.view(s);
      tx.commit();
      assertThatThrownBy(current::length).isInstanceOf(AshlarException.class);
      assertThatThrownBy(rows::next).isInstanceOf(AshlarException.class);
      rows.close();
    }
  }
}
