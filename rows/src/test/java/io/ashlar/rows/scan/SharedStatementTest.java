package io.ashlar.rows.scan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.Insert;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A second thread uses a statement while it runs. The first is held inside, behind its row and
 * before its last index entry, by a transaction that has the lock of a unique key.
 */
@Timeout(300)
final class SharedStatementTest {

  private static final long PAUSE_NS = 100_000;

  private final Database db = Database.inMemory();
  private final Table people =
      db.schema()
          .createTable(
              TableSchema.named("people")
                  .column("id", ColumnType.LONG)
                  .column("badge", ColumnType.LONG)
                  .column("name", ColumnType.STRING)
                  .primaryKey("id")
                  .uniqueIndex("by_badge", x -> x.ascending("badge"))
                  .index("by_name", x -> x.ascending("name"))
                  .build());
  private final LongColumn id = people.longColumn("id");
  private final LongColumn badge = people.longColumn("badge");
  private final StringColumn name = people.stringColumn("name");

  @AfterEach
  void close() {
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.close();
  }

  /**
   * Runs a statement of another thread up to its wait for a badge, then something, then ends it.
   */
  private long meanwhile(long heldBadge, RunningStatement statement, Runnable something)
      throws Exception {
    CompletableFuture<Long> result = new CompletableFuture<>();
    try (Transaction holder = db.begin()) {
      assertThatThrownBy(() -> people.insert(holder).set(id, 99).set(badge, heldBadge).execute())
          .isInstanceOf(ConstraintException.class);
      Thread runner =
          new Thread(
              () -> {
                try {
                  result.complete(statement.execute());
                } catch (RuntimeException | Error e) {
                  result.completeExceptionally(e);
                }
              },
              "runner");
      runner.start();
      while (runner.getState() != Thread.State.TIMED_WAITING) {
        assertThat(result).isNotDone();
        LockSupport.parkNanos(PAUSE_NS);
      }
      something.run();
    }
    return result.get(120, TimeUnit.SECONDS);
  }

  private interface RunningStatement {
    long execute();
  }

  private static void refused(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOf(IllegalUseException.class)
        .hasMessageStartingWith("The statement is in use by another thread.");
  }

  @Test
  void shouldKeepIndexesInStepWhenAnUpdateIsExecutedAgainMeanwhile() throws Exception {
    people.insert().set(id, 1).set(badge, 5).set(name, "Abe").execute();
    Update update = people.update().where(id.eq(1)).set(badge, 6).set(name, "Ben");
    long changed = meanwhile(5, update::execute, () -> refused(update::execute));
    assertThat(changed).isEqualTo(1);
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(people.get().set(id, 1).find().orElseThrow().getString(name)).isEqualTo("Ben");
  }

  @Test
  void shouldRefuseNewValuesWhileTheStatementRuns() throws Exception {
    people.insert().set(id, 1).set(badge, 5).set(name, "Abe").execute();
    Update update = people.update().where(id.eq(1)).set(badge, 6);
    meanwhile(
        5,
        update::execute,
        () -> {
          refused(() -> update.set(name, "Ben"));
          refused(() -> update.setNull(name));
          refused(() -> update.add(badge, 1));
          refused(() -> update.where(id.eq(2)));
        });
    assertThat(people.get("by_badge").set(badge, 6).find().orElseThrow().getString(name))
        .isEqualTo("Abe");
  }

  @Test
  void shouldRefuseParametersWhileTheStatementRuns() throws Exception {
    people.insert().set(id, 1).set(badge, 5).set(name, "Abe").execute();
    Update update = people.update().where(id.eq(parameter(0))).bind(0, 1).set(badge, 6);
    meanwhile(
        5,
        update::execute,
        () -> {
          refused(() -> update.bind(0, 2));
          refused(() -> update.bindNull(0));
        });
    assertThat(people.get("by_badge").set(badge, 6).find().orElseThrow().getLong(id)).isOne();
    Delete delete = people.delete().where(badge.eq(parameter(0))).bind(0, 6);
    long deleted = meanwhile(6, delete::execute, () -> refused(() -> delete.bind(0, 7)));
    assertThat(deleted).isEqualTo(1);
  }

  @Test
  void shouldKeepTheKeyWhenAGetIsUsedMeanwhile() throws Exception {
    people.insert().set(id, 1).set(badge, 5).set(name, "Abe").execute();
    Get get = people.get("by_badge").set(badge, 5);
    try (Transaction reader = db.begin()) {
      long found =
          meanwhile(
              5,
              () -> get.fetchForUpdate(reader) ? 1 : 0,
              () -> {
                refused(() -> get.set(badge, 7));
                refused(() -> get.fetch(reader));
              });
      assertThat(found).isEqualTo(1);
      assertThat(get.getLong(id)).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepValuesWhenAnInsertIsExecutedAgainMeanwhile() throws Exception {
    people.insert().set(id, 1).set(badge, 5).execute();
    Insert upsert = people.upsert().set(id, 1).set(badge, 6).set(name, "Ben");
    long changed = meanwhile(5, upsert::execute, () -> refused(upsert::execute));
    assertThat(changed).isEqualTo(1);
    assertThat(people.get("by_badge").set(badge, 6).find().orElseThrow().getString(name))
        .isEqualTo("Ben");
  }
}
