package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.RetryableException;
import io.ashlar.error.SchemaException;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.index.IndexState;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.session.TableState;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Indexes that are built while others write; every test ends with the integrity check. Long because
 * all its tests share the gate that holds a build up, and the writers beside it.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class OnlineIndexTest extends DatabaseTest {

  private static final int ROWS = 3_000;
  private static final IndexSchema BY_AGE =
      IndexSchema.named("by_age").descending("age").storing("name").build();
  private static final IndexSchema ONE_AGE =
      IndexSchema.named("one_age").unique().ascending("age").storing("name").build();

  private final Gate gate = new Gate();
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  OnlineIndexTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            people.insert(tx).set(id, i).set(name, "n" + i).set(age, i).execute();
          }
        });
  }

  @Test
  void shouldGoThroughStatesWhenTableIsLarge() {
    List<IndexBuildProgress> told = new ArrayList<>();
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people", BY_AGE, IndexBuildOptions.defaults().verified().listener(told::add));
    build.await();
    assertThat(told)
        .extracting(IndexBuildProgress::state)
        .startsWith(IndexState.BACKFILL)
        .endsWith(IndexState.VALIDATED, IndexState.PUBLIC)
        .isSorted();
    assertThat(told.get(0).estimatedRows()).isBetween(ROWS / 2L, ROWS * 2L);
    assertThat(build.progress().rows()).isEqualTo(ROWS);
    assertThat(build.progress().estimatedSecondsLeft()).isZero();
    assertThat(people.schema().indexes()).contains(BY_AGE);
    assertThat(db.schema().indexBuilds()).isEmpty();
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(ROWS * 3L);
    build.cancel();
    assertThat(people.schema().indexes()).contains(BY_AGE);
  }

  @Test
  void shouldThrowWhatTheListenerHasThrown() {
    Error error = new StackOverflowError("of the listener");
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people",
                BY_AGE,
                IndexBuildOptions.defaults()
                    .listener(
                        progress -> {
                          throw error;
                        }));
    assertThatThrownBy(build::await).isSameAs(error);
    assertThat(build.ended()).isTrue();
    assertThat(db.schema().indexBuilds()).containsExactly(build);
    db.schema().resumeIndexBuilds().forEach(IndexBuild::await);
    assertThat(people.schema().indexes()).contains(BY_AGE);
  }

  @Test
  void shouldNotReadIndexBeforeItIsPublic() {
    IndexBuild build = startGated(BY_AGE);
    gate.awaitReached();
    assertThat(people.schema()).isEqualTo(PEOPLE);
    assertThat(db.schema().indexBuilds()).containsExactly(build);
    assertThat(build.await(Duration.ofMillis(1))).isFalse();
    assertThatThrownBy(() -> people.scan().where(age.eq(3)).using("by_age").prepare())
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> db.schema().createIndex("people", BY_AGE))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("There is an index of that name.");
    assertThat(db.maintenance().verify().clean()).isTrue();
    try (ReadTransaction old = db.beginRead()) {
      gate.open();
      build.await();
      TableState table = ((TableHandle) people).state();
      assertThat(table.definitionAt(old.readTimestamp()).index("by_age")).isEmpty();
    }
    assertThat(((TableHandle) people).state().definition().index("by_age")).isPresent();
  }

  @Test
  void shouldKeepEntriesInStepWhenRowsChangeOnBothSidesOfThePosition() {
    IndexBuild build = startGated(BY_AGE);
    gate.awaitReached();
    long done = build.progress().rows();
    for (long row : new long[] {0, done - 1, done, done + 1, ROWS - 1}) {
      update(row, 100_000 + row);
      update(row, 200_000 + row);
    }
    for (long row : new long[] {1, done + 2}) {
      assertThat(people.delete().where(id.eq(row)).execute()).isEqualTo(1);
      insert(people, row, "again", null, row);
    }
    assertThat(people.delete().where(id.eq(2)).execute()).isEqualTo(1);
    assertThat(people.delete().where(id.eq(done + 3)).execute()).isEqualTo(1);
    insert(people, ROWS + 1, "late", null, 1);
    insert(people, -1, "early", null, 1);
    assertThat(db.maintenance().verify().clean()).isTrue();
    gate.open();
    build.await();
    assertThat(db.maintenance().verify().indexEntries()).isEqualTo(ROWS * 3L);
  }

  @Test
  void shouldFailAndLeaveNothingWhenOldRowsShareAKey() {
    update(ROWS - 1, 5);
    int keyspace = nextKeyspace();
    assertThatThrownBy(() -> db.schema().createIndex("people", ONE_AGE))
        .isInstanceOf(ConstraintException.class)
        .hasMessage(
            "Two rows have the same key in a unique index."
                + " table=people index=one_age key=(5) row=(2999) otherRow=(5)");
    assertThat(people.schema()).isEqualTo(PEOPLE);
    assertThat(db.schema().indexBuilds()).isEmpty();
    awaitReclaimed(keyspace);
    insert(people, ROWS, "same", null, 5);
    db.schema().createIndex("people", BY_AGE);
  }

  @Test
  void shouldSayWhatWasFoundWhenTheIndexCannotBeTakenAway() {
    update(ROWS - 1, 5);
    AtomicReference<Thread> builder = new AtomicReference<>();
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people",
                ONE_AGE,
                IndexBuildOptions.defaults()
                    .chunkRows(100)
                    .listener(
                        progress -> {
                          builder.set(Thread.currentThread());
                          gate.pass(progress);
                        }));
    gate.awaitReached();
    try (Transaction tx = db.begin()) {
      // Shares the lock of the table, which the build wants for itself to take the index away.
      assertThat(people.update(tx).where(id.eq(0)).set(name, "renamed").execute()).isEqualTo(1);
      gate.open();
      while (handle().context().transactions().locks().waiters() == 0) {
        Thread.onSpinWait();
      }
      builder.get().interrupt();
      assertThatThrownBy(build::await)
          .isInstanceOf(ConstraintException.class)
          .hasMessageContaining("key=(5) row=(2999) otherRow=(5)")
          .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
      tx.commit();
    }
    assertThat(db.schema().indexBuilds()).containsExactly(build);
    build.cancel();
    assertThat(people.schema()).isEqualTo(PEOPLE);
  }

  @Test
  void shouldRefuseWriterWhenKeyHasAnEntryAlready() {
    IndexBuild build = startGated(ONE_AGE);
    gate.awaitReached();
    assertThatThrownBy(() -> insert(people, ROWS, "same", null, 0))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("index=one_age");
    gate.open();
    build.await();
    assertThat(people.schema().indexes()).contains(ONE_AGE);
  }

  @Test
  void shouldFindDuplicateWhenWriterCameBeforeTheBackfill() {
    IndexBuild build = startGated(ONE_AGE);
    gate.awaitReached();
    insert(people, ROWS, "same", null, ROWS - 1);
    // Changes of the older row that leave its key alone go on; its entry is the other's.
    assertThat(people.update().where(id.eq(ROWS - 1)).set(name, "renamed").execute()).isEqualTo(1);
    assertThat(db.maintenance().verify().clean()).isTrue();
    gate.open();
    assertThatThrownBy(build::await)
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("key=(2999) row=(2999) otherRow=(3000)");
    assertThat(people.schema()).isEqualTo(PEOPLE);
  }

  @Test
  void shouldSucceedWhenDuplicateGoesBeforeTheBackfillComes() {
    IndexBuild build = startGated(ONE_AGE);
    gate.awaitReached();
    insert(people, ROWS, "same", null, ROWS - 1);
    assertThat(people.delete().where(id.eq(ROWS - 1)).execute()).isEqualTo(1);
    insert(people, ROWS + 1, "same", null, ROWS - 2);
    update(ROWS + 1, ROWS + 1);
    insert(people, ROWS + 2, "same", null, ROWS - 3);
    update(ROWS - 3, 77_777);
    gate.open();
    build.await();
    assertThat(people.schema().indexes()).contains(ONE_AGE);
  }

  @Test
  void shouldLeaveNothingWhenCancelledOrDropped() {
    IndexBuild first = startGated(BY_AGE);
    gate.awaitReached();
    first.cancel();
    gate.open();
    assertThatThrownBy(first::await).isInstanceOf(SchemaException.class);
    assertThat(people.schema()).isEqualTo(PEOPLE);
    gate.close();
    IndexBuild second = startGated(BY_AGE);
    gate.awaitReached();
    db.schema().dropIndex("people", "by_age");
    gate.open();
    assertThatThrownBy(second::await)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("The index was dropped while it was built.");
    db.schema().createIndex("people", BY_AGE);
  }

  @Test
  void shouldGiveSpaceBackWhenTheOldestViewIsGone() {
    db.schema().createIndex("people", BY_AGE);
    int keyspace =
        ((TableHandle) people).state().definition().index("by_age").orElseThrow().keyspaceId();
    try (ReadTransaction old = db.beginRead();
        PreparedScan scan = people.scan().select(id).where(age.eq(7)).using("by_age").prepare()) {
      assertThat(old.readTimestamp()).isPositive();
      db.schema().dropIndex("people", "by_age");
      assertThat(handle().context().store().reclaimPending(keyspace)).isTrue();
      try (RowCursor rows = scan.open(old)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(id)).isEqualTo(7);
        assertThat(rows.next()).isFalse();
      }
      assertThat(handle().context().store().reclaimPending(keyspace)).isTrue();
    }
    awaitReclaimed(keyspace);
  }

  @Test
  void shouldEndWhenTableIsDropped() {
    IndexBuild build = startGated(BY_AGE);
    gate.awaitReached();
    db.schema().dropTable("people");
    gate.open();
    assertThatThrownBy(build::await).isInstanceOf(ClosedException.class);
    assertThat(people().schema()).isEqualTo(PEOPLE);
  }

  @Test
  void shouldStopWhenDatabaseIsClosed() throws InterruptedException {
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people", BY_AGE, IndexBuildOptions.defaults().rowsPerSecond(10).chunkRows(10));
    Thread.sleep(20);
    db.close();
    assertThat(build.ended()).isTrue();
    assertThatThrownBy(build::await).isInstanceOf(ClosedException.class);
  }

  @Test
  void shouldWaitForReadersOfARowAndForTransactionsAtTheEnd() {
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      Table other = people;
      IndexBuild build = startGated(BY_AGE);
      gate.awaitReached();
      assertThat(other.update(tx).where(id.eq(ROWS - 1)).set(age, 1).execute()).isEqualTo(1);
      gate.open();
      assertThat(build.await(Duration.ofMillis(300))).isFalse();
      tx.commit();
      build.await();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldHoldEveryEntryWhenWritersGoOn(long seed) throws InterruptedException {
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    List<IsolationLevel> levels = List.of(IsolationLevel.values());
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Random random = new Random(seed * 100 + i);
      IsolationLevel level = levels.get(i);
      Thread writer = new Thread(() -> write(random, level, stop, failures));
      writers.add(writer);
      writer.start();
    }
    try {
      IndexBuildOptions options = IndexBuildOptions.defaults().chunkRows(64).verified();
      for (int round = 0; round < 3; round++) {
        db.schema().startIndexBuild("people", BY_AGE, options).await();
        assertThat(db.maintenance().verify().problems()).as("seed %s", seed).isEmpty();
        db.schema().dropIndex("people", "by_age");
      }
    } finally {
      stop.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
    }
    assertThat(failures).isEmpty();
  }

  private void write(
      Random random,
      IsolationLevel level,
      AtomicBoolean stop,
      ConcurrentLinkedQueue<Throwable> failures) {
    try {
      while (!stop.get()) {
        long row = random.nextInt(ROWS * 2);
        int what = random.nextInt(5);
        try {
          db.transact(
              level,
              tx -> {
                if (what == 0) {
                  return people.delete(tx).where(id.eq(row)).execute();
                }
                if (what == 1) {
                  return people.update(tx).where(id.eq(row)).set(name, "w" + row).execute();
                }
                if (what == 2) {
                  return people
                      .update(tx)
                      .where(id.eq(row))
                      .set(id, random.nextInt(ROWS))
                      .execute();
                }
                return people
                    .upsert(tx)
                    .set(id, row)
                    .set(name, "u" + random.nextInt(9))
                    .set(age, random.nextInt(50))
                    .execute();
              });
        } catch (RetryableException tooOften) {
          Thread.onSpinWait();
        } catch (ConstraintException taken) {
          assertThat(taken.sentence()).contains("primary key");
        }
      }
    } catch (RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  private void update(long row, long to) {
    assertThat(people.update().where(id.eq(row)).set(age, to).execute()).isEqualTo(1);
  }

  private IndexBuild startGated(IndexSchema index) {
    return db.schema()
        .startIndexBuild(
            "people", index, IndexBuildOptions.defaults().chunkRows(100).listener(gate::pass));
  }

  private int nextKeyspace() {
    TableState table = ((TableHandle) people).state();
    return table.definition().keyspaceId() + 3;
  }

  private void awaitReclaimed(int keyspace) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (handle().context().store().reclaimPending(keyspace)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  /** Holds a build behind its third chunk. */
  private static final class Gate {

    private static final int CHUNK = 3;

    private CountDownLatch reached = new CountDownLatch(1);
    private CountDownLatch opened = new CountDownLatch(1);
    private int passed;

    void pass(IndexBuildProgress progress) {
      assertThat(progress.rows()).isPositive();
      if (++passed == CHUNK) {
        reached.countDown();
        waitFor(opened);
      }
    }

    void awaitReached() {
      waitFor(reached);
    }

    void open() {
      opened.countDown();
    }

    void close() {
      passed = 0;
      reached = new CountDownLatch(1);
      opened = new CountDownLatch(1);
    }

    private static void waitFor(CountDownLatch latch) {
      try {
        assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
