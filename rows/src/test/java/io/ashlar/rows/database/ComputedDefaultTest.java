package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Sequence;
import io.ashlar.Table;
import io.ashlar.error.ClosedException;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.LimitExceededException;
import io.ashlar.query.DateColumn;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.query.TimeColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.query.UuidColumn;
import io.ashlar.row.Row;
import io.ashlar.schema.DefaultValue;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.SequenceOptions;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Defaults that are computed: times of the transaction, random UUIDs, numbers of a sequence. Long
 * because each is met by transactions, upserts, partitions and threads.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class ComputedDefaultTest extends DatabaseTest {

  private static final LongColumn ID = LongColumn.named("id");
  private static final StringColumn S = StringColumn.named("s");
  private static final TimestampColumn AT = TimestampColumn.named("at");
  private static final DateColumn DAY = DateColumn.named("day");
  private static final TimeColumn TIME = TimeColumn.named("time");
  private static final UuidColumn CODE = UuidColumn.named("code");
  private static final LongColumn N = LongColumn.named("n");
  private static final long HOUR = Duration.ofHours(1).toNanos() / 1_000;

  private static final TableSchema EVENTS =
      TableSchema.named("events")
          .column("id", ColumnType.LONG)
          .column("s", ColumnType.STRING)
          .column("at", ColumnType.TIMESTAMP)
          .defaultTo(DefaultValue.currentTimestamp())
          .notNull()
          .column("day", ColumnType.DATE)
          .defaultTo(DefaultValue.currentDate())
          .column("time", ColumnType.TIME)
          .defaultTo(DefaultValue.currentTime())
          .column("code", ColumnType.UUID)
          .defaultTo(DefaultValue.randomUuid())
          .notNull()
          .column("n", ColumnType.LONG)
          .defaultTo(DefaultValue.nextValueOf("numbers"))
          .primaryKey("id")
          .uniqueIndex("by_code", ix -> ix.ascending("code").storing("at"))
          .index("by_at", ix -> ix.descending("at").storing("n"))
          .build();

  private final StoreKind kind;
  private Sequence numbers;
  private Table events;

  ComputedDefaultTest(StoreKind kind) {
    super(kind);
    this.kind = kind;
  }

  /** At this level an insert that waited may lose, and is run again. */
  @Override
  Options options() {
    return Options.builder().isolation(IsolationLevel.SNAPSHOT).build();
  }

  @BeforeEach
  void create() {
    numbers = db.schema().createSequence("numbers", SequenceOptions.defaults().startingAt(100));
    events = db.schema().createTable(EVENTS);
  }

  /** The store in memory keeps nothing. */
  private void reopen() {
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      events = db.table("events");
    }
  }

  private Row row(Table table, long id) {
    return table.get().set(ID, id).find().orElseThrow();
  }

  private void advance(long micros) {
    handle().context().expiryClock().advance(micros);
  }

  @Test
  void shouldListWhatIsComputedWhenReopened() {
    assertThat(events.schema()).isEqualTo(EVENTS);
    reopen();
    assertThat(events.schema()).isEqualTo(EVENTS);
    assertThat(events.describe())
        .contains(
            "  at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL,\n",
            "  day DATE DEFAULT CURRENT_DATE,\n",
            "  time TIME DEFAULT CURRENT_TIME,\n",
            "  code UUID DEFAULT RANDOM_UUID() NOT NULL,\n",
            "  n LONG DEFAULT NEXT VALUE FOR numbers,\n");
    assertThat(events.insert().set(ID, 1).execute()).isEqualTo(1);
    assertThat(row(events, 1).getLong(N)).isEqualTo(100);
  }

  @Test
  void shouldWriteOneTimeInAllRowsOfOneTransaction() {
    for (IsolationLevel level : IsolationLevel.values()) {
      Instant before = Instant.now();
      long id = 10L * level.name().length();
      Instant time;
      try (Transaction tx = db.begin(level)) {
        assertThat(events.insert(tx).set(ID, id).execute()).isEqualTo(1);
        advance(HOUR);
        assertThat(events.insert(tx).set(ID, id + 1).execute()).isEqualTo(1);
        time = tx.currentTime();
        assertThat(tx.currentTime()).isEqualTo(time);
        tx.commit();
        tx.begin();
        assertThat(tx.currentTime()).isAfterOrEqualTo(time.plusSeconds(3_600));
      }
      Row first = row(events, id);
      assertThat(first.get(AT)).isEqualTo(time).isAfterOrEqualTo(before.minusMillis(1));
      assertThat(row(events, id + 1).get(AT)).isEqualTo(time);
      assertThat(first.get(DAY)).isEqualTo(LocalDate.ofInstant(time, ZoneOffset.UTC));
      assertThat(first.get(TIME)).isEqualTo(LocalTime.ofInstant(time, ZoneOffset.UTC));
      assertThat(events.insert().set(ID, id + 2).execute()).isEqualTo(1);
      assertThat(row(events, id + 2).get(AT)).isAfterOrEqualTo(time.plusSeconds(3_600));
    }
  }

  @Test
  void shouldRefuseTheTimeOfATransactionThatHasEnded() {
    try (Transaction tx = db.begin()) {
      Instant time = tx.currentTime();
      tx.rollback();
      assertThat(time).isNotNull();
      assertThatThrownBy(tx::currentTime).isInstanceOf(ClosedException.class);
    }
  }

  @Test
  void shouldGiveEachRowItsOwnWhenItIsRandomOrANumber() {
    Set<UUID> codes = new HashSet<>();
    List<Long> drawn = new ArrayList<>();
    Insert insert = events.insert();
    for (int i = 0; i < 20; i++) {
      assertThat(insert.set(ID, i).execute()).isEqualTo(1);
      Row row = row(events, i);
      codes.add(row.get(CODE));
      drawn.add(row.getLong(N));
    }
    assertThat(codes).hasSize(20).allMatch(code -> code.version() == 4);
    assertThat(drawn).isSorted().doesNotHaveDuplicates().startsWith(100L);
    assertThat(numbers.last()).hasValue(119);
    for (UUID code : codes) {
      assertThat(events.get("by_code").set(CODE, code).find()).isPresent();
    }
  }

  @Test
  void shouldTakeWhatIsSetAndNullInstead() {
    UUID code = new UUID(1, 2);
    Instant at = Instant.parse("2001-02-03T04:05:06Z");
    Insert insert = events.insert();
    assertThat(insert.set(ID, 1).set(CODE, code).set(AT, at).set(N, 5).setNull(DAY).execute())
        .isEqualTo(1);
    Row row = row(events, 1);
    assertThat(row.get(CODE)).isEqualTo(code);
    assertThat(row.get(AT)).isEqualTo(at);
    assertThat(row.getLong(N)).isEqualTo(5);
    assertThat(row.isNull(DAY)).isTrue();
    assertThat(numbers.last()).isEmpty();
    assertThatThrownBy(() -> insert.set(ID, 2).setNull(AT).execute())
        .isInstanceOf(ConstraintException.class)
        .hasMessage("The column may not be null. table=events column=at");
  }

  @Test
  void shouldComputeWhenUpsertInsertsAndNotWhenItChanges() {
    assertThat(events.upsert().set(ID, 1).set(S, "a").execute()).isEqualTo(1);
    Row inserted = row(events, 1);
    advance(HOUR);
    assertThat(events.upsert().set(ID, 1).set(S, "b").execute()).isEqualTo(1);
    Row changed = row(events, 1);
    assertThat(changed.getString(S)).isEqualTo("b");
    assertThat(changed.get(AT)).isEqualTo(inserted.get(AT));
    assertThat(changed.get(CODE)).isEqualTo(inserted.get(CODE));
    assertThat(changed.getLong(N)).isEqualTo(100);
    assertThat(numbers.last()).hasValue(100);
    assertThat(events.update().where(ID.eq(1)).set(S, "c").execute()).isEqualTo(1);
    assertThat(row(events, 1).get(AT)).isEqualTo(inserted.get(AT));
  }

  @Test
  void shouldComputeKeysAndWhatDecidesThePartition() {
    TableSchema schema =
        TableSchema.named("log")
            .column("at", ColumnType.TIMESTAMP)
            .defaultTo(DefaultValue.currentTimestamp())
            .column("code", ColumnType.UUID)
            .defaultTo(DefaultValue.randomUuid())
            .column("s", ColumnType.STRING)
            .primaryKey("at", "code")
            .partitionBy(Partitioning.range("at", Duration.ofDays(1)))
            .expireAfter("at", Duration.ofDays(30))
            .build();
    Table log = db.schema().createTable(schema);
    Insert insert = log.insert();
    assertThat(insert.set(S, "a").execute()).isEqualTo(1);
    assertThat(insert.set(S, "b").execute()).isEqualTo(1);
    advance(24 * HOUR);
    assertThat(insert.set(S, "c").execute()).isEqualTo(1);
    assertThat(log.listPartitions()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(texts(log)).containsExactlyInAnyOrder("a", "b", "c");
  }

  private List<String> texts(Table table) {
    List<String> found = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = table.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(cursor.getString(S));
      }
    }
    return found;
  }

  @Test
  void shouldGiveOtherValuesWhenTheStatementIsUndone() {
    try (Transaction tx = db.begin()) {
      Insert insert = events.insert(tx);
      assertThat(insert.set(ID, 1).execute()).isEqualTo(1);
      long mark = tx.savepoint();
      assertThat(insert.set(ID, 2).execute()).isEqualTo(1);
      tx.rollbackTo(mark);
      assertThatThrownBy(() -> insert.set(ID, 1).execute()).isInstanceOf(ConstraintException.class);
      assertThat(insert.set(ID, 3).execute()).isEqualTo(1);
      tx.commit();
    }
    assertThat(row(events, 1).getLong(N)).isEqualTo(100);
    assertThat(row(events, 3).getLong(N)).isGreaterThan(101);
  }

  @Test
  void shouldGiveAllTheirOwnWhenManyInsert() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      long first = 1_000L * writer;
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 50; i++) {
                  assertThat(events.insert().set(ID, first + i).execute()).isEqualTo(1);
                }
              }));
    }
    writers.forEach(CompletableFuture::join);
    Set<Long> drawn = new HashSet<>();
    Set<UUID> codes = new HashSet<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = events.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        drawn.add(cursor.getLong(N));
        codes.add(cursor.get(CODE));
      }
    }
    assertThat(drawn).hasSize(200);
    assertThat(codes).hasSize(200);
  }

  @Test
  void shouldRefuseTheRowWhenItsNumberDoesNotFit() {
    db.schema()
        .alterTable(
            "events",
            change ->
                change
                    .addColumn("m", ColumnType.INT)
                    .defaultTo(DefaultValue.nextValueOf("numbers")));
    numbers.advancePast(Integer.MAX_VALUE - 1L);
    assertThat(events.insert().set(ID, 1).set(N, 1).execute()).isEqualTo(1);
    assertThatThrownBy(() -> events.insert().set(ID, 2).set(N, 1).execute())
        .isInstanceOf(LimitExceededException.class)
        .hasMessage(
            "The column cannot hold the next number of its sequence."
                + " table=events column=m number=2147483648");
    assertThat(events.get().set(ID, 2).find()).isEmpty();
  }

  @Test
  void shouldTellTheGeneratedKeyWhenTheStatementWasRunAgain() throws InterruptedException {
    TableSchema schema =
        TableSchema.named("t")
            .column("id", ColumnType.LONG)
            .identity()
            .column("s", ColumnType.STRING)
            .primaryKey("id")
            .uniqueIndex("by_s", ix -> ix.ascending("s"))
            .build();
    Table table = db.schema().createTable(schema);
    Insert insert = table.insert();
    assertThat(table.insert().set(S, "x").execute()).isEqualTo(1);
    AtomicLong key = new AtomicLong();
    Thread inserting =
        new Thread(
            () -> {
              insert.set(S, "x").execute();
              key.set(insert.generatedKey());
            },
            "inserting");
    try (Transaction tx = db.begin()) {
      assertThat(table.delete(tx).where(S.eq("x")).execute()).isEqualTo(1);
      inserting.start();
      while (inserting.getState() != Thread.State.WAITING
          && inserting.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      // The insert loses against this commit and is run again.
      tx.commit();
    }
    inserting.join();
    assertThat(key.get()).as("the first run has drawn 2").isEqualTo(3);
    assertThat(row(table, key.get()).getString(S)).isEqualTo("x");
  }
}
