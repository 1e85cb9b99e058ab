package io.ashlar.rows.load;

import static io.ashlar.type.ColumnType.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.error.CancelledException;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.ingest.FailedRow;
import io.ashlar.load.LoadMethod;
import io.ashlar.load.LoadOptions;
import io.ashlar.load.LoadPhase;
import io.ashlar.load.LoadProgress;
import io.ashlar.load.LoadReport;
import io.ashlar.load.LoadRow;
import io.ashlar.load.RowSource;
import io.ashlar.rows.database.Beneath;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that cannot be loaded, and loads that end before their time. */
class LoadFailureTest extends LoadTest {

  /** Ten rows, of which three break a constraint each. */
  private RowSource broken() {
    int[] next = {0};
    return row -> {
      int n = next[0]++;
      row.set(id, n).set(people, n == 4 ? -1 : n).set(code, n == 6 ? "far too long!" : null);
      if (n != 2) {
        row.set(country, "C");
      }
      return n < 10;
    };
  }

  @Test
  void shouldWaitForATransactionThatHasSeenNoRowsAndMayYetWrite() {
    try (Transaction tx = db.begin(IsolationLevel.SERIALIZABLE);
        PreparedScan scan = places.scan().prepare()) {
      assertThat(found(tx, scan)).isEmpty();
      assertThatThrownBy(() -> places.load(ids(1, 2), PLAIN))
          .isInstanceOf(LockTimeoutException.class);
      assertThat(found(tx, scan)).isEmpty();
    }
    assertThat(places.load(ids(1, 2), PLAIN).method()).isEqualTo(LoadMethod.FILES);
  }

  @Test
  void shouldTellTwoRowsThatHaveTheSameKey() {
    assertThatThrownBy(() -> places.load(ids(5, 1, 3, 1, 9), PLAIN))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("Two rows of the load have the same primary key.")
        .hasMessageContaining("key=(1)")
        .hasMessageContaining("row=4")
        .hasMessageContaining("otherRow=2");
    assertThat(all()).isEmpty();
    assertThatThrownBy(
            () ->
                places.load(
                    new RowSource() {
                      private int n;

                      @Override
                      public boolean next(LoadRow row) {
                        row.set(id, n).set(country, "C").set(code, n == 8 ? "c2" : "c" + n);
                        return n++ < 20;
                      }
                    },
                    PLAIN))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("Two rows have the same key in a unique index.")
        .hasMessageContaining("index=by_code")
        .hasMessageContaining("key=(c2)")
        .hasMessageContaining("row=(8)")
        .hasMessageContaining("otherRow=(2)");
    assertThat(all()).isEmpty();
    assertThat(places.load(ids(1, 2), PLAIN).rows()).as("nothing is left").isEqualTo(2);
  }

  @Test
  void shouldFailForARowThatBreaksAConstraintUnlessSomebodyTakesIt() {
    assertThatThrownBy(() -> places.load(broken(), PLAIN))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("column=country");
    assertThat(all()).isEmpty();
    List<FailedRow> failed = new ArrayList<>();
    LoadReport report = places.load(broken(), PLAIN.onFailedRow(failed::add));
    assertThat(report.rows()).isEqualTo(7);
    assertThat(report.failed()).isEqualTo(3);
    assertThat(failed).extracting(row -> row.values().get("id")).containsExactly(2L, 4L, 6L);
    assertThat(failed.get(0).failure()).isInstanceOf(ConstraintException.class);
    assertThat(all()).containsExactly(0L, 1L, 3L, 5L, 7L, 8L, 9L);
  }

  @Test
  void shouldLeaveTheTableAsItWasWhenTheSourceFails() {
    RowSource all = descending(1_000);
    int[] rows = {0};
    assertThatThrownBy(
            () ->
                places.load(
                    row -> {
                      if (rows[0]++ == 700) {
                        throw new UncheckedIOException(new IOException("broken"));
                      }
                      return all.next(row);
                    },
                    PLAIN))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(all()).isEmpty();
    assertThat(places.load(descending(10), PLAIN).method()).isEqualTo(LoadMethod.FILES);
  }

  /** Rows of which one does something else first. */
  private RowSource with(RowSource rows, int at, Runnable before) {
    int[] next = {0};
    return row -> {
      if (next[0]++ == at) {
        before.run();
      }
      return rows.next(row);
    };
  }

