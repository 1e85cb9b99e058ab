package io.ashlar.rows.scan;

import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Get;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.Update;
import io.ashlar.page.Budget;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.row.RowFilter;
import io.ashlar.schema.TableSchema;
import io.ashlar.testkit.AllocationRounds;
import io.ashlar.transaction.CancellationToken;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What statements allocate in steady state: nothing. */
class ScanAllocationTest {

  private static final int ROWS = 200;
  private static final int MEASURED = 5_000;

  /** Below the smallest object for each run, above what the JVM itself adds now and then. */
  private static final double TOLERATED_BYTES = 1.0;

  @TempDir Path directory;
  private Database db;
  private Table cities;
  private LongColumn id;
  private StringColumn name;
  private StringColumn country;
  private LongColumn population;
  private StringColumn note;
  private long sum;

  @BeforeEach
  void open() {
    db = Database.open(directory);
    cities =
        db.schema()
            .createTable(
                TableSchema.named("cities")
                    .column("id", ColumnType.LONG)
                    .column("name", ColumnType.STRING)
                    .column("country", ColumnType.STRING)
                    .column("population", ColumnType.LONG)
                    .column("note", ColumnType.STRING)
                    .primaryKey("id")
                    .index(
                        "by_country",
                        x -> x.ascending("country").descending("population").storing("name"))
                    .uniqueIndex("by_name", x -> x.ascending("name"))
                    .build());
    id = cities.longColumn("id");
    name = cities.stringColumn("name");
    country = cities.stringColumn("country");
    population = cities.longColumn("population");
    note = cities.stringColumn("note");
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            cities
                .insert(tx)
                .set(id, i)
                .set(name, "city " + i)
                .set(country, i % 10 == 0 ? "CH" : "AT")
                .set(population, i)
                .execute();
          }
        });
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void shouldAllocateNothingWhenRowsAreFetchedByKey() {
    Get byId = cities.get();
    Get byName = cities.get("by_name");
    try (ReadTransaction tx = db.beginRead()) {
      measure(
          i -> {
            assertThatFound(byId.set(id, i % ROWS).fetch(tx));
            sum += byId.getLong(population) + byId.view(name).length();
            assertThatFound(byName.set(name, "city 7").fetch(tx));
            sum += byName.getLong(population);
          });
    }
  }

  @Test
  void shouldAllocateNothingWhenIndexIsScanned() {
    try (PreparedScan covering =
            cities
                .scan()
                .where(country.eq(parameter(0)).and(population.atLeast(parameter(1))))
                .select(name, population)
                .prepare();
        PreparedScan fetching = cities.scan().where(country.eq("CH")).prepare();
        ReadTransaction tx = db.beginRead()) {
      measure(
          i -> {
            read(covering.bind(0, "CH").bind(1, i % 50), tx, population);
            read(fetching, tx, id);
          });
      assertThat(covering.explain()).contains("covering");
      assertThat(fetching.explain()).contains("fetch the row");
    }
  }

  @Test
  void shouldAllocateNothingWhenStatementsHaveLimitsOfTheirOwn() {
    StatementLimits limits =
        StatementLimits.none().timeout(Duration.ofHours(1)).cancelOn(CancellationToken.create());
    Get byId = cities.get().limitedBy(limits);
    try (PreparedScan scan = cities.scan().limit(20).prepare().limitedBy(limits);
        PreparedScan locked = cities.scan().limit(5).forUpdate().prepare().limitedBy(limits);
        Transaction tx = db.begin()) {
      Update update = cities.update().where(id.eq(parameter(0))).limitedBy(limits);
      measure(
          i -> {
            if (i % 10 == 0) {
              tx.rollback();
              tx.begin();
            }
            read(scan, tx, id);
            read(locked, tx, population);
            assertThatFound(byId.set(id, i % ROWS).fetch(tx));
            sum += update.bind(0, i % ROWS).set(note, "limited").execute(tx);
          });
    }
  }

  @Test
  void shouldAllocateNothingWhenRowsAreFilteredByCode() {
    RowFilter even = row -> row.getLong(population) % 2 == 0 && row.view(name).length() > 5;
    try (PreparedScan entries =
            cities
                .scan()
                .where(country.eq("CH"))
                .select(population)
                .filter(even, population, name)
                .prepare();
        PreparedScan rows = cities.scan().filter(even, population, name).limit(20).prepare();
        PreparedScan locked =
            cities.scan().filter(even, population, name).limit(5).forUpdateSkipLocked().prepare();
        Transaction tx = db.begin()) {
      Update update = cities.update().where(id.atMost(parameter(0))).filter(even, population, name);
      measure(
          i -> {
            if (i % 10 == 0) {
              tx.rollback();
              tx.begin();
            }
            read(entries, tx, population);
            read(rows, tx, id);
            read(locked, tx, id);
            sum += update.bind(0, 4).set(note, "even").execute(tx);
          });
      assertThat(entries.explain()).contains("covering");
    }
  }

  @Test
  void shouldAllocateNothingWhenAScanHasABudgetAndItsTransactionADeadline() {
    Budget budget = Budget.ofRows(150).andBytes(1 << 20).andTime(Duration.ofHours(1));
    try (PreparedScan scan = cities.scan().offset(2).budget(budget).prepare();
        PreparedScan fetching = cities.scan().where(country.eq("CH")).budget(budget).prepare();
        ReadTransaction tx = db.beginRead()) {
      tx.timeout(Duration.ofHours(1));
      tx.cancelOn(CancellationToken.create());
      measure(
          i -> {
            read(scan, tx, population);
            read(fetching, tx, id);
          });
    }
  }

  @Test
  void shouldAllocateNothingWhenScanIsFilteredInATransactionThatHasWritten() {
    try (PreparedScan filtered =
            cities.scan().where(name.startsWith("city 1").and(country.in("CH", "FR"))).prepare();
        Transaction tx = db.begin()) {
      cities.update(tx).where(id.eq(10)).add(population, 1).execute();
      measure(i -> read(filtered, tx, population));
    }
  }

  @Test
  void shouldAllocateNothingWhenSeveralRangesAreWalked() {
    try (PreparedScan ranges =
            cities
                .scan()
                .where(id.in(parameter(0), parameter(1), parameter(2)).and(country.in("AT", "CH")))
                .prepare();
        Transaction tx = db.begin(IsolationLevel.SERIALIZABLE)) {
      measure(
          i -> {
            if (i % 100 == 0) {
              tx.rollback();
              tx.begin();
            }
            read(ranges.bind(0, i % ROWS).bind(1, 17).bind(2, 3), tx, population);
          });
      assertThat(ranges.explain()).contains("in 3 ranges");
    }
  }

  @Test
  void shouldAllocateNothingWhenRowsAreSorted() {
    try (PreparedScan top =
            cities
                .scan()
                .where(country.eq("CH"))
                .orderBy(note.descending(), population.ascending())
                .limit(5)
                .prepare();
        ReadTransaction tx = db.beginRead()) {
      measure(i -> read(top, tx, population));
      assertThat(top.explain()).contains("sort in memory by");
    }
  }

  @Test
  void shouldAllocateNothingWhenRowsAreChangedByKeyInAReusedTransaction() {
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      Update update = cities.update(tx).where(id.eq(parameter(0)));
      Delete delete = cities.delete(tx).where(id.eq(parameter(0)));
      measure(
          i -> {
            if (i % 10 == 0) {
              tx.rollback();
              tx.begin();
            }
            sum += update.bind(0, i % ROWS).add(population, 1).execute();
            sum += delete.bind(0, (i + ROWS / 2) % ROWS).execute();
          });
    }
  }

  private static void assertThatFound(boolean found) {
    if (!found) {
      throw new AssertionError("the row is there");
    }
  }

  private void read(PreparedScan scan, ReadTransaction tx, LongColumn column) {
    try (RowCursor rows = scan.open(tx)) {
      while (rows.next()) {
        sum += rows.getLong(column);
      }
    }
  }

  private static void measure(IntConsumer step) {
    assertThat(AllocationRounds.leastBytes(TOLERATED_BYTES / 2, MEASURED, step))
        .isLessThan(TOLERATED_BYTES);
  }
}
