package io.ashlar.rows.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.error.ContinuationException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.page.Budget;
import io.ashlar.page.Continuation;
import io.ashlar.page.Page;
import io.ashlar.page.Pages;
import io.ashlar.page.StopReason;
import io.ashlar.query.LongColumn;
import io.ashlar.row.RowFilter;
import io.ashlar.schema.IndexSchema;
import io.ashlar.schema.Partitioning;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions that are code, and tokens, kept results, budgets, changed schemas, partitions. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class RowFilterMeetingTest extends DatabaseTest {

  private static final long ROWS = 12;

  private Table people;
  private LongColumn id;
  private LongColumn age;

  /** The rows that a filter was asked for. */
  private final List<Long> asked = new ArrayList<>();

  private RowFilter even;

  RowFilterMeetingTest(StoreKind kind) {
    super(kind);
  }

  @BeforeEach
  void fill() {
    people = people();
    id = people.longColumn("id");
    age = people.longColumn("age");
    for (long i = 1; i <= ROWS; i++) {
      insert(people, i, "n" + (char) ('a' + i), i % 5 == 0 ? null : "e" + i, 100 - i);
    }
    even =
        row -> {
          asked.add(row.getLong(id));
          return row.getLong(id) % 2 == 0;
        };
  }

  private List<Long> rows(ReadTransaction tx, Scan scan) {
    try (PreparedScan prepared = scan.prepare();
        RowCursor row = prepared.open(tx)) {
      return rest(row);
    }
  }

  private List<Long> rest(RowCursor row) {
    List<Long> rows = new ArrayList<>();
    while (row.next()) {
      rows.add(row.getLong(id));
    }
    return rows;
  }

  @Test
  void shouldGoOnFromTokensWhenItHasAName() {
    try (ReadTransaction tx = db.beginRead()) {
      Continuation token;
      try (PreparedScan scan = people.scan().filter("even", even, id).limit(2).prepare();
          RowCursor row = scan.open(tx)) {
        assertThat(rest(row)).containsExactly(2L, 4L);
        token = row.continuation().orElseThrow();
      }
      try (PreparedScan scan = people.scan().filter("even", even, id).limit(2).prepare();
          RowCursor row = scan.resume(token).open(tx)) {
        assertThat(rest(row)).containsExactly(6L, 8L);
      }
      for (Scan scan :
          List.of(people.scan().filter("odd", even, id).limit(2), people.scan().limit(2))) {
        try (PreparedScan other = scan.prepare()) {
          assertThatThrownBy(() -> other.resume(token).open(tx))
              .isInstanceOf(ContinuationException.class);
        }
      }
      try (PreparedScan scan = people.scan().filter(even, id).limit(2).prepare()) {
        assertThatThrownBy(() -> scan.resume(token).open(tx))
            .isInstanceOf(IllegalUseException.class);
        try (RowCursor row = scan.open(tx)) {
          assertThat(row.next()).isTrue();
          assertThatThrownBy(row::continuation).isInstanceOf(IllegalUseException.class);
          assertThat(rest(row)).containsExactly(4L);
        }
      }
      assertThatThrownBy(() -> people.scan().filter(even, id).pages(2))
          .isInstanceOf(IllegalUseException.class);
      try (Pages pages = people.scan().filter("even", even, id).pages(4)) {
        Page first = pages.first(tx);
        assertThat(first.rows()).extracting(row -> row.getLong(id)).containsExactly(2L, 4L, 6L, 8L);
        Page second = pages.get(tx, first.next().orElseThrow());
        assertThat(second.rows()).extracting(row -> row.getLong(id)).containsExactly(10L, 12L);
      }
    }
  }

  @Test
  void shouldKeepResultsWhenItHasAName() {
    assertThatThrownBy(() -> people.scan().filter(even, id).cacheResults().prepare())
        .isInstanceOf(IllegalUseException.class);
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = people.scan().filter("even", even, id).cacheResults().prepare()) {
      for (int run = 0; run < 2; run++) {
        try (RowCursor row = scan.open(tx)) {
          assertThat(rest(row)).hasSize(6);
        }
      }
      assertThat(asked).hasSize((int) ROWS);
    }
  }

  @Test
  void shouldCountRejectedRowsForABudget() {
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan =
            people.scan().filter("even", even, id).budget(Budget.ofRows(3)).prepare()) {
      List<Long> all = new ArrayList<>();
      for (int run = 0; run < 4; run++) {
        try (RowCursor row = scan.open(tx)) {
          all.addAll(rest(row));
          assertThat(row.stopped()).isEqualTo(StopReason.ROW_BUDGET);
          scan.resume(row.continuation().orElseThrow());
        }
      }
      assertThat(all).containsExactly(2L, 4L, 6L, 8L, 10L, 12L);
      assertThat(scan.explainAnalyze(tx).rowsReturned()).isZero();
    }
  }

  @Test
  void shouldFollowTheSchema() {
    try (PreparedScan scan = people.scan().filter(even, id).prepare();
        PreparedScan aged = people.scan().filter(row -> row.getLong(age) > 0, age).prepare();
        ReadTransaction old = db.beginRead()) {
      db.schema().alterTable("people", c -> c.addColumn("level", ColumnType.LONG).defaultValue(3));
      LongColumn level = people.longColumn("level");
      assertThat(people.update().where(id.eq(2)).set(level, 5).execute()).isEqualTo(1);
      try (ReadTransaction tx = db.beginRead();
          RowCursor row = scan.open(tx)) {
        assertThat(rows(tx, people.scan().filter(each -> each.getLong(level) == 3, level)))
            .hasSize((int) ROWS - 1);
        assertThat(rest(row)).hasSize(6);
      }
      db.schema().createIndex("people", IndexSchema.named("by_level").ascending("level").build());
      try (ReadTransaction tx = db.beginRead()) {
        Scan scanned = people.scan().where(level.eq(3)).select(id).filter(even, id);
        assertThat(rows(tx, scanned)).containsExactly(4L, 6L, 8L, 10L, 12L);
      }
      db.schema().dropIndex("people", "by_level");
      db.schema().dropIndex("people", "by_name");
      db.schema().alterTable("people", c -> c.dropColumn("age"));
      try (ReadTransaction tx = db.beginRead()) {
        assertThatThrownBy(() -> aged.open(tx)).isInstanceOf(SchemaException.class);
        try (RowCursor row = aged.open(old)) {
          assertThat(rest(row)).hasSize((int) ROWS);
        }
      }
    }
  }

  @Test
  void shouldJudgeRowsAndNotTheValuesOfPartitions() {
    for (Partitioning way :
        List.of(
            Partitioning.list("shard"),
            Partitioning.list("shard", List.of(1L, 2L), List.of(3L)),
            Partitioning.range("shard", 2L),
            Partitioning.hash(2, "shard"))) {
      Table table =
          db.schema()
              .createTable(
                  TableSchema.named("divided")
                      .column("shard", ColumnType.LONG)
                      .column("n", ColumnType.LONG)
                      .primaryKey("shard", "n")
                      .partitionBy(way)
                      .build());
      LongColumn shard = table.longColumn("shard");
      LongColumn n = table.longColumn("n");
      for (long i = 1; i <= 3; i++) {
        assertThat(table.insert().set(shard, i).set(n, 10 * i).execute()).isOne();
      }
      List<Long> asked = new ArrayList<>();
      RowFilter even =
          row -> {
            asked.add(row.getLong(shard));
            return row.getLong(shard) % 2 == 0;
          };
      assertThat(table.update().filter(even, shard).add(n, 1).execute()).as("%s", way).isOne();
      assertThat(asked).as("%s", way).contains(1L, 2L, 3L);
      assertThat(table.get().set(shard, 2).set(n, 21).find()).as("%s", way).isPresent();
      assertThat(table.delete().where(n.atLeast(20)).filter(even, shard).execute()).isOne();
      assertThat(table.delete().execute()).as("%s", way).isEqualTo(2);
      db.schema().dropTable("divided");
    }
  }

  @Test
  void shouldSeeNoExpiredRowsAndEachPartition() {
    Table events =
        db.schema()
            .createTable(
                TableSchema.named("events")
                    .column("shard", ColumnType.LONG)
                    .column("id", ColumnType.LONG)
                    .column("due", ColumnType.TIMESTAMP)
                    .primaryKey("shard", "id")
                    .index("by_due", ix -> ix.ascending("due"))
                    .partitionBy(Partitioning.hash(3, "shard"))
                    .expireAt("due")
                    .build());
    LongColumn shard = events.longColumn("shard");
    LongColumn key = events.longColumn("id");
    var due = events.timestampColumn("due");
    Instant now = Instant.now();
    for (long i = 0; i < 20; i++) {
      Duration left = Duration.ofHours(i % 4 == 0 ? -1 : 1);
      assertThat(events.insert().set(shard, i % 5).set(key, i).set(due, now.plus(left)).execute())
          .isEqualTo(1);
    }
    List<Long> seen = new ArrayList<>();
    RowFilter judge =
        row -> {
          seen.add(row.getLong(key));
          return row.getLong(key) % 2 == 1;
        };
    List<Long> expected = List.of(1L, 3L, 5L, 7L, 9L, 11L, 13L, 15L, 17L, 19L);
    for (UnaryOperator<Scan> shape :
        List.<UnaryOperator<Scan>>of(
            scan -> scan,
            scan -> scan.using("by_due"),
            scan -> scan.orderBy(due.descending()),
            scan -> scan.orderBy(key.ascending()).sortInMemory(1 << 20))) {
      try (Transaction tx = db.begin();
          PreparedScan scan = shape.apply(events.scan().filter(judge, key)).prepare();
          RowCursor row = scan.open(tx)) {
        List<Long> found = new ArrayList<>();
        while (row.next()) {
          found.add(row.getLong(key));
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
    assertThat(seen).noneMatch(row -> row % 4 == 0);
    assertThat(events.delete().filter(judge, key).execute()).isEqualTo(10);
  }
}
