package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.Table;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexState;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.testkit.StoreCopy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that a close or a crash has cut short. */
class ResumedBuildTest {

  private static final int ROWS = 2_500;
  private static final IndexSchema BY_AGE = IndexSchema.named("by_age").ascending("age").build();

  @TempDir Path directory;
  @TempDir Path crashed;

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);

  @Test
  void shouldGoOnWhereItWasWhenTheStoreIsCopiedAsACrashLeavesIt()
      throws IOException, InterruptedException {
    try (Database db = Database.open(directory)) {
      Table people = fill(db);
      IndexBuild build = db.schema().startIndexBuild("people", BY_AGE, gated());
      assertThat(reached.await(120, TimeUnit.SECONDS)).isTrue();
      long done = build.progress().rows();
      assertThat(done).isBetween(1L, ROWS - 1L);
      // Writers go on after the last chunk, on both sides of the position.
      for (long row : new long[] {0, ROWS - 1}) {
        assertThat(
                people
                    .update()
                    .where(people.longColumn("id").eq(row))
                    .set(people.longColumn("age"), 9_999)
                    .execute())
            .isEqualTo(1);
      }
      db.flush();
      StoreCopy.copy(directory, crashed);
      opened.countDown();
      build.await();
      requireBuilt(db, done);
    }
    try (Database readOnly = Database.open(crashed, Options.readOnly())) {
      assertThat(readOnly.schema().indexBuilds()).isEmpty();
      assertThat(readOnly.maintenance().verify().problems()).isEmpty();
      assertThat(readOnly.table("people").schema()).isEqualTo(DatabaseTest.PEOPLE);
    }
    try (Database db = Database.open(crashed)) {
      List<IndexBuild> builds = db.schema().indexBuilds();
      builds.forEach(IndexBuild::await);
      requireBuilt(db, 1);
      // What was done before the crash was not done again.
      builds.forEach(build -> assertThat(build.progress().rows()).isEqualTo(ROWS));
    }
  }

  @Test
  void shouldGoOnWithItsRateWhenTheDatabaseIsOpenedAgain() {
    try (Database db = Database.open(directory)) {
      fill(db);
      IndexBuild build =
          db.schema()
              .startIndexBuild("people", BY_AGE, IndexBuildOptions.defaults().rowsPerSecond(100));
      assertThat(build.ended()).isFalse();
    }
    try (Database db = Database.open(directory)) {
      assertThat(db.schema().indexBuilds()).hasSize(1);
      IndexBuild build = db.schema().indexBuilds().get(0);
      assertThat(build.progress().table()).isEqualTo("people");
      assertThat(build.progress().index()).isEqualTo("by_age");
      assertThat(build.progress().state()).isNotEqualTo(IndexState.PUBLIC);
      assertThat(db.schema().resumeIndexBuilds()).as("it runs already").isEmpty();
      assertThat(db.maintenance().verify().problems()).isEmpty();
      db.schema().dropIndex("people", "by_age");
      assertThat(db.table("people").schema()).isEqualTo(DatabaseTest.PEOPLE);
    }
    try (Database db = Database.open(directory)) {
      assertThat(db.schema().indexBuilds()).isEmpty();
      assertThat(db.maintenance().verify().problems()).isEmpty();
    }
  }

  private static void requireBuilt(Database db, long least) {
    TableState people = ((TableHandle) db.table("people")).state();
    assertThat(people.definition().index("by_age")).isPresent();
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(ROWS * 3L).isGreaterThan(least);
  }

  private IndexBuildOptions gated() {
    return IndexBuildOptions.defaults()
        .chunkRows(100)
        .listener(
            progress -> {
              if (progress.rows() >= ROWS / 2) {
                reached.countDown();
                try {
                  assertThat(opened.await(120, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              }
            });
  }

  private static Table fill(Database db) {
    Table people = db.schema().createTable(DatabaseTest.PEOPLE);
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            people
                .insert(tx)
                .set(people.longColumn("id"), i)
                .set(people.stringColumn("name"), "n" + i)
                .set(people.longColumn("age"), i % 77)
                .execute();
          }
        });
    return people;
  }
}
