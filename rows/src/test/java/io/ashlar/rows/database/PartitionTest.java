package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LockTimeoutException;
import io.ashlar.error.SchemaChangedException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.Predicate;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.Partition;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Partitions as they come and go beside transactions. Long because all its tests share one table,
 * and the ways to write and to read it.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class PartitionTest extends DatabaseTest {

  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

  PartitionTest(StoreKind kind) {
    super(kind);
  }

  private static TableSchema.Builder events(Partitioning division) {
    return TableSchema.named("events")
        .column("at", ColumnType.TIMESTAMP)
        .column("id", ColumnType.LONG)
        .column("tag", ColumnType.STRING)
        .primaryKey("at", "id")
        .index("by_tag", ix -> ix.ascending("tag"))
        .partitionBy(division);
  }

  private Table daily() {
    return db.schema().createTable(events(Partitioning.range("at", Duration.ofDays(1))).build());
  }

  private static Instant day(int day) {
    return DAY.plus(day, ChronoUnit.DAYS);
  }

  private static void put(Table table, Transaction tx, int day, long id) {
    long inserted =
        (tx == null ? table.insert() : table.insert(tx))
            .set(table.timestampColumn("at"), day(day).plusSeconds(id))
            .set(table.longColumn("id"), id)
            .set(table.stringColumn("tag"), "t" + id % 3)
            .execute();
    assertThat(inserted).isEqualTo(1);
  }

  private static Predicate days(Table table, int from, int to) {
    TimestampColumn at = table.timestampColumn("at");
    return at.atLeast(day(from)).and(at.lessThan(day(to)));
  }

  private static List<Long> ids(Table table, ReadTransaction tx, Predicate predicate) {
    List<Long> ids = new ArrayList<>();
    try (PreparedScan scan = table.scan().where(predicate).prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        ids.add(cursor.getLong(table.longColumn("id")));
      }
    }
    return ids;
  }

  private static List<String> names(Table table) {
    return table.listPartitions().stream().map(Partition::name).toList();
  }

  @Test
  void shouldNameThePartitionsThatAPlanReads() {
    Table events = daily();
    for (int day = 0; day < 5; day++) {
      put(events, null, day, day);
    }
    assertThat(names(events)).startsWith("2026-03-01", "2026-03-02").hasSize(5);
    try (PreparedScan scan = events.scan().where(days(events, 1, 3)).prepare()) {
      assertThat(scan.explain())
          .endsWith("partitions 2 of 5: 2026-03-02, 2026-03-03, one after the other");
    }
    try (PreparedScan scan =
        events
            .scan()
            .where(days(events, 1, 3))
            .orderBy(events.stringColumn("tag").ascending())
            .prepare()) {
      assertThat(scan.explain()).endsWith("merged by the key");
    }
  }

  @Test
  void shouldDropThePartitionsOfTheMostExtremeTimes() {
    Instant first = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    Instant last = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);
    Table events = daily();
    for (Instant at : List.of(first, DAY, last)) {
      events
          .insert()
          .set(events.timestampColumn("at"), at)
          .set(events.longColumn("id"), 1)
          .execute();
    }
    assertThat(events.dropPartitionsBefore(Instant.MIN)).isZero();
    assertThat(events.dropPartitionsBefore(first)).isZero();
    assertThat(events.dropPartitionsBefore(last)).isEqualTo(2);
    assertThat(events.dropPartitionsBefore(last)).isZero();
    assertThat(events.dropPartitionsBefore(Instant.MAX)).isEqualTo(1);
    for (Partitioning by :
        List.of(
            Partitioning.range("day", Duration.ofDays(7)),
            Partitioning.range("day", Period.ofMonths(1)))) {
      Table days =
          db.schema()
              .createTable(
                  TableSchema.named("days")
                      .column("day", ColumnType.DATE)
                      .primaryKey("day")
                      .partitionBy(by)
                      .build());
      LocalDate newest = LocalDate.ofEpochDay(Integer.MAX_VALUE);
      for (LocalDate day :
          List.of(LocalDate.ofEpochDay(Integer.MIN_VALUE), LocalDate.EPOCH, newest)) {
        days.insert().set(days.dateColumn("day"), day).execute();
      }
      Instant begin = newest.atStartOfDay(ZoneOffset.UTC).toInstant();
      assertThat(days.dropPartitionsBefore(Instant.MIN)).isZero();
      assertThat(days.dropPartitionsBefore(Instant.EPOCH)).isEqualTo(1);
      assertThat(days.dropPartitionsBefore(begin)).isEqualTo(1);
      assertThat(days.dropPartitionsBefore(Instant.MAX)).isEqualTo(1);
      db.schema().dropTable("days");
    }
  }

  @Test
  void shouldRefuseKeysThatLackTheColumnsOfThePartition() {
    assertThatThrownBy(() -> events(Partitioning.hash(4, "tag")).build())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("must belong to the primary key");
    assertThatThrownBy(
            () ->
                events(Partitioning.range("at", Duration.ofDays(1)))
                    .uniqueIndex("one_tag", ix -> ix.ascending("tag"))
                    .build())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("must have the columns that decide the partition");
    assertThatThrownBy(() -> events(Partitioning.range("id", Duration.ofDays(1))).build())
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("type");
    assertThatThrownBy(() -> Partitioning.hash(0, "id")).isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> Partitioning.list("id", List.of(1L), List.of(1L)))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldRefuseARowThatNoListTakes() {
    Table events =
        db.schema()
            .createTable(events(Partitioning.list("id", List.of(1L, 2L), List.of(3L))).build());
    put(events, null, 0, 1);
    assertThat(names(events)).containsExactly("1, 2", "3");
    assertThatThrownBy(() -> put(events, null, 0, 9)).isInstanceOf(ConstraintException.class);
    assertThat(events.listPartitions()).hasSize(2);
    assertThatThrownBy(() -> events.createPartition(9L)).isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldMakePartitionsAhead() {
    Table events = daily();
    Instant now = Instant.now();
    int made = events.createPartitionsUntil(now.plus(Duration.ofDays(3)));
    assertThat(made).isBetween(4, 5);
    assertThat(events.createPartitionsUntil(now.plus(Duration.ofDays(3)))).isBetween(0, 1);
    assertThat(events.createPartition(day(0))).isTrue();
    assertThat(events.createPartition(day(0))).isFalse();
    assertThat(names(events).get(0)).isEqualTo("2026-03-01");
    assertThatThrownBy(() -> events.createPartitionsUntil(now.plus(Duration.ofDays(40_000))))
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldAgreeOnOnePartitionWhenManyWritersNeedIt() throws Exception {
    Table events = daily();
    int writers = 8;
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int mine = writer;
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  for (int day = 0; day < 20; day++) {
                    put(events, null, day, mine);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(events.listPartitions()).hasSize(20);
    try (ReadTransaction view = db.beginRead()) {
      assertThat(ids(events, view, days(events, 0, 20))).hasSize(20 * writers);
    }
  }

  @Test
  void shouldFindAPartitionEmptyWhenTheViewIsOlder() {
    Table events = daily();
    put(events, null, 0, 1);
    try (ReadTransaction older = db.beginRead()) {
      put(events, null, 1, 2);
      assertThat(ids(events, older, days(events, 0, 9))).containsExactly(1L);
    }
  }

  @Test
  void shouldRefuseASerializableReaderWhenAnAbsentPartitionIsFilled() {
    Table events = daily();
    put(events, null, 0, 1);
    Transaction reader = db.begin(IsolationLevel.SERIALIZABLE);
    assertThat(ids(events, reader, days(events, 1, 3))).isEmpty();
    put(events, null, 2, 2);
    put(events, reader, 0, 5);
    assertThatThrownBy(reader::commit).isInstanceOf(SerializationConflictException.class);

    Transaction elsewhere = db.begin(IsolationLevel.SERIALIZABLE);
    assertThat(ids(events, elsewhere, days(events, 5, 6))).isEmpty();
    put(events, null, 7, 3);
    put(events, elsewhere, 0, 5);
    assertThat(elsewhere.commit()).isPositive();

    Transaction getter = db.begin(IsolationLevel.SERIALIZABLE);
    assertThat(events.get().set(at(events), day(9)).set(id(events), 0L).fetch(getter)).isFalse();
    put(events, null, 9, 0);
    put(events, getter, 0, 6);
    assertThatThrownBy(getter::commit).isInstanceOf(SerializationConflictException.class);

    Transaction deleter = db.begin(IsolationLevel.SERIALIZABLE);
    Predicate row = at(events).eq(day(11)).and(id(events).eq(0));
    assertThat(events.delete(deleter).where(row).execute()).isZero();
    put(events, null, 11, 0);
    put(events, deleter, 0, 7);
    assertThatThrownBy(deleter::commit).isInstanceOf(SerializationConflictException.class);
  }

  private static TimestampColumn at(Table table) {
    return table.timestampColumn("at");
  }

  private static LongColumn id(Table table) {
    return table.longColumn("id");
  }

  @Test
  void shouldRefuseASerializableReaderWhenWhatItReadWasDropped() {
    Table events = daily();
    put(events, null, 0, 1);
    put(events, null, 1, 2);
    Transaction reader = db.begin(IsolationLevel.SERIALIZABLE);
    assertThat(ids(events, reader, days(events, 0, 1))).containsExactly(1L);
    assertThat(events.dropPartition(events.listPartitions().get(0))).isTrue();
    assertThat(ids(events, reader, days(events, 0, 1))).containsExactly(1L);
    put(events, reader, 1, 5);
    assertThatThrownBy(reader::commit).isInstanceOf(SerializationConflictException.class);
  }

  @Test
  void shouldShowADroppedPartitionToOlderViewsAndTakeItBackAfterThem() throws Exception {
    Table events = daily();
    put(events, null, 0, 1);
    put(events, null, 1, 2);
    int keyspace = events.listPartitions().get(0).id();
    long next = 10;
    try (ReadTransaction older = db.beginRead()) {
      assertThat(events.dropPartitionsBefore(day(1))).isEqualTo(1);
      assertThat(ids(events, older, days(events, 0, 9))).containsExactly(1L, 2L);
      put(events, null, 0, 3);
      assertThat(ids(events, older, days(events, 0, 9))).containsExactly(1L, 2L);
      assertThat(
              events.get().set(at(events), day(0).plusSeconds(1)).set(id(events), 1L).find(older))
          .isPresent();
      assertThat(handle().context().store().reclaimPending(keyspace)).isTrue();
      try (ReadTransaction newer = db.beginRead()) {
        assertThat(ids(events, newer, days(events, 0, 9))).containsExactly(3L, 2L);
      }
    }
    while (handle().context().store().reclaimPending(keyspace)) {
      put(events, null, 3, next++);
      Thread.sleep(10);
    }
    assertThat(db.maintenance().verify().problems()).isEmpty();
  }

  /** What a drop does does not depend on what is dropped: so many commits, so many bytes. */
  @Test
  void shouldDropAFullPartitionWithAsMuchWorkAsAnEmptyOne() throws IOException {
    Table events = daily();
    for (int day = 0; day < 2; day++) {
      int rows = day == 0 ? 1 : 4_000;
      int at = day;
      db.transact(
          tx -> {
            for (int row = 0; row < rows; row++) {
              put(events, tx, at, row);
            }
          });
    }
    for (Partition partition : events.listPartitions()) {
      db.flush();
      long commits = db.monitor().statistics().commits();
      long bytes = logBytes();
      assertThat(events.dropPartition(partition)).isTrue();
      assertThat(db.monitor().statistics().commits() - commits).isBetween(1L, 2L);
      db.flush();
      assertThat(logBytes() - bytes).isLessThan(2_000);
    }
  }

  /** Bytes of the log; none where there is none. */
  private long logBytes() throws IOException {
    long bytes = 0;
    // A walk would look at each file, the durable mark's that comes and goes included.
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
        bytes += Files.size(file);
      }
    }
    return bytes;
  }

  @Test
  void shouldRefuseAWriterWhoseViewIsOlderThanTheDrop() {
    Table events = daily();
    put(events, null, 0, 1);
    put(events, null, 1, 2);
    Transaction tx = db.begin(IsolationLevel.SNAPSHOT);
    assertThat(ids(events, tx, days(events, 0, 9))).containsExactly(1L, 2L);
    assertThat(events.dropPartitionsBefore(day(1))).isEqualTo(1);
    assertThatThrownBy(() -> put(events, tx, 0, 9)).isInstanceOf(SchemaChangedException.class);
    assertThat(tx.active()).isFalse();

    Transaction deleter = db.begin(IsolationLevel.SNAPSHOT);
    assertThat(ids(events, deleter, days(events, 0, 9))).containsExactly(2L);
    assertThat(events.dropPartitionsBefore(day(2))).isEqualTo(1);
    assertThatThrownBy(() -> events.delete(deleter).where(days(events, 0, 9)).execute())
        .isInstanceOf(SchemaChangedException.class);
  }

  @Test
  void shouldWaitForWritersOfThePartitionAloneWhenItIsDropped() {
    Table events = daily();
    put(events, null, 0, 1);
    put(events, null, 1, 2);
    List<Partition> partitions = events.listPartitions();
    Transaction writer = db.begin();
    put(events, writer, 1, 3);
    assertThat(events.dropPartition(partitions.get(0))).isTrue();
    assertThatThrownBy(() -> events.dropPartition(partitions.get(1)))
        .isInstanceOf(LockTimeoutException.class);
    assertThat(writer.commit()).isPositive();
    assertThat(events.dropPartition(partitions.get(1))).isTrue();
    assertThat(events.listPartitions()).isEmpty();
  }

  @Test
  void shouldDropWhatIsKeptNoLonger() {
    Partitioning kept =
        Partitioning.range("at", Duration.ofDays(1)).retainPartitions(Duration.ofDays(30));
    Table events = db.schema().createTable(events(kept).build());
    int today = (int) Duration.between(DAY, Instant.now()).toDays();
    put(events, null, today, 1);
    put(events, null, today - 40, 2);
    put(events, null, today - 10, 3);
    assertThat(events.listPartitions()).hasSize(2);
    put(events, null, today - 50, 4);
    assertThat(db.maintenance().expire()).isEqualTo(1);
    assertThat(db.maintenance().expire()).isZero();
    try (ReadTransaction view = db.beginRead()) {
      assertThat(ids(events, view, at(events).atLeast(day(today - 90)))).containsExactly(3L, 1L);
    }
  }

  @Test
  void shouldKeepAPartitionThatSomebodyWritesToWhenTheNextIsMade() {
    Partitioning kept =
        Partitioning.range("at", Duration.ofDays(1)).retainPartitions(Duration.ofDays(30));
    Table events = db.schema().createTable(events(kept).build());
    int today = (int) Duration.between(DAY, Instant.now()).toDays();
    Transaction writer = db.begin();
    put(events, writer, today - 40, 1);
    put(events, writer, today, 2);
    assertThat(writer.commit()).isPositive();
    assertThat(events.listPartitions()).hasSize(2);
    assertThat(db.maintenance().expire()).isEqualTo(1);
  }

  @Test
  void shouldDropATableWithAllItsPartitions() {
    Table events = daily();
    for (int day = 0; day < 3; day++) {
      put(events, null, day, day);
    }
    db.schema().dropTable("events");
    assertThat(db.maintenance().verify().problems()).isEmpty();
    Table again = daily();
    assertThat(again.listPartitions()).isEmpty();
    try (ReadTransaction view = db.beginRead()) {
      assertThat(ids(again, view, days(again, 0, 9))).isEmpty();
    }
  }

  @Test
  void shouldShowWhatWasWrittenBeforeTheCursorAlone() {
    Table events = daily();
    put(events, null, 0, 1);
    put(events, null, 1, 2);
    Transaction tx = db.begin(IsolationLevel.READ_COMMITTED);
    List<Long> found = new ArrayList<>();
    try (PreparedScan scan = events.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(cursor.getLong(id(events)));
        put(events, tx, 1, 50 + found.size());
        put(events, null, 1, 60 + found.size());
      }
    }
    assertThat(found).containsExactly(1L, 2L);
    tx.rollback();
  }
}
