package io.ashlar.rows.load;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.load.Duplicates;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadReport;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import org.junit.jupiter.api.Test;

/** Rows come in all at once. */
class TableLoadTest extends LoadTest {

  @Test
  void shouldLoadRowsAndEntriesIntoAnEmptyTable() {
    LoadReport report = places.load(descending(5_000), PLAIN);
    assertThat(report.method()).isEqualTo(LoadMethod.FILES);
    assertThat(report.rows()).isEqualTo(5_000);
    assertThat(report.reason()).isEmpty();
    assertThat(report.bytes()).isGreaterThan(5_000 * 40);
    for (int round = 0; round < 2; round++) {
      assertThat(all()).hasSize(5_000).isSorted();
      assertThat(places.estimatedRowCount()).isEqualTo(5_000);
      assertThat(peopleOf(4)).isEqualTo(4);
      assertThat(peopleOf(3)).as("the default").isEqualTo(7);
      try (ReadTransaction tx = db.beginRead();
          PreparedScan some = places.scan().where(country.eq("C3")).prepare();
          PreparedScan large = places.scan().where(people.atLeast(4_000)).prepare()) {
        assertThat(found(tx, some)).hasSize(714).allMatch(key -> key % 7 == 3);
        assertThat(found(tx, large)).hasSize(667);
      }
      assertThat(places.get("by_code").set(code, "code77").find().orElseThrow().getLong(id))
          .isEqualTo(77);
      assertThat(db.maintenance().verify().problems()).isEmpty();
      reopen();
    }
    assertThat(places.insert().set(id, 10_000).set(country, "X").execute()).isEqualTo(1);
    assertThatThrownBy(() -> places.insert().set(id, 10).set(country, "X").execute())
        .isInstanceOf(ConstraintException.class);
  }

  private long inserts() {
    return db.monitor().tableStatistics().stream()
        .filter(each -> each.table().equals("places") && each.index().equals("primary"))
        .findFirst()
        .orElseThrow()
        .inserts();
  }

