package io.ashlar.rows.scan;

import static io.ashlar.aggregate.Aggregate.count;
import static io.ashlar.query.Parameter.parameter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Delete;
import io.ashlar.Insert;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Scan;
import io.ashlar.Table;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.LongAggregate;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.error.LimitExceededException;
import io.ashlar.page.Continuation;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.rows.table.TableHandle;
import io.ashlar.rows.walk.WorkspacePool;
import io.ashlar.rows.write.DeleteStatement;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a key could answer does not fail for the memory of another plan. */
class OutgrownMemoryTest {

  private static final int ROWS = 100;
  private static final int TEXT = 3_000;

  private final Database db = Database.inMemory();
  private final Table table =
      db.schema()
          .createTable(
              TableSchema.named("t")
                  .column("id", ColumnType.LONG)
                  .column("kind", ColumnType.STRING)
                  .column("user", ColumnType.LONG)
                  .column("text", ColumnType.STRING)
                  .primaryKey("id")
                  .index("by_kind", x -> x.ascending("kind"))
                  .index("by_user", x -> x.ascending("user"))
                  .build());
  private final LongColumn id = table.longColumn("id");
  private final StringColumn kind = table.stringColumn("kind");
  private final LongColumn user = table.longColumn("user");
  private final StringColumn text = table.stringColumn("text");

  private void fill(int count) {
    db.transact(
        tx -> {
          Insert insert = table.insert(tx);
          for (long i = 0; i < count; i++) {
            insert.set(id, i).set(kind, i % 2 == 0 ? "x" : "y").set(user, i);
            insert.set(text, "t".repeat(TEXT)).execute();
          }
        });
  }

  @AfterEach
  void close() {
    db.close();
  }

  private Scan firstOfKind() {
    return table
        .scan()
        .where(kind.eq("x"))
        .orderBy(user.ascending())
        .limit(ROWS / 2)
        .sortInMemory(ROWS / 2 * 1_024);
  }

  private List<Long> ids(RowCursor rows, int most) {
    List<Long> ids = new ArrayList<>();
    while (ids.size() < most && rows.next()) {
      ids.add(rows.getLong(id));
    }
    return ids;
  }

  private static List<Long> even(long from, long to) {
    return LongStream.range(from / 2, to / 2).mapToObj(i -> 2 * i).toList();
  }

  @Test
  void shouldWalkInOrderWhenTheRowsToSortDoNotFit() {
    fill(ROWS);
    try (PreparedScan scan = firstOfKind().prepare();
        PreparedScan resumed = firstOfKind().prepare();
        ReadTransaction tx = db.beginRead()) {
      assertThat(scan.explain()).startsWith("walk index by_kind").contains("sort in memory");
      Continuation token;
      try (RowCursor rows = scan.open(tx)) {
        assertThat(ids(rows, 10)).isEqualTo(even(0, 20));
        token = rows.continuation().orElseThrow();
      }
      assertThat(scan.explain()).startsWith("walk index by_user").doesNotContain("sort");
      try (RowCursor rows = scan.open(tx)) {
        assertThat(ids(rows, ROWS)).isEqualTo(even(0, ROWS));
      }
      // Another statement has not met the limit: it follows the token.
      for (PreparedScan any : List.of(scan, resumed)) {
        try (RowCursor rows = any.resume(token).open(tx)) {
          assertThat(ids(rows, ROWS)).isEqualTo(even(20, ROWS));
        }
      }
      assertThat(resumed.explain()).contains("sort in memory");
      db.maintenance().analyze("t");
      assertThat(scan.explain()).contains("estimated");
    }
  }

  @Test
  void shouldGoOnAmongSortedRowsWhenATokenIsOfASort() {
    fill(ROWS);
    Scan narrow = firstOfKind().select(id, user);
    try (PreparedScan fits = narrow.prepare();
        PreparedScan walks = firstOfKind().prepare();
        ReadTransaction tx = db.beginRead()) {
      Continuation token;
      try (RowCursor rows = fits.open(tx)) {
        assertThat(fits.explain()).contains("sort in memory");
        assertThat(ids(rows, 10)).isEqualTo(even(0, 20));
        token = rows.continuation().orElseThrow();
      }
      try (RowCursor rows = walks.open(tx)) {
        assertThat(ids(rows, ROWS)).isEqualTo(even(0, ROWS));
      }
      assertThatThrownBy(() -> walks.resume(token).open(tx))
          .isInstanceOf(LimitExceededException.class);
      try (RowCursor rows = walks.open(tx)) {
        assertThat(ids(rows, ROWS)).isEqualTo(even(0, ROWS));
      }
      try (RowCursor rows = fits.resume(token).open(tx)) {
        assertThat(ids(rows, ROWS)).isEqualTo(even(20, ROWS));
      }
    }
  }

