package io.ashlar.rows.database;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.error.ConstraintException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.query.DecimalColumn;
import io.ashlar.query.IntegerExpression;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions are left out only by what is known of the rows that they hold. */
class PartitionPruningTest extends DatabaseTest {

  private static final String TOO_LONG = "a".repeat(9_000);

  PartitionPruningTest() {
    super(StoreKind.MEMORY);
  }

  private Table numbers(Partitioning division, long... ks) {
    Table numbers =
        db.schema()
            .createTable(
                TableSchema.named("numbers")
                    .column("k", ColumnType.LONG)
                    .column("id", ColumnType.LONG)
                    .primaryKey("k", "id")
                    .partitionBy(division)
                    .build());
    for (long k : ks) {
      numbers.insert().set(numbers.longColumn("k"), k).set(numbers.longColumn("id"), 1).execute();
    }
    return numbers;
  }

  private static IntegerExpression number(long value) {
    return IntegerExpression.of(value);
  }

  private List<Long> ks(Table table, Predicate predicate) {
    try (ReadTransaction tx = db.beginRead()) {
      return ks(table, predicate, tx);
    }
  }

  private static List<Long> ks(Table table, Predicate predicate, ReadTransaction tx) {
    List<Long> found = new ArrayList<>();
    try (PreparedScan scan = table.scan().where(predicate).prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(scan.explain()).contains("partitions");
      while (cursor.next()) {
        found.add(cursor.getLong(table.longColumn("k")));
      }
    }
    return found;
  }

  @Test
  void shouldReadAPartitionWhenATermCannotBeComputedForAListedValueThatNoRowHas() {
    Table numbers = numbers(Partitioning.list("k", List.of(0L, 1L), List.of(2L, 3L)), 1, 3);
    LongColumn k = numbers.longColumn("k");
    assertThat(ks(numbers, number(10).dividedBy(k).greaterThan(1))).containsExactly(1L, 3L);
    assertThat(ks(numbers, number(10).dividedBy(k).greaterThan(5))).containsExactly(1L);
    Predicate overflowing = k.plus(Long.MAX_VALUE - 1).greaterThan(0);
    assertThatThrownBy(() -> ks(numbers, overflowing)).isInstanceOf(ConstraintException.class);
    assertThat(ks(numbers, k.lessThan(2).and(overflowing))).containsExactly(1L);
    assertThat(ks(numbers, overflowing.and(k.lessThan(2)))).containsExactly(1L);
  }

  @Test
  void shouldLeaveOutPartitionsByOtherTermsWhenOneCannotBeComputed() {
    Table numbers = numbers(Partitioning.list("k", List.of(0L, 1L), List.of(2L, 3L)), 1, 3);
    LongColumn k = numbers.longColumn("k");
    Predicate predicate = number(10).dividedBy(k).greaterThan(1).and(k.atMost(1));
    try (PreparedScan scan = numbers.scan().where(predicate).prepare()) {
      assertThat(scan.explain()).endsWith("partitions 1 of 2: 0, 1");
    }
  }

  @Test
  void shouldReadAnEmptyPartitionWhenATermCannotBeComputedForItsValue() {
    Table numbers = numbers(Partitioning.list("k"), 0, 1);
    LongColumn k = numbers.longColumn("k");
    Predicate predicate = number(10).dividedBy(k).greaterThan(1);
    assertThatThrownBy(() -> ks(numbers, predicate)).isInstanceOf(ConstraintException.class);
    assertThat(numbers.delete().where(k.eq(0)).execute()).isEqualTo(1);
    assertThat(ks(numbers, predicate)).containsExactly(1L);
    assertThat(numbers.delete().where(predicate).execute()).isEqualTo(1);
  }

  @Test
  void shouldNotAskPartitionsThatTheViewCannotSee() {
    Table numbers = numbers(Partitioning.list("k"), 0, 1);
    Predicate predicate = number(10).dividedBy(numbers.longColumn("k")).greaterThan(1);
    try (ReadTransaction older = db.beginRead()) {
      assertThat(numbers.dropPartition(numbers.listPartitions().get(0))).isTrue();
      assertThat(ks(numbers, predicate)).containsExactly(1L);
      assertThatThrownBy(() -> ks(numbers, predicate, older))
          .isInstanceOf(ConstraintException.class);
    }
  }

