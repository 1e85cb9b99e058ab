package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.expire.SweepOptions;
import io.ashlar.expire.Sweeper;
import io.ashlar.query.Column;
import io.ashlar.query.LongColumn;
import io.ashlar.query.TimestampColumn;
import io.ashlar.schema.ColumnSchema;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.IsolationLevel;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tables without primary key, whose rows are numbered by a column that nobody sees.
 *
 * <p>Long because all statements are tried on them.
 */
@ParameterizedClass
@EnumSource(StoreKind.class)
class KeylessTableTest extends KeylessDatabaseTest {

  KeylessTableTest(StoreKind kind) {
    super(kind);
  }

  @Test
  void shouldShowNoColumnThatWasNotDeclared() {
    insert(1, "a");
    assertThat(log.schema()).isEqualTo(LOG);
    assertThat(log.schema().primaryKey()).isEmpty();
    assertThat(log.schema().columns())
        .extracting(ColumnSchema::name)
        .as("as declared")
        .containsExactly("n", "s");
    reopen();
    assertThat(log.schema()).isEqualTo(LOG);
    assertThat(log.describe())
        .isEqualTo(
            """
            CREATE TABLE log (
              n LONG,
              s STRING
            );
            CREATE INDEX by_n ON log (n);
            """);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = log.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.copy().toMap()).hasToString("{n=1, s=a}");
      assertThat(cursor.copy()).hasToString("{n=1, s=a}");
    }
  }

  @Test
  void shouldKeepTheSameRowTwiceAndTheOrderOfInserts() {
    for (int i = 0; i < 3; i++) {
      insert(5, "x");
      insert(3, "y" + i);
    }
    reopen();
    insert(1, "last");
    assertThat(texts(log.scan())).containsExactly("5x", "3y0", "5x", "3y1", "5x", "3y2", "1last");
    assertThat(texts(log.scan().using("by_n").where(N.atLeast(3))))
        .containsExactly("3y0", "3y1", "3y2", "5x", "5x", "5x");
    assertThat(log.estimatedRowCount()).isEqualTo(7);
    assertThat(log.update().where(S.eq("x")).set(S, "z").limit(2).execute()).isEqualTo(2);
    assertThat(texts(log.scan().where(N.eq(5)))).containsExactly("5z", "5z", "5x");
    assertThat(log.update().where(N.eq(5)).add(N, 1).execute()).isEqualTo(3);
    assertThat(log.delete().where(N.eq(6)).limit(1).execute()).isEqualTo(1);
    assertThat(texts(log.scan().where(N.eq(6)))).containsExactly("6z", "6x");
    assertThat(log.delete().where(N.atMost(3)).execute()).isEqualTo(4);
    assertThat(log.delete().execute()).isEqualTo(2);
    assertThat(texts(log.scan())).isEmpty();
  }

  @Test
  void shouldRefuseWhatAsksForAKey() {
    insert(1, "a");
    try (Transaction tx = db.begin()) {
      for (Runnable keyed :
          List.<Runnable>of(
              () -> log.get(), () -> log.getAll(), () -> log.upsert(), () -> log.upsert(tx))) {
        assertThatThrownBy(keyed::run)
            .isInstanceOf(SchemaException.class)
            .hasMessage("The table has no primary key. table=log");
      }
    }
    assertThatThrownBy(log::identitySequence).isInstanceOf(SchemaException.class);
    Insert insert = log.insert();
    assertThat(insert.set(N, 2).execute()).isEqualTo(1);
    assertThatThrownBy(insert::generatedKey)
        .isInstanceOf(IllegalUseException.class)
        .hasMessage("The last execution generated no key. table=log");
    assertThatThrownBy(
            () ->
                TableSchema.named("t")
                    .column("n", ColumnType.LONG)
                    .partitionBy(Partitioning.hash(4, "n"))
                    .build())
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith(
            "A column that decides the partition must belong to the primary key");
  }

  @Test
  void shouldRefuseWhateverNamesWhatIsHidden() {
    insert(1, "a");
    LongColumn hidden = LongColumn.named("(row)");
    Column bound = Column.of(log.longColumn("n").tableId(), "log", 3, "(row)", ColumnType.LONG);
    List<Runnable> tries =
        List.of(
            () -> log.column("(row)"),
            () -> log.scan().where(hidden.eq(1)).prepare(),
            () -> log.scan().orderBy(hidden.ascending()).prepare(),
            () -> log.insert().set(hidden, 7).execute(),
            () -> log.insert().set((LongColumn) bound, 7).execute(),
            () -> log.insert().set(log.rowNumber(), 7).execute(),
            () -> log.update().where(N.eq(1)).set(hidden, 7).execute(),
            () -> log.update().where(N.eq(1)).set(log.rowNumber(), 7).execute(),
            () -> log.update().where(N.eq(1)).set(log.rowNumber(), N.plus(1)).execute(),
            () -> log.update().where(N.eq(1)).add(log.rowNumber(), 1).execute(),
            () -> db.schema().alterTable("log", c -> c.addCheck("c", log.rowNumber().atLeast(0))),
            () -> db.schema().alterTable("log", c -> c.dropColumn("(row)")),
            () -> db.schema().alterTable("log", c -> c.renameColumn("(row)", "r")),
            () -> db.schema().alterTable("log", c -> c.renameColumn("n", "(row)")),
            () -> db.schema().alterTable("log", c -> c.addColumn("(row)", ColumnType.LONG)),
            () -> db.schema().alterTable("log", c -> c.dropNotNull("(row)")),
            () -> db.schema().alterTable("log", c -> c.setDefault("(row)", 1)),
            () -> db.schema().alterTable("log", c -> c.setComment("(row)", "x")),
            () -> db.schema().alterTable("log", c -> c.addCheck("c", hidden.atLeast(0))),
            () ->
                db.schema().createIndex("log", IndexSchema.named("i").ascending("(row)").build()));
    for (int i = 0; i < tries.size(); i++) {
      assertThatThrownBy(tries.get(i)::run).as("try %s", i).isInstanceOf(SchemaException.class);
    }
    assertThat(log.schema()).isEqualTo(LOG);
    assertThat(texts(log.scan())).containsExactly("1a");
  }

  @Test
  void shouldFindRowsAgainByTheirNumbers() {
    for (int i = 0; i < 3; i++) {
      insert(1, "same");
    }
    LongColumn number = log.rowNumber();
    List<Long> numbers = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = log.scan().select(number).using("by_n").prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        numbers.add(cursor.getLong(number));
        assertThat(cursor.copy().getLong(number)).isEqualTo(cursor.getLong(number));
        assertThat(cursor.copy().toMap()).isEmpty();
      }
    }
    assertThat(numbers).hasSize(3).isSorted().doesNotHaveDuplicates();
    reopen();
    LongColumn again = log.rowNumber();
    assertThat(log.update().where(again.eq(numbers.get(1))).set(S, "second").execute())
        .isEqualTo(1);
    assertThat(log.delete().where(again.eq(numbers.get(0))).execute()).isEqualTo(1);
    assertThat(texts(log.scan().orderBy(again.descending()).limit(9)))
        .containsExactly("1same", "1second");
    Table keyed =
        db.schema()
            .createTable(
                TableSchema.named("keyed").column("n", ColumnType.LONG).primaryKey("n").build());
    assertThatThrownBy(keyed::rowNumber)
        .isInstanceOf(SchemaException.class)
        .hasMessage("The table has a primary key. table=keyed");
    assertThatThrownBy(() -> keyed.scan().where(again.eq(1)).prepare())
        .isInstanceOf(SchemaException.class);
  }

  @Test
  void shouldTakeAllRowsWhenManyInsertAtAnyLevel() {
    List<CompletableFuture<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      int number = writer;
      IsolationLevel[] levels = IsolationLevel.values();
      IsolationLevel level = levels[writer % levels.length];
      writers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 20; i++) {
                  try (Transaction tx = db.begin(level)) {
                    for (int row = 0; row < 5; row++) {
                      log.insert(tx).set(N, number).set(S, "same").execute();
                    }
                    tx.commit();
                  }
                }
              }));
    }
    writers.forEach(CompletableFuture::join);
    for (int writer = 0; writer < 4; writer++) {
      assertThat(texts(log.scan().where(N.eq(writer)))).hasSize(100);
    }
  }

  @Test
  void shouldKeepNothingOfWhatIsRolledBack() {
    for (IsolationLevel level : IsolationLevel.values()) {
      try (Transaction tx = db.begin(level)) {
        log.insert(tx).set(N, 1).set(S, "a").execute();
        long mark = tx.savepoint();
        log.insert(tx).set(N, 1).set(S, "b").execute();
        log.update(tx).where(N.eq(1)).set(S, "c").execute();
        assertThat(texts(log.scan(), tx)).containsExactly("1c", "1c");
        tx.rollbackTo(mark);
        assertThat(texts(log.scan(), tx)).containsExactly("1a");
        log.insert(tx).set(N, 1).set(S, "d").execute();
        tx.commit();
      }
      assertThat(texts(log.scan())).containsExactly("1a", "1d");
      try (Transaction tx = db.begin(level)) {
        log.delete(tx).execute();
        tx.rollback();
      }
      assertThat(log.delete().execute()).isEqualTo(2);
    }
  }

  @Test
  void shouldConflictOnRowsAsTablesWithAKeyDo() {
    insert(1, "a");
    insert(1, "a");
    try (Transaction tx = db.begin(IsolationLevel.SNAPSHOT)) {
      assertThat(texts(log.scan(), tx)).hasSize(2);
      assertThat(log.update().where(N.eq(1)).set(S, "b").limit(1).execute()).isEqualTo(1);
      assertThatThrownBy(() -> log.update(tx).where(N.eq(1)).set(S, "c").execute())
          .isInstanceOf(WriteConflictException.class);
    }
    assertThat(texts(log.scan())).containsExactlyInAnyOrder("1b", "1a");
  }

  @Test
  void shouldLockRowsThatAreScannedForUpdate() {
    insert(1, "a");
    insert(1, "a");
    try (Transaction tx = db.begin(IsolationLevel.READ_COMMITTED)) {
      assertThat(texts(log.scan().where(N.eq(1)).forUpdate(), tx)).hasSize(2);
      CompletableFuture<Long> other =
          CompletableFuture.supplyAsync(() -> log.update().where(N.eq(1)).set(S, "b").execute());
      log.update(tx).where(N.eq(1)).set(S, "c").execute();
      tx.commit();
      // It has waited, or has come later; a snapshot that has waited has lost and is run again.
      assertThat(other.join()).isEqualTo(2);
    }
    assertThat(texts(log.scan())).containsExactly("1b", "1b");
  }

  @Test
  void shouldNumberAnIdentityColumnBesideItsRows() {
    LongColumn id = LongColumn.named("id");
    TableSchema schema =
        TableSchema.named("numbered")
            .column("id", ColumnType.LONG)
            .identity()
            .column("s", ColumnType.STRING)
            .index("by_id", ix -> ix.ascending("id"))
            .build();
    Table numbered = db.schema().createTable(schema);
    Insert insert = numbered.insert();
    insert.set(S, "a").execute();
    assertThat(insert.generatedKey()).isEqualTo(1);
    insert.set(id, 1).set(S, "b").execute();
    assertThatThrownBy(insert::generatedKey).isInstanceOf(IllegalUseException.class);
    if (kind == StoreKind.EMBEDDED) {
      db.close();
      open();
      numbered = db.table("numbered");
    }
    numbered.identitySequence().advancePast(50);
    Insert next = numbered.insert();
    next.set(S, "c").execute();
    assertThat(next.generatedKey()).isEqualTo(51);
    assertThat(db.maintenance().verify().problems()).isEmpty();
    db.schema().dropIndex("numbered", "by_id");
    db.schema().alterTable("numbered", change -> change.dropColumn("id"));
    assertThat(numbered.insert().set(S, "d").execute()).isEqualTo(1);
    List<String> found = new ArrayList<>();
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = numbered.scan().prepare();
        RowCursor cursor = scan.open(tx)) {
      while (cursor.next()) {
        found.add(cursor.getString(S));
      }
    }
    assertThat(found).containsExactly("a", "b", "c", "d");
    db.schema().dropTable("numbered");
    db.schema().dropTable("log");
    assertThat(db.maintenance().verify().problems()).isEmpty();
    assertThat(db.schema().sequences()).isEmpty();
  }

  @Test
  void shouldLetRowsExpireAndKeepTheirHistory() {
    TableSchema schema =
        TableSchema.named("brief")
            .column("n", ColumnType.LONG)
            .column("s", ColumnType.STRING)
            .column("at", ColumnType.TIMESTAMP)
            .index("by_n", ix -> ix.ascending("n"))
            .expireAfter("at", Duration.ofHours(1))
            .build();
    TimestampColumn at = TimestampColumn.named("at");
    Table brief = db.schema().createTable(schema);
    db.schema().keepHistory("log", Duration.ofDays(1));
    brief.insert().set(N, 1).set(S, "a").set(at, Instant.now()).execute();
    brief.insert().set(N, 1).set(S, "a").set(at, Instant.now()).execute();
    insert(1, "old");
    long before;
    try (ReadTransaction tx = db.beginRead()) {
      before = tx.readTimestamp();
    }
    log.update().where(N.eq(1)).set(S, "new").execute();
    handle().context().expiryClock().advance(7_200_000_000L);
    brief.insert().set(N, 1).set(S, "b").execute();
    assertThat(texts(brief.scan())).containsExactly("1b");
    SweepOptions fast = SweepOptions.defaults().rowsPerSecond(0).interval(Duration.ofMillis(1));
    try (Sweeper sweeper = db.maintenance().startSweeper("night", fast)) {
      while (sweeper.statistics().rowsRemoved() < 2) {
        Thread.onSpinWait();
      }
    }
    assertThat(texts(brief.scan().using("by_n"))).containsExactly("1b");
    try (ReadTransaction past = db.beginReadAsOf(before)) {
      assertThat(texts(log.scan(), past)).containsExactly("1old");
    }
    assertThat(texts(log.scan())).containsExactly("1new");
  }

  @Test
  void shouldHaveAsManyColumnsAsOtherTables() {
    TableSchema.Builder wide = TableSchema.named("wide");
    for (int i = 0; i < TableSchema.MAX_COLUMNS; i++) {
      wide.column("c" + i, ColumnType.LONG);
    }
    Table table = db.schema().createTable(wide.build());
    LongColumn last = LongColumn.named("c" + (TableSchema.MAX_COLUMNS - 1));
    LongStream.range(0, 3).forEach(i -> table.insert().set(last, i).execute());
    assertThat(table.delete().where(last.eq(1)).execute()).isEqualTo(1);
    assertThat(table.estimatedRowCount()).isEqualTo(2);
  }
}