  @Test
  void shouldFailWhenNoKeyGivesTheOrder() {
    fill(ROWS);
    try (PreparedScan scan =
            table.scan().orderBy(text.ascending()).limit(ROWS).sortInMemory(10_000).prepare();
        ReadTransaction tx = db.beginRead()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> scan.open(tx)).isInstanceOf(LimitExceededException.class);
      }
    }
  }

  @Test
  void shouldWalkGroupByGroupWhenTheGroupsDoNotFit() {
    fill(ROWS);
    LongAggregate rows = count();
    try (PreparedGroups groups =
            table.scan().sortInMemory(2_000).where(kind.eq("x")).groupBy(user).aggregate(rows);
        ReadTransaction tx = db.beginRead()) {
      assertThat(groups.explain()).startsWith("walk index by_kind").contains("gather in memory");
      for (int i = 0; i < 2; i++) {
        try (GroupCursor found = groups.open(tx)) {
          for (long key : even(0, ROWS)) {
            assertThat(found.next()).isTrue();
            assertThat(found.getLong(user)).isEqualTo(key);
            assertThat(found.getLong(rows)).isEqualTo(1);
          }
          assertThat(found.next()).isFalse();
        }
        assertThat(groups.explain()).startsWith("walk index by_user").doesNotContain("gather");
      }
    }
  }

  @Test
  void shouldWalkGroupByGroupWhenGroupsAreEstimatedToBeMany() {
    fill(ROWS);
    db.maintenance().analyze("t");
    try (PreparedGroups few = table.scan().where(kind.eq("none")).groupBy(user).aggregate(count());
        PreparedGroups many =
            table.scan().sortInMemory(2_000).where(kind.eq("x")).groupBy(user).aggregate(count())) {
      assertThat(few.explain()).startsWith("walk index by_kind").contains("gather in memory");
      assertThat(many.explain()).startsWith("walk index by_user").doesNotContain("gather");
    }
  }

  @Test
  void shouldDeleteInOrderWhenTheKeysToSortDoNotFit() {
    TableHandle wide =
        (TableHandle)
            db.schema()
                .createTable(
                    TableSchema.named("wide")
                        .column("key", ColumnType.STRING)
                        .column("kind", ColumnType.LONG)
                        .column("rank", ColumnType.LONG)
                        .primaryKey("key")
                        .index("by_kind", x -> x.ascending("kind"))
                        .index("by_rank", x -> x.ascending("rank"))
                        .build());
    StringColumn key = wide.stringColumn("key");
    LongColumn number = wide.longColumn("kind");
    LongColumn rank = wide.longColumn("rank");
    String tail = "k".repeat(600);
    for (int i = 0; i < 30; i++) {
      wide.insert().set(key, 99 - i + tail).set(number, i % 3).set(rank, i).execute();
    }
    try (WorkspacePool workspaces = new WorkspacePool()) {
      Delete delete = new DeleteStatement(wide.mutators(), null, workspaces, 10_000);
      delete.where(number.eq(parameter(0))).orderBy(rank.ascending()).limit(9);
      assertThat(delete.bind(0, 1).execute()).isEqualTo(9);
      assertThat(delete.bind(0, 2).execute()).isEqualTo(9);
      // The last of each by rank are left.
      assertThat(wide.get().set(key, 99 - 28 + tail).find()).isPresent();
      assertThat(wide.get().set(key, 99 - 29 + tail).find()).isPresent();
      assertThat(delete.bind(0, 1).execute()).isEqualTo(1);
      Delete unordered = new DeleteStatement(wide.mutators(), null, workspaces, 4_000);
      unordered.where(number.eq(0)).orderBy(rank.ascending(), key.descending()).limit(9);
      assertThatThrownBy(unordered::execute).isInstanceOf(LimitExceededException.class);
      assertThat(wide.get().set(key, 99 + tail).find()).isPresent();
    }
  }
}
