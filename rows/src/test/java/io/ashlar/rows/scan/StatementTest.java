package io.ashlar.rows.scan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.ByteView;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What gets, scans, updates and deletes promise, on the store in memory. */
class StatementTest {

  private final Database db = Database.inMemory();
  private Table people;
  private LongColumn id;
  private StringColumn name;
  private LongColumn age;

  @BeforeEach
  void fill() {
    people =
        db.schema()
            .createTable(
                TableSchema.named("people")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("age", ColumnType.LONG)
                    .column("note", ColumnType.STRING)
                    .primaryKey("id")
                    .index("by_age", x -> x.ascending("age"))
                    .uniqueIndex("by_name", x -> x.ascending("name"))
                    .build());
    id = people.longColumn("id");
    name = people.stringColumn("name");
    age = people.longColumn("age");
    for (int i = 0; i < 10; i++) {
      people.insert().set(id, i).set(name, "p" + i).set(age, 10L * i).execute();
    }
  }

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  private List<Long> ids(PreparedScan scan, ReadTransaction tx) {
    List<Long> found = new ArrayList<>();
    try (RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        found.add(rows.getLong(id));
      }
    }
    return found;
  }

  @Test
  void shouldReadRowWhenKeyIsSet() {
    Get get = people.get();
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(get.set(id, 3).fetch(tx)).isTrue();
      assertThat(get.getString(name)).isEqualTo("p3");
      ByteView view = get.view(name);
      assertThat(view.contentEquals("p3")).isTrue();
      assertThat(get.isNull(people.column("note"))).isTrue();
      assertThat(get.version()).isPositive();
      assertThat(get.set(id, 33).fetch(tx)).isFalse();
      assertThatThrownBy(view::length).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> get.getString(name)).isInstanceOf(IllegalUseException.class);
      assertThatThrownBy(() -> get.fetch(tx))
          .isInstanceOf(IllegalUseException.class)
          .hasMessageStartingWith("A column of the key has no value.");
      assertThatThrownBy(() -> get.set(id, 3).set(age, 1).fetch(tx))
          .isInstanceOf(SchemaException.class);
      assertThatThrownBy(() -> people.get().set(id, 3).fetchForUpdate(null))
          .isInstanceOf(IllegalUseException.class);
    }
    assertThat(people.get("by_name").set(name, "p4").find().orElseThrow().getLong(id)).isEqualTo(4);
    assertThat(people.get("by_name").setNull(name).find()).isEmpty();
    assertThat(people.get("by_name").set(name, "x".repeat(9_000)).find()).isEmpty();
    assertThatThrownBy(() -> people.get("by_age")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> people.get("by_moon")).isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldSeeRowsAsTheyWereWhenTheTransactionChangesThemUnderTheCursor() {
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction tx = db.begin(level);
          PreparedScan scan = people.scan().using("by_age").prepare();
          RowCursor rows = scan.open(tx)) {
        List<String> seen = new ArrayList<>();
        while (rows.next()) {
          seen.add(rows.getLong(id) + ":" + rows.getLong(age));
          people.update(tx).where(id.eq(rows.getLong(id))).add(age, 25).execute();
          people.delete(tx).where(id.eq(rows.getLong(id) + 1)).execute();
        }
        assertThat(seen).hasSize(10).startsWith("0:0", "1:10").endsWith("9:90");
      }
    }
  }

  @Test
  void shouldMeetEachRowOnceWhenUpdateMovesItForwardInTheWalkedIndex() {
    long changed = people.update().where(age.atLeast(0)).add(age, 15).execute();
    assertThat(changed).isEqualTo(10);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().where(age.eq(parameter(0))).prepare()) {
      assertThat(ids(scan.bind(0, 15), tx)).containsExactly(0L);
      assertThat(ids(scan.bind(0, 105), tx)).containsExactly(9L);
      assertThat(ids(scan.bindNull(0), tx)).isEmpty();
    }
  }

  @Test
  void shouldJudgeNewestVersionWhenALockWasWaitedForUnderReadCommitted() throws Exception {
    for (boolean byKey : new boolean[] {true, false}) {
      CountDownLatch started = new CountDownLatch(1);
      CompletableFuture<Long> waiting;
      try (Transaction first = db.begin();
          Transaction second = db.begin(IsolationLevel.READ_COMMITTED)) {
        people.update(first).where(id.eq(5)).set(age, byKey ? 1000 : 50).execute();
        long sought = byKey ? 50 : 1000;
        waiting =
            CompletableFuture.supplyAsync(
                () -> {
                  started.countDown();
                  return people
                      .delete(second)
                      .where(byKey ? id.eq(5).and(age.eq(sought)) : age.eq(sought))
                      .execute();
                });
        started.await();
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(waiting).isNotDone();
        first.commit();
        assertThat(waiting.get(120, TimeUnit.SECONDS)).isZero();
        second.commit();
      }
    }
    assertThat(people.get().set(id, 5).find()).isPresent();
  }

  @Test
  void shouldConflictWhenSnapshotUpdatesARowThatHasChanged() {
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      assertThat(people.get().set(id, 1).find(tx)).isPresent();
      assertThat(people.update().where(id.eq(2)).set(age, 7).execute()).isEqualTo(1);
      assertThatThrownBy(() -> people.update(tx).where(id.eq(2)).add(age, 1).execute())
          .isInstanceOf(WriteConflictException.class);
    }
  }

  @Test
  void shouldLockRowWhenFetchedForUpdateByUniqueKey() throws Exception {
    try (Transaction tx = db.begin()) {
      Get get = people.get("by_name");
      assertThat(get.set(name, "p6").fetchForUpdate(tx)).isTrue();
      assertThat(get.getLong(age)).isEqualTo(60);
      CompletableFuture<Long> other =
          CompletableFuture.supplyAsync(
              () -> people.update().where(id.eq(6)).add(age, 1).execute());
      TimeUnit.MILLISECONDS.sleep(100);
      assertThat(other).isNotDone();
      people.update(tx).where(id.eq(6)).add(age, 1).execute();
      tx.commit();
      assertThat(other.get(120, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(people.get().set(id, 6).find().orElseThrow().getLong(age)).isEqualTo(62);
  }

  @Test
  void shouldChangeNothingWhenAStatementFails() {
    try (Transaction tx = db.begin()) {
      assertThatThrownBy(() -> people.update(tx).where(age.atLeast(30)).set(name, "same").execute())
          .isInstanceOf(ConstraintException.class);
      assertThatThrownBy(
              () -> people.update(tx).where(age.atLeast(0)).add(age, Long.MAX_VALUE - 50).execute())
          .isInstanceOf(ConstraintException.class);
      assertThatThrownBy(() -> people.update(tx).where(id.eq(1)).set(id, 2).execute())
          .isInstanceOf(ConstraintException.class);
      assertThat(people.get().set(id, 4).find(tx).orElseThrow().getString(name)).isEqualTo("p4");
      tx.commit();
    }
    assertThat(people.get().set(id, 0).find().orElseThrow().getLong(age)).isZero();
  }

  @Test
  void shouldRefuseWhenCursorOrScanIsMisused() {
    PreparedScan scan = people.scan().where(age.between(parameter(0), parameter(1))).prepare();
    PreparedScan narrow = people.scan().select(id).prepare();
    Transaction tx = db.begin();
    assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> scan.bind(2, 1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> scan.bind(0, "x")).isInstanceOf(SchemaException.class);
    RowCursor rows = scan.bind(0, 20).bind(1, 40).open(tx);
    assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> rows.getLong(id)).isInstanceOf(IllegalUseException.class);
    assertThat(rows.next()).isTrue();
    assertThatThrownBy(() -> rows.getString(people.stringColumn("note")))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The column is null in this row.");
    RowCursor unnamed = narrow.open(tx);
    assertThat(unnamed.next()).isTrue();
    assertThatThrownBy(() -> unnamed.getString(name))
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The column was not selected.");
    tx.rollback();
    assertThatThrownBy(() -> rows.getLong(id)).isInstanceOf(ClosedException.class);
    tx.begin();
    assertThatThrownBy(rows::next).isInstanceOf(ClosedException.class);
    rows.close();
    assertThat(ids(scan, tx)).containsExactly(2L, 3L, 4L);
    scan.close();
    scan.close();
    narrow.close();
    assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(ClosedException.class);
    tx.close();
    assertThatThrownBy(() -> people.scan().limit(-1)).isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.scan().reverse().reverse())
        .isInstanceOf(IllegalUseException.class);
    assertThatThrownBy(() -> people.update().where(id.eq(1)).execute())
        .isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldSelectEveryRowWhenThereIsNoPredicate() {
    assertThat(people.update().set(age, 1).execute()).isEqualTo(10);
    assertThat(people.delete().execute()).isEqualTo(10);
    assertThat(people.delete().execute()).isZero();
  }

  @Test
  void shouldReadWholeKeyspaceWhenABoundIsLongerThanKeys() {
    String tooLong = "p5" + "x".repeat(9_000);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan below =
            people.scan().where(name.lessThan(tooLong)).orderBy(name.descending()).prepare();
        PreparedScan equal = people.scan().where(name.eq(tooLong)).prepare()) {
      assertThat(ids(below, tx)).containsExactly(5L, 4L, 3L, 2L, 1L, 0L);
      assertThat(ids(equal, tx)).isEmpty();
    }
  }

  @Test
  void shouldPlanAnewWhenTheSchemaHasChanged() {
    try (PreparedScan scan = people.scan().where(age.eq(30)).prepare();
        ReadTransaction old = db.beginRead()) {
      assertThat(scan.explain()).contains("by_age");
      db.schema().dropIndex("people", "by_age");
      try (ReadTransaction tx = db.beginRead()) {
        assertThat(ids(scan, tx)).containsExactly(3L);
        assertThat(scan.explain()).startsWith("walk primary key");
      }
      assertThat(ids(scan, old)).containsExactly(3L);
    }
  }
}