  @Test
  void shouldGiveBackWhatALoadHasTakenOrReplaced() {
    int keyspaces = 1 + places.schema().indexes().size();
    List<Integer> taken;
    try (ReadTransaction before = db.beginRead();
        PreparedScan scan = places.scan().prepare()) {
      // As long as this view needs them they stay.
      assertThat(found(before, scan)).isEmpty();
      assertThatThrownBy(() -> places.load(ids(1, 1), PLAIN))
          .isInstanceOf(ConstraintException.class);
      assertThat(Beneath.keyspacesToGiveBack(db)).hasSize(keyspaces);
      assertThat(places.load(ids(1, 2), PLAIN).method()).isEqualTo(LoadMethod.FILES);
      taken = Beneath.keyspacesToGiveBack(db);
      assertThat(taken).hasSize(2 * keyspaces);
    }
    while (!Collections.disjoint(Beneath.keyspacesToGiveBack(db), taken)) {
      // A drop takes off the list what the store is through with.
      db.schema().createTable(TableSchema.named("other").column("k", LONG).primaryKey("k").build());
      db.schema().dropTable("other");
    }
    assertThat(all()).containsExactly(1L, 2L);
  }

  @Test
  void shouldEndWhenTheDatabaseIsClosedMeanwhile() {
    assertThatThrownBy(() -> places.load(with(descending(1_000), 400, db::close), PLAIN))
        .isInstanceOf(ClosedException.class);
    open();
    use(db.table("places"));
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldEndWhenTheTableIsDroppedMeanwhile() {
    assertThatThrownBy(
            () ->
                places.load(
                    with(descending(1_000), 999, () -> db.schema().dropTable("places")), PLAIN))
        .isInstanceOf(ClosedException.class);
    assertThat(db.schema().tables()).isEmpty();
  }

  @Test
  void shouldFailWhenTheTableIsChangedMeanwhile() {
    RowSource all = descending(10);
    assertThatThrownBy(
            () ->
                places.load(
                    row -> {
                      boolean more = all.next(row);
                      if (!more) {
                        places.insert().set(id, 77).set(country, "C").execute();
                      }
                      return more;
                    },
                    PLAIN))
        .isInstanceOf(WriteConflictException.class)
        .hasMessageContaining("Rows came into the table while others were loaded.");
    assertThat(all()).containsExactly(77L);
    assertThat(places.delete().where(id.eq(77)).execute()).isEqualTo(1);
    RowSource others = descending(10);
    assertThatThrownBy(
            () ->
                places.load(
                    row -> {
                      boolean more = others.next(row);
                      if (!more) {
                        db.schema().dropIndex("places", "large");
                      }
                      return more;
                    },
                    PLAIN))
        .isInstanceOf(SchemaChangedException.class);
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldTellItsProgressAndEndAtItsLimits() {
    List<LoadProgress> told = new ArrayList<>();
    assertThat(places.load(descending(300), PLAIN.listener(told::add)).rows()).isEqualTo(300);
    assertThat(told).extracting(LoadProgress::phase).contains(LoadPhase.READING, LoadPhase.WRITING);
    LoadProgress last = told.get(told.size() - 1);
    assertThat(last.phase()).isEqualTo(LoadPhase.PUBLISHING);
    assertThat(last.rows()).isEqualTo(300);
    assertThat(last.writtenRows()).isEqualTo(300);
    assertThat(last.bytes()).isPositive();
    db.schema().dropTable("places");
    use(db.schema().createTable(PLACES));
    CancellationToken token = CancellationToken.create();
    LoadOptions limited =
        PLAIN
            .limitedBy(StatementLimits.none().cancelOn(token))
            .listener(
                progress -> {
                  if (progress.phase() == LoadPhase.WRITING) {
                    token.cancel();
                  }
                });
    assertThatThrownBy(() -> places.load(descending(300), limited))
        .isInstanceOf(CancelledException.class);
    assertThat(all()).isEmpty();
  }

  @Test
  void shouldNotLoadIntoWhatIsReadOnlyOrClosed() {
    assertThat(places.load(ids(1), PLAIN).rows()).isEqualTo(1);
    db.close();
    db = Database.open(directory.resolve("db"), Options.builder().readOnly(true).build());
    use(db.table("places"));
    assertThatThrownBy(() -> places.load(ids(2), PLAIN)).isInstanceOf(IllegalUseException.class);
    assertThat(all()).containsExactly(1L);
  }
}
