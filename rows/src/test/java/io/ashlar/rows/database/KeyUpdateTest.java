package io.ashlar.rows.database;

import static io.ashlar.type.ColumnType.LONG;
import static io.ashlar.type.ColumnType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates of columns of the primary key. Every test ends with the integrity check. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class KeyUpdateTest extends KeyUpdates {

  KeyUpdateTest(StoreKind kind) {
    super(kind);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldShiftAllRowsWhenKeysFollowEachOther(IsolationLevel level) {
    fill();
    long changed = db.transact(level, tx -> people.update(tx).add(id, 1).execute());
    assertThat(changed).isEqualTo(ROWS);
    requireIds(2, 3, 4, 5, 6, 7);
    changed =
        db.transact(level, tx -> people.update(tx).add(id, -1).where(id.atLeast(2)).execute());
    assertThat(changed).isEqualTo(ROWS);
    requireIds(1, 2, 3, 4, 5, 6);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldExchangeRowsWhenEachTakesTheKeyOfTheOther(IsolationLevel level) {
    fill();
    Long changed =
        db.transact(
            level,
            tx ->
                people.update(tx).set(id, id.negated().plus(5)).where(id.between(2, 3)).execute());
    assertThat(changed).isEqualTo(2);
    requireIds(1, 3, 2, 4, 5, 6);
  }

  @Test
  void shouldNotMeetARowTwiceWhenItMovesForwardInTheWalkedKey() {
    fill();
    assertThat(people.update().add(id, 100).where(id.atLeast(1)).execute()).isEqualTo(ROWS);
    requireIds(101, 102, 103, 104, 105, 106);
    assertThat(people.update().add(id, -100).where(id.atLeast(1)).limit(2).execute()).isEqualTo(2);
    requireIds(1, 2, 103, 104, 105, 106);
    assertThat(
            people
                .update()
                .add(id, -50)
                .where(id.atLeast(100))
                .orderBy(age.descending())
                .limit(1)
                .execute())
        .isOne();
    requireIds(1, 2, 103, 104, 105, 56);
  }

  @ParameterizedTest
  @EnumSource(IsolationLevel.class)
  void shouldChangeNothingWhenARowHasTheKey(IsolationLevel level) {
    fill();
    try (Transaction tx = db.begin(level)) {
      assertThat(people.delete(tx).where(id.eq(6)).execute()).isOne();
      Update collides = people.update(tx).add(id, 3).where(id.lessThan(4));
      assertThatThrownBy(collides::execute)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("A row with this primary key exists.")
          .hasMessageContaining("key=(4)");
      Update twins = people.update(tx).set(id, 50).where(id.lessThan(3));
      assertThatThrownBy(twins::execute)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("key=(50)");
      assertThat(people.update(tx).set(id, 6).where(id.eq(1)).execute()).isOne();
      tx.commit();
    }
    try (ReadTransaction tx = db.beginRead()) {
      assertThat(idsByAge(tx, "by_name")).containsExactly(6, 2, 3, 4, 5);
    }
  }

  @Test
  void shouldJudgeUniqueIndexesWithTheRowsThatMove() {
    fill();
    assertThat(people.update().set(id, 60).set(email, "1@x").where(id.eq(1)).execute()).isOne();
    requireIds(60, 2, 3, 4, 5, 6);
    assertThatThrownBy(
            () -> people.update().set(id, 61).set(email, "3@x").where(id.eq(2)).execute())
        .isInstanceOf(ConstraintException.class)
        .satisfies(
            e -> assertThat(((ConstraintException) e).facts()).containsEntry("index", "by_email"));
    requireIds(60, 2, 3, 4, 5, 6);
  }

  @Test
  void shouldTakeEveryKindOfAssignment() {
    fill();
    Parameter to = Parameter.parameter(0);
    Update bound = people.update().set(id, to).where(name.eq("n1"));
    assertThat(bound.bind(0, 70).execute()).isOne();
    assertThat(bound.bind(0, 71).execute()).isOne();
    assertThat(people.update().set(id, id.times(10)).where(id.eq(2)).execute()).isOne();
    assertThat(people.update().add(id, to).where(id.eq(3)).bind(0, 30).execute()).isOne();
    assertThat(people.update().set(id, 4).set(name, "n4").where(id.eq(4)).execute()).isOne();
    requireIds(71, 20, 33, 4, 5, 6);
    assertThatThrownBy(() -> people.update().setNull(id).where(id.eq(4)).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("The column may not be null.");
    assertThatThrownBy(() -> people.update().add(id, Long.MAX_VALUE).execute())
        .isInstanceOf(ConstraintException.class);
    requireIds(71, 20, 33, 4, 5, 6);
  }

  @Test
  void shouldChangeOnePartOfAKeyOfSeveralColumns() {
    Table cells =
        db.schema()
            .createTable(
                TableSchema.named("cells")
                    .column("sheet", STRING)
                    .column("line", LONG)
                    .column("text", STRING)
                    .primaryKey("sheet", "line")
                    .index("by_text", ix -> ix.ascending("text"))
                    .check("positive", LongColumn.named("line").atLeast(0))
                    .build());
    StringColumn sheet = cells.stringColumn("sheet");
    LongColumn line = cells.longColumn("line");
    StringColumn text = cells.stringColumn("text");
    for (long i = 0; i < 4; i++) {
      cells.insert().set(sheet, "a").set(line, i).set(text, "t" + i).execute();
    }
    assertThat(cells.update().add(line, 1).where(line.atLeast(1)).execute()).isEqualTo(3);
    assertThat(cells.update().set(sheet, "b").where(text.eq("t3")).execute()).isOne();
    assertThat(StoredRows.all(handle(), cells))
        .containsExactly(
            Map.of("sheet", "a", "line", 0L, "text", "t0"),
            Map.of("sheet", "a", "line", 2L, "text", "t1"),
            Map.of("sheet", "a", "line", 3L, "text", "t2"),
            Map.of("sheet", "b", "line", 4L, "text", "t3"));
    assertThatThrownBy(() -> cells.update().add(line, -1).where(sheet.eq("a")).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("check");
    assertThatThrownBy(
            () -> cells.update().set(sheet, "x".repeat(70_000)).where(sheet.eq("b")).execute())
        .isInstanceOf(LimitExceededException.class);
    assertThat(StoredRows.all(handle(), cells)).hasSize(4);
  }

  @Test
  void shouldCountMovedRowsAsUpdated() {
    fill();
    db.monitor().resetTableStatistics();
    assertThat(people.update().add(id, 10).execute()).isEqualTo(ROWS);
    TableStatistics counted =
        db.monitor().tableStatistics().stream()
            .filter(each -> each.table().equals("people"))
            .filter(each -> each.index() == null || each.index().equals(IndexSchema.PRIMARY))
            .findFirst()
            .orElseThrow();
    assertThat(counted.updates()).isEqualTo(ROWS);
    assertThat(counted.inserts()).isZero();
    assertThat(counted.deletes()).isZero();
    assertThat(people.estimatedRowCount()).isEqualTo(ROWS);
  }

  @Test
  void shouldAskForTheVersionOfTheOldRow() {
    fill();
    long version = version(1);
    assertThatThrownBy(
            () -> people.update().set(id, 7).where(id.eq(1)).ifVersion(version + 1).execute())
        .isInstanceOf(VersionMismatchException.class);
    assertThat(people.update().set(id, 7).where(id.eq(1)).ifVersion(version).execute()).isOne();
    assertThat(version(7)).isGreaterThan(version);
    assertThat(people.update().set(id, 8).where(id.eq(1)).ifVersion(version).execute()).isZero();
    requireIds(7, 2, 3, 4, 5, 6);
  }

  private long version(long key) {
    return people.get().set(id, key).find().orElseThrow().version();
  }

  @Test
  void shouldInsertWhereARowHasLeftAndUpsertWhereOneHasCome() {
    fill();
    try (Transaction tx = db.begin()) {
      assertThat(people.update(tx).set(id, 9).where(id.eq(1)).execute()).isOne();
      people.insert(tx).set(id, 1).set(name, "n0").set(age, 0).execute();
      assertThat(people.upsert(tx).set(id, 9).set(name, "n1").set(age, 1).execute()).isOne();
      tx.commit();
    }
    assertThat(people.get().set(id, 9).find().orElseThrow().getString(email)).isEqualTo("1@x");
    requireIdsOfNames("n0", 1, "n1", 9);
  }

  private void requireIdsOfNames(Object... pairs) {
    for (int i = 0; i < pairs.length; i += 2) {
      long found = 0;
      try (ReadTransaction tx = db.beginRead();
          PreparedScan scan = people.scan().where(name.eq((String) pairs[i])).prepare();
          RowCursor cursor = scan.open(tx)) {
        assertThat(cursor.next()).isTrue();
        found = cursor.getLong(id);
      }
      assertThat(found).isEqualTo(((Integer) pairs[i + 1]).longValue());
    }
  }

  @Test
  void shouldShowThePastUnderTheOldKeys() {
    db.schema().keepHistory("people", Duration.ofDays(1));
    fill();
    long before = commitOf(tx -> people.update(tx).set(age, 1).where(id.eq(1)).execute());
    long shifted = commitOf(tx -> people.update(tx).add(id, 1).execute());
    long dropped = commitOf(tx -> people.delete(tx).where(id.eq(7)).execute());
    try (ReadTransaction past = db.beginReadAsOf(before)) {
      assertThat(idsByAge(past, IndexSchema.PRIMARY)).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(people.get().set(id, 7).fetch(past)).isFalse();
    }
    try (ReadTransaction past = db.beginReadAsOf(shifted)) {
      assertThat(idsByAge(past, IndexSchema.PRIMARY)).containsExactly(2, 3, 4, 5, 6, 7);
      assertThat(people.get().set(id, 1).fetch(past)).isFalse();
    }
    try (ReadTransaction past = db.beginReadAsOf(dropped)) {
      assertThat(idsByAge(past, IndexSchema.PRIMARY)).containsExactly(2, 3, 4, 5, 6);
    }
  }

  private long commitOf(ToLongFunction<Transaction> statement) {
    try (Transaction tx = db.begin()) {
      assertThat(statement.applyAsLong(tx)).isPositive();
      return tx.commit();
    }
  }

  @Test
  void shouldMoveRowsThatAreOlderThanAColumn() {
    fill();
    db.schema()
        .alterTable("people", change -> change.addColumn("grade", LONG).notNull().defaultValue(5L));
    LongColumn grade = people.longColumn("grade");
    assertThat(people.update().add(id, 1).where(grade.eq(5)).execute()).isEqualTo(ROWS);
    requireIds(2, 3, 4, 5, 6, 7);
    assertThat(people.get().set(id, 7).find().orElseThrow().getLong(grade)).isEqualTo(5);
  }
}
