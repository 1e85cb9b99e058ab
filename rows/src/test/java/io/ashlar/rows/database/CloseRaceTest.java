package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.Aggregate;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.ClosedException;
import io.ashlar.lookup.BatchGet;
import io.ashlar.page.Budget;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a reader does while the database is closed under it, it is told that, and only that. */
class CloseRaceTest {

  private static final int ROWS = 60;

  @TempDir Path directory;

  /** Something that reads, again and again. */
  private interface Reading {
    void run(Database db, Table table) throws Exception;
  }

  private static final List<Reading> READINGS =
      List.of(
          (db, table) -> scan(db, table, order(table.scan(), table)),
          (db, table) -> scan(db, table, order(table.scan(), table).forUpdate()),
          (db, table) -> scan(db, table, table.scan().where(payload(table).isNotNull()).reverse()),
          (db, table) -> scan(db, table, table.scan().orderBy(payload(table).ascending()).limit(9)),
          (db, table) ->
              scan(
                  db, table, table.scan().orderBy(payload(table).ascending()).limit(9).forUpdate()),
          (db, table) -> scan(db, table, table.scan().limit(20).cacheResults()),
          (db, table) -> scan(db, table, order(table.scan(), table).budget(Budget.ofBytes(400))),
          CloseRaceTest::aggregate,
          CloseRaceTest::group,
          CloseRaceTest::pages,
          CloseRaceTest::lookUp,
          CloseRaceTest::write);

  private static LongColumn due(Table table) {
    return table.longColumn("due");
  }

  private static StringColumn payload(Table table) {
    return table.stringColumn("payload");
  }

  private static Scan order(Scan scan, Table table) {
    return scan.where(payload(table).isNotNull()).orderBy(due(table).ascending());
  }

  private static void scan(Database db, Table table, Scan description) {
    try (PreparedScan scan = description.prepare()) {
      for (IsolationLevel level : IsolationLevel.values()) {
        try (Transaction tx = db.begin(level)) {
          put(table, tx, 1_000_000);
          for (int i = 0; i < 2; i++) {
            read(table, scan, tx);
          }
          put(table, tx, 1_000_001);
          read(table, scan, tx);
          tx.rollback();
        }
      }
      if (!scan.explain().contains("lock")) {
        try (ReadTransaction tx = db.beginRead()) {
          read(table, scan, tx);
        }
      }
    }
  }

  private static void read(Table table, PreparedScan scan, ReadTransaction tx) {
    try (RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        assertThat(cursor.getString(payload(table))).startsWith("p");
        assertThat(cursor.getLong(due(table))).isNotNegative();
      }
      if (cursor.stopped().name().endsWith("BUDGET")) {
        assertThat(cursor.continuation()).isPresent();
      }
    }
  }

  private static void put(Table table, Transaction tx, long id) {
    table
        .upsert(tx)
        .set(table.longColumn("shard"), id % 3)
        .set(table.longColumn("id"), id)
        .set(due(table), id / 2)
        .set(payload(table), "p".repeat((int) (id % 50) + 1))
        .execute();
  }

  private static void aggregate(Database db, Table table) {
    LongAggregate rows = Aggregate.count();
    LongAggregate most = Aggregate.max(due(table));
    try (PreparedAggregate all =
            table.scan().where(payload(table).isNotNull()).aggregate(rows, most);
        PreparedAggregate seek = table.scan().aggregate(most);
        ReadTransaction tx = db.beginRead()) {
      for (int i = 0; i < 10; i++) {
        assertThat(all.fetch(tx).getLong(rows)).isEqualTo(ROWS);
        assertThat(seek.fetch(tx).getLong(most)).isPositive();
      }
    }
  }

  private static void group(Database db, Table table) {
    LongAggregate rows = Aggregate.count();
    try (PreparedGroups groups =
            table.scan().where(payload(table).isNotNull()).groupBy(due(table)).aggregate(rows);
        ReadTransaction tx = db.beginRead();
        GroupCursor group = groups.open(tx)) {
      while (group.next()) {
        assertThat(group.getLong(rows)).isEqualTo(2);
        assertThat(group.getLong(due(table))).isNotNegative();
      }
    }
  }

  private static void pages(Database db, Table table) {
    try (Pages pages = table.scan().orderBy(due(table).ascending()).pages(7);
        ReadTransaction tx = db.beginRead()) {
      Page page = pages.first(tx);
      while (page.next().isPresent()) {
        page = pages.get(tx, page.next().get());
      }
    }
  }

  private static void lookUp(Database db, Table table) {
    try (ReadTransaction tx = db.beginRead()) {
      BatchGet all = table.getAll();
      for (long id = 0; id < ROWS; id++) {
        all.set(table.longColumn("shard"), id % 3).set(table.longColumn("id"), id).add();
      }
      assertThat(all.fetch(tx)).isEqualTo(ROWS);
      while (all.next()) {
        assertThat(all.getString(payload(table))).startsWith("p");
      }
      assertThat(tx.readTimestamp()).isPositive();
      table.get().set(table.longColumn("shard"), 0).set(table.longColumn("id"), 0).find();
    }
  }

  private static void write(Database db, Table table) {
    db.transact(
        tx -> {
          table.update(tx).where(due(table).lessThan(9)).set(payload(table), "px").execute();
          table.delete(tx).where(payload(table).eq("py")).execute();
          tx.rollback();
        });
  }

  @ParameterizedTest
  @CsvSource({"MEMORY, false, 12", "MEMORY, true, 12", "EMBEDDED, false, 3", "EMBEDDED, true, 3"})
  void shouldSayThatTheDatabaseIsClosed(StoreKind kind, boolean partitioned, int closes)
      throws Exception {
    SplittableRandom random = new SplittableRandom();
    int first = random.nextInt(READINGS.size());
    for (int i = 0; i < closes; i++) {
      closeUnder(kind, partitioned, first + i, random.nextInt(300_000));
    }
  }

  private void closeUnder(StoreKind kind, boolean partitioned, int round, int delayNs)
      throws Exception {
    Reading reading = READINGS.get(round % READINGS.size());
    Options options = Options.builder().lockTimeout(Duration.ofSeconds(5)).build();
    Database db = kind.open(directory.resolve("db" + partitioned + round), options);
    TableSchema.Builder schema =
        TableSchema.named("jobs")
            .column("shard", ColumnType.LONG)
            .column("id", ColumnType.LONG)
            .column("due", ColumnType.LONG)
            .column("payload", ColumnType.STRING)
            .primaryKey("shard", "id")
            .index("by_due", ix -> ix.ascending("due"));
    Table table =
        db.schema()
            .createTable(
                (partitioned ? schema.partitionBy(Partitioning.hash(3, "shard")) : schema).build());
    db.transact(
        tx -> {
          for (long id = 0; id < ROWS; id++) {
            put(table, tx, id);
          }
        });
    AtomicLong turns = new AtomicLong();
    FutureTask<Throwable> reader =
        new FutureTask<>(
            () -> {
              try {
                while (true) {
                  reading.run(db, table);
                  turns.incrementAndGet();
                }
              } catch (Throwable ended) {
                return ended;
              }
            });
    new Thread(reader, "reads-under-the-close").start();
    while (turns.get() == 0 && !reader.isDone()) {
      Thread.onSpinWait();
    }
    LockSupport.parkNanos(delayNs);
    db.close();
    Throwable ended = reader.get(60, TimeUnit.SECONDS);
    if (!(ended instanceof ClosedException)) {
      throw new AssertionError("reading " + round % READINGS.size(), ended);
    }
  }
}
