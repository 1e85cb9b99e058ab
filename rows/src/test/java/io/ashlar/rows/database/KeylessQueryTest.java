package io.ashlar.rows.database;

import static io.ashlar.aggregate.Aggregate.count;
import static io.ashlar.aggregate.Aggregate.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Join;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.AggregateReader;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaException;
import io.ashlar.page.Continuation;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Indexes, pages, sorts, joins and changes of tables without primary key. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class KeylessQueryTest extends KeylessDatabaseTest {

  KeylessQueryTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldHoldUniqueIndexesAndLeadBackFromThem() {
    StringColumn code = StringColumn.named("code");
    TableSchema schema =
        TableSchema.named("coded")
            .column("n", ColumnType.LONG)
            .column("s", ColumnType.STRING)
            .column("code", ColumnType.STRING)
            .uniqueIndex("by_code", ix -> ix.ascending("code").storing("s"))
            .index("part", ix -> ix.descending("n").where(N.atLeast(10)))
            .build();
    Table coded = db.schema().createTable(schema);
    for (long n = 8; n < 12; n++) {
      coded.insert().set(N, n).set(S, "s" + n).set(code, "c" + n).execute();
    }
    coded.insert().set(N, 20).set(S, "null").execute();
    coded.insert().set(N, 20).set(S, "null").execute();
    assertThatThrownBy(() -> coded.insert().set(N, 8).set(code, "c8").execute())
        .isInstanceOf(ConstraintException.class);
    assertThatThrownBy(() -> coded.update().where(N.eq(9)).set(code, "c8").execute())
        .isInstanceOf(ConstraintException.class);
    assertThat(coded.get("by_code").set(code, "c9").find().orElseThrow().getLong(N)).isEqualTo(9);
    assertThat(coded.getAll("by_code")).isNotNull();
    assertThat(coded.update().where(code.eq("c9")).set(code, "d9").execute()).isEqualTo(1);
    assertThat(coded.get("by_code").set(code, "c9").find()).isEmpty();
    assertThat(texts(coded.scan().using("part").where(N.atLeast(10))))
        .containsExactly("20null", "20null", "11s11", "10s10");
    assertThat(coded.delete().where(code.eq("c8")).execute()).isEqualTo(1);
    db.schema().createIndex("coded", IndexSchema.named("by_s").ascending("s").build());
    assertThat(texts(coded.scan().using("by_s").where(S.eq("null")))).hasSize(2);
    assertThatThrownBy(
            () ->
                db.schema()
                    .createIndex("coded", IndexSchema.named("u").ascending("s").unique().build()))
        .isInstanceOf(ConstraintException.class);
    db.schema().dropIndex("coded", "part");
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldGoOnBehindTheLastRowOfAPage() {
    for (int i = 0; i < 10; i++) {
      insert(i % 2, "r" + i);
    }
    for (boolean indexed : new boolean[] {false, true}) {
      List<String> read = new ArrayList<>();
      Continuation token = null;
      do {
        Scan scan = indexed ? log.scan().using("by_n") : log.scan();
        try (ReadTransaction tx = db.beginRead();
            PreparedScan prepared = scan.prepare()) {
          if (token != null) {
            prepared.resume(token);
          }
          try (RowCursor cursor = prepared.open(tx)) {
            for (int i = 0; i < 3 && cursor.next(); i++) {
              read.add(cursor.getString(S));
            }
            token =
                cursor.continuation().map(Object::toString).map(Continuation::parse).orElse(null);
          }
        }
        insert(2, "late");
      } while (token != null && read.size() < 10);
      List<String> even = List.of("r0", "r2", "r4", "r6", "r8");
      List<String> odd = List.of("r1", "r3", "r5", "r7", "r9");
      assertThat(read.subList(0, 10))
          .isEqualTo(
              indexed
                  ? Stream.concat(even.stream(), odd.stream()).toList()
                  : IntStream.range(0, 10).mapToObj(i -> "r" + i).toList());
      assertThat(log.delete().where(S.eq("late")).execute()).isPositive();
    }
  }

  @Test
  void shouldSortCountGroupAndJoin() {
    for (int i = 0; i < 6; i++) {
      insert(i % 3, "s" + i % 2);
    }
    assertThat(texts(log.scan().orderBy(N.descending()).limit(3)))
        .hasSize(3)
        .allMatch(text -> text.startsWith("2") || text.startsWith("1"));
    assertThat(texts(log.scan().orderBy(S.ascending(), N.descending()).sortInMemory(1 << 20)))
        .containsExactly("2s0", "1s0", "0s0", "2s1", "1s1", "0s1");
    LongAggregate rows = count();
    LongAggregate total = sum(N);
    try (ReadTransaction tx = db.beginRead();
        PreparedAggregate aggregate = log.scan().where(N.atLeast(1)).aggregate(rows, total)) {
      AggregateReader result = aggregate.fetch(tx);
      assertThat(result.getLong(rows)).isEqualTo(4);
      assertThat(result.getLong(total)).isEqualTo(6);
    }
    int joined = 0;
    try (ReadTransaction tx = db.beginRead();
        PreparedScan outer = log.scan().where(N.eq(1)).prepare();
        PreparedScan inner = log.scan().where(N.eq(Parameter.parameter(0))).prepare();
        Join join =
            Join.inner(outer.open(tx), tx, inner, (row, to) -> to.bind(0, row.getLong(N)))) {
      while (join.next()) {
        joined++;
      }
    }
    assertThat(joined).isEqualTo(4);
    db.maintenance().analyze("log");
    assertThat(texts(log.scan().where(N.eq(2)))).containsExactly("2s0", "2s1");
  }

  @Test
  void shouldReadRowsThatAreOlderThanTheSchema() {
    insert(1, "a");
    db.schema()
        .alterTable(
            "log",
            change ->
                change
                    .addColumn("m", ColumnType.LONG)
                    .notNull()
                    .defaultValue(7)
                    .addColumn("at", ColumnType.TIMESTAMP)
                    .defaultTo(DefaultValue.currentTimestamp())
                    .renameColumn("s", "t")
                    .setNotNull("n"));
    reopen();
    StringColumn t = StringColumn.named("t");
    assertThat(log.insert().set(N, 2).set(t, "b").execute()).isEqualTo(1);
    assertThat(log.update().where(N.eq(1)).set(t, "c").execute()).isEqualTo(1);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = log.scan().where(LongColumn.named("m").eq(7)).prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.copy().toMap().keySet()).containsExactly("n", "t", "m", "at");
      assertThat(cursor.getString(t)).isEqualTo("c");
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.isNull(TimestampColumn.named("at"))).isFalse();
      assertThat(cursor.next()).isFalse();
    }
    db.schema()
        .alterTable("log", change -> change.dropColumn("m").dropColumn("at").dropColumn("t"));
    assertThat(log.schema().columns()).hasSize(1);
    db.schema().dropIndex("log", "by_n");
    assertThatThrownBy(() -> db.schema().alterTable("log", change -> change.dropColumn("n")))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("The number of columns is out of range. table=log columns=0");
  }
}
