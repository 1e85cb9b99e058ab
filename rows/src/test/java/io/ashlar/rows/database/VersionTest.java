package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.VersionMismatchException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.Row;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Versions of rows, and updates and deletes that expect one. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class VersionTest extends DatabaseTest {

  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  VersionTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    insert(people, 1, "Abe", "a@x", 30);
    insert(people, 2, "Bea", "b@x", 40);
  }

  private long version(long row) {
    return people.get().set(id, row).find().map(Row::version).orElseThrow();
  }

  @Test
  void shouldBeTheCommitTimestampWhereTheRowIsRead() {
    long committed;
    try (Transaction tx = db.begin()) {
      people.update(tx).where(id.eq(1)).set(age, 31).execute();
      committed = tx.commit();
    }
    assertThat(version(1)).isEqualTo(committed);
    assertThat(version(2)).isLessThan(committed);
    try (ReadTransaction view = db.beginRead();
        PreparedScan rows = people.scan().where(id.eq(1)).prepare();
        PreparedScan covered = people.scan().using("by_name").select(name).prepare();
        RowCursor row = rows.open(view);
        RowCursor entry = covered.open(view)) {
      assertThat(row.next()).isTrue();
      assertThat(row.version()).isEqualTo(committed);
      assertThat(entry.next()).isTrue();
      assertThatThrownBy(entry::version).isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldChangeNothingWhenTheVersionIsAnother() {
    long read = version(1);
    Update update = people.update().where(id.eq(1));
    assertThat(update.set(age, 31).ifVersion(read).execute()).isEqualTo(1);
    VersionMismatchException lost =
        catchThrowableOfType(
            VersionMismatchException.class, () -> update.set(age, 32).ifVersion(read).execute());
    assertThat(lost.facts())
        .containsEntry("table", "people")
        .containsEntry("expected", Long.toString(read))
        .containsEntry("found", Long.toString(version(1)));
    assertThat(people.get().set(id, 1).find().orElseThrow().getLong(age)).isEqualTo(31);
    // The expectation was for that execution alone.
    assertThat(update.set(age, 33).execute()).isEqualTo(1);
    Delete delete = people.delete().where(id.eq(1));
    assertThatThrownBy(() -> delete.ifVersion(read).execute())
        .isInstanceOf(VersionMismatchException.class);
    assertThat(delete.ifVersion(version(1)).execute()).isEqualTo(1);
    assertThat(delete.ifVersion(read).execute()).as("a row that is gone").isZero();
    assertThatThrownBy(() -> delete.ifVersion(-1)).isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldGoOnWithoutTheStatementWhenTheVersionIsAnother() {
    for (IsolationLevel level : IsolationLevel.values()) {
      long read = version(1);
      people.update().where(id.eq(1)).add(age, 1).execute();
      try (Transaction tx = db.begin(level)) {
        people.update(tx).where(id.eq(2)).add(age, 1).execute();
        assertThatThrownBy(
                () -> people.update(tx).where(age.atLeast(0)).set(age, 0).ifVersion(read).execute())
            .isInstanceOf(VersionMismatchException.class);
        Get get = people.get();
        assertThat(get.set(id, 1).fetch(tx)).isTrue();
        Update again = people.update(tx).where(id.eq(1)).ifVersion(get.version());
        assertThat(again.add(age, 1).execute()).isEqualTo(1);
        tx.commit();
      }
    }
    int levels = IsolationLevel.values().length;
    assertThat(people.get().set(id, 1).find().orElseThrow().getLong(age))
        .isEqualTo(30 + 2L * levels);
    assertThat(people.get().set(id, 2).find().orElseThrow().getLong(age)).isEqualTo(40L + levels);
  }

  @Test
  void shouldStandAtZeroWhenTheTransactionItselfHasWrittenTheRow() {
    long read = version(1);
    try (Transaction tx = db.begin()) {
      Update update = people.update(tx).where(id.eq(1));
      assertThat(update.ifVersion(read).set(age, 1).execute()).isEqualTo(1);
      assertThatThrownBy(() -> update.ifVersion(read).set(age, 2).execute())
          .isInstanceOf(VersionMismatchException.class);
      Get get = people.get();
      assertThat(get.set(id, 1).fetch(tx)).isTrue();
      assertThat(get.version()).isZero();
      assertThat(update.ifVersion(0).set(age, 3).execute()).isEqualTo(1);
      long committed = tx.commit();
      assertThat(version(1)).isEqualTo(committed);
    }
  }

  @Test
  void shouldRunTheBodyOnceWhenTheVersionIsAnother() {
    long read = version(1);
    people.update().where(id.eq(1)).add(age, 1).execute();
    int[] runs = new int[1];
    assertThatThrownBy(
            () ->
                db.transact(
                    tx -> {
                      runs[0]++;
                      people.update(tx).where(id.eq(1)).set(age, 0).ifVersion(read).execute();
                    }))
        .isInstanceOf(VersionMismatchException.class);
    assertThat(runs[0]).isEqualTo(1);
  }

  @Test
  void shouldConflictWhenTheRowChangesAfterTheView() {
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      Get get = people.get();
      assertThat(get.set(id, 1).fetch(tx)).isTrue();
      people.update().where(id.eq(1)).add(age, 1).execute();
      assertThatThrownBy(
              () ->
                  people.update(tx).where(id.eq(1)).set(age, 0).ifVersion(get.version()).execute())
          .isInstanceOf(WriteConflictException.class);
    }
  }
}
