package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Table;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.row.RowWriter;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.RetryableException;
import io.ashlar.index.IndexBuild;
import io.ashlar.index.IndexBuildOptions;
import io.ashlar.index.IndexBuildProgress;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.catalog.IndexDefinition;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.schema.IndexSchema;
import io.ashlar.transaction.Durability;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.txn.StoreTransaction;
import io.ashlar.verify.ProblemKind;
import io.ashlar.verify.VerifyOptions;
import io.ashlar.verify.VerifyProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Partial indexes that are built while rows move in and out, and what the integrity check finds and
 * repairs in them; every test ends with that check.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartialIndexBuildTest extends DatabaseTest {

  private static final int ROWS = 3_000;

  /** Of rows with an age from 0 on. */
  private static final IndexSchema OF_AGE =
      IndexSchema.named("of_age")
          .ascending("name")
          .storing("age")
          .where(LongColumn.named("age").atLeast(0))
          .build();

  private static final IndexSchema ONE_AGE =
      IndexSchema.named("one_age")
          .unique()
          .ascending("age")
          .where(StringColumn.named("name").startsWith("n"))
          .build();

  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch opened = new CountDownLatch(1);
  private int chunks;
  private Table people;
  private LongColumn id;
  private LongColumn age;
  private StringColumn name;

  PartialIndexBuildTest(StoreKind kind) {
    super(kind);
  }

  /** Every third row has no age, every other third a negative one. */
  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    name = people.stringColumn("name");
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            var insert = people.insert(tx).set(id, i).set(name, "n" + i);
            switch (i % 3) {
              case 0 -> insert.set(age, i);
              case 1 -> insert.set(age, -i);
              default -> insert.setNull(age);
            }
            insert.execute();
          }
        });
  }

  private void pass(IndexBuildProgress progress) {
    assertThat(progress.rows()).isPositive();
    if (++chunks == 3) {
      reached.countDown();
      await(opened);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private IndexBuild startGated(IndexSchema index) {
    IndexBuild build =
        db.schema()
            .startIndexBuild(
                "people",
                index,
                IndexBuildOptions.defaults().chunkRows(100).verified().listener(this::pass));
    await(reached);
    return build;
  }

  private void setAge(long row, long to) {
    assertThat(people.update().where(id.eq(row)).set(age, to).execute()).isEqualTo(1);
  }

  private long entries() {
    return db.maintenance().verify().indexEntries() - 2L * ROWS;
  }

  @Test
  void shouldHoldWhatThePredicateSelectsWhenRowsMoveOnBothSidesOfThePosition() {
    IndexBuild build = startGated(OF_AGE);
    long done = build.progress().rows();
    done -= done % 3;
    for (long base : new long[] {0, done, ROWS - 3}) {
      setAge(base, -1);
      setAge(base + 1, 1);
      setAge(base + 2, 2);
    }
    setAge(9, -9);
    setAge(9, 9);
    assertThat(db.maintenance().verify().problems()).isEmpty();
    opened.countDown();
    build.await();
    assertThat(entries()).isEqualTo(ROWS / 3 + 3);
  }

  @Test
  void shouldFailOnlyForRowsThatAreHeldWhenKeysAreTaken() {
    // Two rows with the age 3: the build of the one index fails, unless one of them is outside.
    assertThat(people.update().where(id.eq(5)).set(age, 3).set(name, "x").execute()).isEqualTo(1);
    IndexBuild build = startGated(ONE_AGE);
    opened.countDown();
    build.await();
    assertThat(people.describe()).contains("one_age ON people (age) WHERE STARTS_WITH(name, 'n');");
    assertThatThrownBy(() -> people.update().where(id.eq(5)).set(name, "n5").execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("index=one_age");
    db.schema().dropIndex("people", "one_age");
    people.update().where(id.eq(5)).set(name, "n5").execute();
    assertThatThrownBy(() -> db.schema().createIndex("people", ONE_AGE))
        .isInstanceOf(ConstraintException.class)
        .hasMessageContaining("key=(3) row=(5) otherRow=(3)");
    assertThat(people.schema()).isEqualTo(PEOPLE);
  }

  @Test
  void shouldLetKeyGoWhenItsRowLeavesBeforeTheBackfillComes() {
    IndexBuild build = startGated(ONE_AGE);
    insert(people, ROWS, "n", null, ROWS - 3);
    people.update().where(id.eq(ROWS - 3)).set(name, "left").execute();
    people.update().where(id.eq(ROWS)).set(name, "left").execute();
    people.update().where(id.eq(ROWS - 3)).set(name, "n again").execute();
    opened.countDown();
    build.await();
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(people.describe()).contains("one_age ON people (age) WHERE STARTS_WITH(name, 'n');");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldHoldEveryEntryWhenWritersGoOn(long seed) throws InterruptedException {
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    AtomicBoolean stop = new AtomicBoolean();
    List<IsolationLevel> levels = List.of(IsolationLevel.values());
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Random random = new Random(seed * 100 + i);
      IsolationLevel level = levels.get(i);
      writers.add(new Thread(() -> write(random, level, stop, failures)));
      writers.get(i).start();
    }
    try {
      IndexBuildOptions options = IndexBuildOptions.defaults().chunkRows(64).verified();
      for (int round = 0; round < 3; round++) {
        db.schema().startIndexBuild("people", OF_AGE, options).await();
        assertThat(db.maintenance().verify().problems()).as("seed %s", seed).isEmpty();
        db.schema().dropIndex("people", "of_age");
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
        long row = random.nextInt(ROWS);
        try {
          db.transact(
              level,
              tx -> {
                if (random.nextInt(5) == 0) {
                  return people.delete(tx).where(id.eq(row)).execute();
                }
                var upsert = people.upsert(tx).set(id, row).set(name, "u" + random.nextInt(9));
                return upsert.set(age, random.nextInt(-2, 2)).execute();
              });
        } catch (RetryableException tooOften) {
          Thread.onSpinWait();
        }
      }
    } catch (RuntimeException | AssertionError e) {
      failures.add(e);
    }
  }

  @Test
  void shouldFindAndRepairEntryOfARowThatIsLeftOut() {
    db.schema().createIndex("people", OF_AGE);
    long held = entries();
    plant("n1", 1, -1);
    plant("n2", 2, null);
    assertThat(db.maintenance().verify().problems())
        .hasSize(2)
        .allSatisfy(
            problem ->
                assertThat(problem.message())
                    .contains("an entry of a row that it should not hold", "index=of_age"));
    assertRepaired(ProblemKind.ENTRY_WITHOUT_ROW, "(n1)", "(n2)");
    assertThat(entries()).isEqualTo(held);
  }

  @Test
  void shouldFindAndRepairMissingEntry() {
    db.schema().createIndex("people", OF_AGE);
    long held = entries();
    KeyEncoder key = keyOf("n3", 3);
    below(tx -> tx.delete(key.buffer(), 0, key.length()));
    assertThat(db.maintenance().verify().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.message()).contains("A row has no index entry."));
    assertRepaired(ProblemKind.ROW_WITHOUT_ENTRY, "(3)");
    assertThat(entries()).isEqualTo(held);
  }

  private void assertRepaired(ProblemKind kind, String... keys) {
    var repaired = db.maintenance().verify(VerifyOptions.defaults().repair(true));
    assertThat(repaired.repairedCount()).isEqualTo(keys.length);
    assertThat(repaired.problems())
        .allSatisfy(problem -> assertThat(problem.kind()).isEqualTo(kind))
        .extracting(VerifyProblem::key)
        .containsExactly(keys);
  }

  private IndexDefinition index() {
    return ((TableHandle) people).state().definition().index("of_age").orElseThrow();
  }

  private KeyEncoder keyOf(String text, long row) {
    return new KeyEncoder().reset(index().keyspaceId()).putString(text, false).putLong(row, false);
  }

  private void plant(String text, long row, Integer years) {
    KeyEncoder key = keyOf(text, row);
    try (RowWriter writer = new RowWriter(handle().context().pool())) {
      writer.begin(index().entryLayout());
      if (years != null) {
        writer.setLong(0, years);
      }
      int length = writer.finish();
      below(tx -> tx.put(key.buffer(), 0, key.length(), writer.buffer(), 0, length));
    }
  }

  private void below(Consumer<StoreTransaction> work) {
    try (StoreTransaction tx = handle().context().transactions().newTransaction()) {
      tx.begin(IsolationLevel.SNAPSHOT, Durability.GROUP);
      work.accept(tx);
      assertThat(tx.commit()).isPositive();
    }
  }
}