  @Test
  void shouldSelectNothingByAValueThatIsLongerThanKeysMayBe() {
    for (Partitioning division :
        List.of(
            Partitioning.hash(3, "s"),
            Partitioning.hash(3, "n", "s"),
            Partitioning.hash(3, "s", "n"),
            Partitioning.list("s"),
            Partitioning.list("s", List.of("a", "b"), List.of("c")))) {
      Table texts =
          db.schema()
              .createTable(
                  TableSchema.named("texts")
                      .column("s", ColumnType.STRING)
                      .column("n", ColumnType.decimal(10, 2))
                      .column("x", ColumnType.LONG)
                      .primaryKey("s", "n")
                      .uniqueIndex("by_x", ix -> ix.ascending("x").ascending("s").ascending("n"))
                      .partitionBy(division)
                      .build());
      StringColumn s = texts.stringColumn("s");
      DecimalColumn n = texts.decimalColumn("n");
      LongColumn x = texts.longColumn("x");
      for (String text : List.of("a", "b", "c")) {
        texts.insert().set(s, text).set(n, BigDecimal.ONE).set(x, 1).execute();
      }
      BigDecimal wide = BigDecimal.TEN.pow(990).add(BigDecimal.ONE);
      assertCount(0, texts, s.eq(TOO_LONG));
      assertCount(0, texts, s.eq(TOO_LONG).and(n.eq(BigDecimal.ONE)));
      assertCount(0, texts, s.eq("a").and(n.eq(wide)));
      assertCount(0, texts, s.in(TOO_LONG, TOO_LONG + "b").and(n.eq(BigDecimal.ONE)));
      assertCount(2, texts, s.in("a", TOO_LONG, "c"));
      assertCount(2, texts, s.in("a", TOO_LONG, "c").and(n.in(wide, BigDecimal.ONE)));
      try (ReadTransaction tx = db.beginRead()) {
        BatchGet all = texts.getAll();
        assertThat(texts.get().set(s, TOO_LONG).set(n, BigDecimal.ONE).fetch(tx)).isFalse();
        assertThat(texts.get("by_x").set(x, 1).set(s, TOO_LONG).set(n, BigDecimal.ONE).fetch(tx))
            .isFalse();
        all.set(s, TOO_LONG).set(n, BigDecimal.ONE).add();
        all.set(s, "b").set(n, BigDecimal.ONE).add();
        assertThat(all.fetch(tx)).isEqualTo(1);
      }
      db.schema().dropTable("texts");
    }
  }

  private void assertCount(int expected, Table texts, Predicate predicate) {
    LongAggregate rows = Aggregate.count();
    try (ReadTransaction tx = db.beginRead();
        PreparedAggregate count = texts.scan().where(predicate).aggregate(rows)) {
      assertThat(count.fetch(tx).getLong(rows)).as(count.explain()).isEqualTo(expected);
    }
    db.transact(
        tx -> {
          try (PreparedScan scan = texts.scan().where(predicate).forUpdate().prepare();
              RowCursor cursor = scan.open(tx)) {
            assertThat(scan.explain()).contains("partitions ");
            for (int i = 0; i < expected; i++) {
              assertThat(cursor.next()).isTrue();
            }
            assertThat(cursor.next()).isFalse();
          }
          LongColumn x = texts.longColumn("x");
          assertThat(texts.update(tx).where(predicate).set(x, 2).execute()).isEqualTo(expected);
          assertThat(texts.delete(tx).where(predicate).execute()).isEqualTo(expected);
          tx.rollback();
        });
  }

  @Test
  void shouldSelectNothingByAParameterThatIsLongerThanKeysMayBe() {
    Table texts =
        db.schema()
            .createTable(
                TableSchema.named("texts")
                    .column("s", ColumnType.STRING)
                    .primaryKey("s")
                    .partitionBy(Partitioning.hash(3, "s"))
                    .build());
    StringColumn s = texts.stringColumn("s");
    texts.insert().set(s, "a").execute();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = texts.scan().where(s.in(parameter(0), parameter(1))).prepare()) {
      scan.bind(0, TOO_LONG).bind(1, TOO_LONG);
      try (RowCursor cursor = scan.open(tx)) {
        assertThat(cursor.next()).isFalse();
      }
      scan.bind(1, "a");
      try (RowCursor cursor = scan.open(tx)) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.continuation()).isPresent();
      }
    }
  }
}
