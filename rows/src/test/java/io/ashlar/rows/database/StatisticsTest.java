package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Monitor;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Parameter;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.statistics.Diagnostics;
import io.ashlar.statistics.MemoryPart;
import io.ashlar.statistics.MemoryReport;
import io.ashlar.statistics.ScanReport;
import io.ashlar.statistics.TableStatistics;
import io.ashlar.statistics.WarmReport;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database tells of its tables, its scans and its memory. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class StatisticsTest extends DatabaseTest {

  private static final int ROWS = 500;

  private final boolean onDisk;
  private Table people;
  private LongColumn id;
  private LongColumn age;

  StatisticsTest(StoreKind kind) {
    super(kind);
    onDisk = kind == StoreKind.EMBEDDED;
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    for (int i = 0; i < ROWS; i++) {
      insert(people, i, "name" + i % 10, "mail" + i, i);
    }
  }

  private TableStatistics line(String index) {
    return db.monitor().tableStatistics().stream()
        .filter(each -> each.index().equals(index))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldCountEachStatementWhenRowsAreWrittenAndRead() {
    people.update().where(id.lessThan(10)).set(age, 7).execute();
    people.delete().where(id.eq(3)).execute();
    assertThat(people.get().set(id, 4).find()).isPresent();
    assertThat(people.get().set(id, 3).find()).isEmpty();
    assertThat(people.get("by_email").set(people.stringColumn("email"), "mail9").find())
        .isPresent();
    TableStatistics rows = line("primary");
    assertThat(rows.table()).isEqualTo("people");
    assertThat(rows.inserts()).isEqualTo(ROWS);
    assertThat(rows.updates()).isEqualTo(10);
    assertThat(rows.deletes()).isEqualTo(1);
    assertThat(rows.gets()).isEqualTo(2);
    assertThat(rows.scans()).isEqualTo(1);
    // Ten by the update's walk, one by the get that found its row.
    assertThat(rows.rowsRead()).isEqualTo(11);
    assertThat(line("by_email").gets()).isEqualTo(1);
    assertThat(db.monitor().tableStatistics()).hasSize(3);
  }

  @Test
  void shouldNotCountWhenAStatementFails() {
    assertThatThrownBy(() -> insert(people, 1, "x", "y", 1))
        .isInstanceOf(io.ashlar.error.ConstraintException.class);
    assertThat(line("primary").inserts()).isEqualTo(ROWS);
  }

  @Test
  void shouldBeginAtZeroWhenCountersAreReset() {
    db.monitor().resetTableStatistics();
    assertThat(line("primary").inserts()).isZero();
    insert(people, ROWS, "x", "y", 1);
    assertThat(line("primary").inserts()).isEqualTo(1);
  }

  @Test
  void shouldTellRowsAndDeadEntriesWhenRowsWereDeleted() {
    assertThat(line("primary").rows()).isEqualTo(ROWS);
    assertThat(line("by_name").rows()).isEqualTo(ROWS);
    people.delete().where(id.lessThan(ROWS / 2)).execute();
    if (onDisk) {
      ((io.ashlar.mvcc.embedded.EmbeddedStore) handle().context().store()).flush();
      db.maintenance().compact();
    }
    assertThat(line("primary").rows()).isEqualTo(ROWS / 2);
    TableStatistics line = line("primary");
    assertThat(line.bytes() + line.memoryBytes()).isPositive();
    assertThat(line.deadEntries()).isEqualTo(onDisk ? 0 : ROWS / 2);
  }

  @Test
  void shouldBillTheScanWhenItIsAnalyzed() {
    try (PreparedScan scan =
            people
                .scan()
                .where(people.stringColumn("email").like("mail1%").and(id.lessThan(100)))
                .using("by_email")
                .prepare();
        ReadTransaction tx = db.beginRead()) {
      ScanReport report = scan.explainAnalyze(tx);
      assertThat(report.rowsReturned()).isEqualTo(11);
      assertThat(report.entriesRead()).isEqualTo(111);
      assertThat(report.rowsRejected()).isEqualTo(100);
      assertThat(report.rowsFetched()).isEqualTo(11);
      assertThat(report.lockWaits()).isZero();
      assertThat(report.elapsedNs()).isPositive();
      assertThat(report.nativeBytes()).isPositive();
      assertThat(report.heapBytes()).isPositive();
      assertThat(report.text()).startsWith(scan.explain()).contains("returned=11", "rejected=100");
      // The scan goes on as before.
      try (RowCursor rows = scan.open(tx)) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  @Test
  void shouldCountBlocksWhenTheyAreReadFromFiles() {
    if (!onDisk) {
      return;
    }
    db.maintenance().compact();
    try (PreparedScan scan = people.scan().prepare();
        ReadTransaction tx = db.beginRead()) {
      ScanReport first = scan.explainAnalyze(tx);
      assertThat(first.blocksRead() + first.cacheHits()).isPositive();
      ScanReport second = scan.explainAnalyze(tx);
      assertThat(second.blocksRead()).isZero();
      assertThat(second.cacheHits()).isPositive();
    }
    assertThat(line("primary").cacheHits()).isPositive();
    assertThat(db.monitor().cacheStatistics().blockHits()).isPositive();
  }

  @Test
  void shouldCountTombstonesWhenTheScanStepsOverThem() {
    if (!onDisk) {
      return;
    }
    // At the end of the range, where no hint leads over them.
    people.delete().where(id.atLeast(400)).execute();
    try (PreparedScan scan = people.scan().prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThat(scan.explainAnalyze(tx).tombstonesSkipped()).isEqualTo(100);
    }
  }

  @Test
  void shouldBillTheWaitWhenAnAnalyzedScanMeetsALock() throws InterruptedException {
    CountDownLatch locked = new CountDownLatch(1);
    Thread analyzer = Thread.currentThread();
    Thread holder =
        new Thread(
            () -> {
              try (Transaction tx = db.begin()) {
                people.get().set(id, 5).fetchForUpdate(tx);
                locked.countDown();
                while (analyzer.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                tx.rollback();
              }
            },
            "holder");
    holder.start();
    locked.await();
    try (PreparedScan scan = people.scan().where(id.eq(5)).forUpdate().prepare();
        Transaction tx = db.begin()) {
      ScanReport report = scan.explainAnalyze(tx);
      assertThat(report.rowsReturned()).isEqualTo(1);
      assertThat(report.lockWaits()).isEqualTo(1);
      assertThat(report.lockWaitNs()).isPositive().isLessThanOrEqualTo(report.elapsedNs());
    }
    holder.join();
  }

  @Test
  void shouldTellOfAllPartitionsTogetherWhenATableHasSome() {
    Table events =
        db.schema()
            .createTable(
                TableSchema.named("events")
                    .column("id", ColumnType.LONG)
                    .column("tag", ColumnType.LONG)
                    .primaryKey("id")
                    .index("by_tag", ix -> ix.ascending("tag"))
                    .partitionBy(Partitioning.hash(4, "id"))
                    .build());
    LongColumn event = events.longColumn("id");
    LongColumn tag = events.longColumn("tag");
    for (int i = 0; i < 100; i++) {
      events.insert().set(event, i).set(tag, i % 5).execute();
    }
    assertThat(events.get().set(event, 7).find()).isPresent();
    try (PreparedScan scan = events.scan().where(tag.eq(3)).cacheResults().prepare();
        ReadTransaction tx = db.beginRead()) {
      for (int i = 0; i < 2; i++) {
        ScanReport report = scan.explainAnalyze(tx);
        assertThat(report.cached()).isFalse();
        assertThat(report.rowsReturned()).isEqualTo(20);
        assertThat(report.entriesRead()).isEqualTo(20);
        assertThat(report.plan()).contains("partitions 4 of 4");
      }
    }
    List<TableStatistics> lines =
        db.monitor().tableStatistics().stream()
            .filter(each -> each.table().equals("events"))
            .toList();
    assertThat(lines).extracting(TableStatistics::index).containsExactly("primary", "by_tag");
    TableStatistics rows = lines.get(0);
    assertThat(rows.rows()).isEqualTo(100);
    assertThat(rows.inserts()).isEqualTo(100);
    assertThat(rows.gets()).isEqualTo(1);
    assertThat(rows.bytes() + rows.memoryBytes()).isGreaterThan(1_000);
    TableStatistics entries = lines.get(1);
    assertThat(entries.rows()).isEqualTo(100);
    assertThat(entries.scans()).isEqualTo(2);
    assertThat(entries.rowsRead()).isEqualTo(40);
    assertThat(entries.bytes() + entries.memoryBytes()).isGreaterThan(1_000);
    assertThat(events.warm().rows()).isEqualTo(100);
  }

  @Test
  void shouldReadAllRowsWhenATableIsWarmed() {
    if (onDisk) {
      db.maintenance().compact();
    }
    WarmReport all = people.warm();
    assertThat(all.rows()).isEqualTo(ROWS);
    assertThat(all.complete()).isTrue();
    WarmReport some = people.warm(id.lessThan(100));
    assertThat(some.rows()).isEqualTo(100);
    assertThat(some.blocksRead()).as("everything is warm").isZero();
    assertThat(some.cacheHits() > 0).isEqualTo(onDisk);
    assertThatThrownBy(() -> people.warm(id.eq(Parameter.parameter(0))))
        .isInstanceOf(IllegalUseException.class);
  }

  @Test
  void shouldTellWhatMemoryIsUsedWhenAsked() {
    MemoryReport memory = db.monitor().memory();
    assertThat(memory.parts()).extracting(MemoryPart::name).contains("cache", "recent commits");
    assertThat(memory.parts()).allSatisfy(part -> assertThat(part.usedBytes()).isNotNegative());
    assertThat(memory.usedBytes()).isPositive();
    assertThat(memory.outside()).isNotEmpty();
    assertThat(memory.parts().get(0).usedBytes() > 0).isEqualTo(onDisk);
  }

  @Test
  void shouldTellWhatIsInUseUntilTheCloseHasFreedIt() {
    try (Transaction tx = db.begin();
        PreparedScan scan = people.scan().where(id.lessThan(5)).prepare();
        RowCursor rows = scan.open(tx)) {
      assertThat(rows.next()).isTrue();
      people.update(tx).where(id.eq(3)).set(age, 1).execute();
      Diagnostics used = db.monitor().diagnostics();
      assertThat(used.transactions()).singleElement().asString().contains("id=", "thread=");
      assertThat(used.rowLocks()).isEqualTo(1);
      assertThat(used.locked()).isTrue();
      assertThat(used.pinnedViews()).isPositive();
      assertThat(used.buffers()).isPositive();
      assertThat(used.handles().isEmpty()).isEqualTo(!onDisk);
      assertThat(used.handles()).allMatch(line -> line.contains("kind="));
      assertThat(used.idle()).isFalse();
    }
    Monitor monitor = db.monitor();
    assertThat(monitor.diagnostics().transactions()).isEmpty();
    assertThat(monitor.diagnostics().locked()).isFalse();
    db.close();
    assertThat(monitor.diagnostics().idle()).as(monitor.diagnostics().toString()).isTrue();
  }

  @Test
  void shouldRefuseWhenTheDatabaseIsClosed() {
    db.close();
    assertThatThrownBy(() -> db.monitor().tableStatistics()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.monitor().memory()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.monitor().cacheStatistics()).isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> db.monitor().resetTableStatistics())
        .isInstanceOf(ClosedException.class);
    assertThatThrownBy(() -> people.warm()).isInstanceOf(ClosedException.class);
  }
}