  @Test
  void shouldLoadWithStatementsThatWereMadeBefore() {
    try (PreparedScan scan = places.scan().where(country.eq("C1")).prepare()) {
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(found(tx, scan)).isEmpty();
      }
      var insert = places.insert();
      var get = places.get();
      assertThat(get.set(id, 1).find()).isEmpty();
      assertThat(places.load(descending(100), PLAIN).rows()).isEqualTo(100);
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(found(tx, scan)).hasSize(15);
      }
      assertThat(get.set(id, 1).find()).isPresent();
      assertThat(inserts()).isEqualTo(100);
      assertThat(insert.set(id, 100).set(country, "C1").execute()).isEqualTo(1);
      assertThat(inserts()).isEqualTo(101);
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(found(tx, scan)).hasSize(16);
      }
    }
  }

  @Test
  void shouldLoadNothing() {
    LoadReport report = places.load(row -> false, PLAIN);
    assertThat(report.rows()).isZero();
    assertThat(report.method()).isEqualTo(LoadMethod.FILES);
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldShowNothingToViewsFromBefore() {
    try (ReadTransaction before = db.beginRead();
        PreparedScan scan = places.scan().prepare();
        Transaction snapshot = db.begin(IsolationLevel.SNAPSHOT)) {
      assertThat(found(before, scan)).isEmpty();
      Table other =
          db.schema().createTable(TableSchema.named("o").column("k", LONG).primaryKey("k").build());
      assertThat(other.insert(snapshot).set(other.longColumn("k"), 1).execute()).isEqualTo(1);
      assertThat(places.load(descending(100), PLAIN).rows()).isEqualTo(100);
      assertThat(found(before, scan)).isEmpty();
      assertThatThrownBy(() -> places.insert(snapshot).set(id, 1).set(country, "x").execute())
          .isInstanceOf(SchemaChangedException.class);
    }
    assertThat(all()).hasSize(100);
  }

  @Test
  void shouldSkipOrReplaceDuplicatesAsChosen() {
    db.schema().dropIndex("places", "by_code");
    LoadReport skipped = places.load(ids(5, 1, 3, 1, 9, 1), PLAIN.duplicates(Duplicates.SKIP));
    assertThat(skipped.method()).isEqualTo(LoadMethod.FILES);
    assertThat(skipped.rows()).isEqualTo(4);
    assertThat(skipped.skipped()).isEqualTo(2);
    assertThat(peopleOf(1)).as("the first").isEqualTo(1);
    db.schema().dropTable("places");
    use(db.schema().createTable(PLACES));
    db.schema().dropIndex("places", "by_code");
    LoadReport replaced = places.load(ids(5, 1, 3, 1, 9, 1), PLAIN.duplicates(Duplicates.REPLACE));
    assertThat(replaced.rows()).isEqualTo(4);
    assertThat(replaced.replaced()).isEqualTo(2);
    assertThat(peopleOf(1)).as("the last").isEqualTo(5);
  }

  @Test
  void shouldLoadByCommitsIntoATableThatHasRows() {
    assertThat(places.load(ids(1, 2), PLAIN).rows()).isEqualTo(2);
    LoadReport more = places.load(ids(3, 4), PLAIN);
    assertThat(more.method()).isEqualTo(LoadMethod.COMMITS);
    assertThat(more.reason()).isEqualTo("The table has rows.");
    assertThat(more.rows()).isEqualTo(2);
    assertThat(all()).containsExactly(1L, 2L, 3L, 4L);
    assertThatThrownBy(() -> places.load(ids(4, 5), PLAIN))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("A row with this primary key exists.");
    LoadReport skipped = places.load(ids(4, 6), PLAIN.duplicates(Duplicates.SKIP));
    assertThat(skipped.skipped()).isEqualTo(1);
    assertThat(skipped.rows()).isEqualTo(1);
    assertThat(places.upsert().set(id, 2).set(country, "C").set(code, "kept?").execute())
        .isEqualTo(1);
    LoadReport replaced = places.load(ids(7, 2), PLAIN.duplicates(Duplicates.REPLACE));
    assertThat(replaced.rows()).isEqualTo(2);
    assertThat(peopleOf(2)).isEqualTo(1);
    assertThat(places.get().set(id, 2).find().orElseThrow().isNull(code))
        .as("nothing is left of the row that was replaced")
        .isTrue();
  }

  @Test
  void shouldNumberRowsWithoutKeyAndIdentities() {
    Table log = db.schema().createTable(TableSchema.named("log").column("line", STRING).build());
    StringColumn line = log.stringColumn("line");
    int[] n = {0};
    LoadReport report =
        log.load(
            row -> {
              row.set(line, "line " + n[0]);
              return n[0]++ < 50;
            },
            PLAIN);
    assertThat(report.method()).isEqualTo(LoadMethod.FILES);
    assertThat(log.estimatedRowCount()).isEqualTo(50);
    assertThat(log.insert().set(line, "more").execute()).isEqualTo(1);
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  @Test
  void shouldLoadAnewAfterEachDeleteOfAllRows() {
    for (int round = 0; round < 3; round++) {
      assertThat(places.load(descending(200), PLAIN).method()).isEqualTo(LoadMethod.FILES);
      assertThat(all()).hasSize(200);
      assertThat(places.delete().execute()).isEqualTo(200);
    }
    reopen();
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldShowNewPartitionsToNoViewFromBefore() {
    Table days =
        db.schema()
            .createTable(
                TableSchema.named("days")
                    .column("day", LONG)
                    .column("id", LONG)
                    .primaryKey("day", "id")
                    .partitionBy(Partitioning.range("day", 1))
                    .build());
    LongColumn day = days.longColumn("day");
    LongColumn number = days.longColumn("id");
    // One that is there, and empty.
    assertThat(days.createPartition(1L)).isTrue();
    try (ReadTransaction before = db.beginRead();
        PreparedScan scan = days.scan().prepare();
        RowCursor nothing = scan.open(before)) {
      assertThat(nothing.next()).isFalse();
      int[] next = {0};
      LoadReport report =
          days.load(
              row -> {
                row.set(day, next[0] % 4).set(number, next[0]);
                return next[0]++ < 400;
              },
              PLAIN);
      assertThat(report.method()).isEqualTo(LoadMethod.FILES);
      assertThat(days.listPartitions()).hasSize(4);
      try (PreparedScan later = days.scan().prepare();
          RowCursor still = later.open(before)) {
        assertThat(still.next()).as("what came after the view").isFalse();
      }
      assertThat(days.get().set(day, 3).set(number, 7).find()).isPresent();
    }
    assertThat(days.estimatedRowCount()).isEqualTo(400);
  }

  @Test
  void shouldGoByCommitsInMemory() {
    try (Database memory = Database.inMemory()) {
      Table table = memory.schema().createTable(PLACES);
      LongColumn key = table.longColumn("id");
      StringColumn of = table.stringColumn("country");
      int[] n = {0};
      LoadReport report =
          table.load(
              row -> {
                row.set(key, n[0]).set(of, "C");
                return n[0]++ < 3_000;
              },
              PLAIN);
      assertThat(report.method()).isEqualTo(LoadMethod.COMMITS);
      assertThat(report.rows()).isEqualTo(3_000);
      assertThat(memory.maintenance().verify().problems()).isEmpty();
    }
  }
}
