package io.ashlar.rows.scan;

import static io.ashlar.aggregate.Aggregate.max;
import static org.assertj.core.api.Assertions.assertThat;

import io.ashlar.Database;
import io.ashlar.PreparedScan;
import io.ashlar.RowCursor;
import io.ashlar.Table;
import io.ashlar.aggregate.GroupCursor;
import io.ashlar.aggregate.PreparedGroups;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.ReadTransaction;
import io.ashlar.type.ColumnType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The memory of rows that are sorted and groups that are gathered: how much, and how it ends. */
class SortMemoryTest {

  private static final int ROWS = 600;
  private static final int TEXT = 3_000;

  private final Database db = Database.inMemory();
  private final Table table =
      db.schema()
          .createTable(
              TableSchema.named("t")
                  .column("id", ColumnType.LONG)
                  .column("size", ColumnType.LONG)
                  .column("text", ColumnType.STRING)
                  .primaryKey("id")
                  .build());
  private final LongColumn id = table.longColumn("id");
  private final LongColumn size = table.longColumn("size");
  private final StringColumn text = table.stringColumn("text");

  @BeforeEach
  void fill() {
    db.transact(
        tx -> {
          for (int i = 0; i < ROWS; i++) {
            table.insert(tx).set(id, i).set(size, -i).set(text, "t".repeat(TEXT)).execute();
          }
        });
  }

  @AfterEach
  void close() {
    db.close();
  }

  private PreparedScan bySize() {
    return table.scan().orderBy(size.ascending()).limit(ROWS).prepare();
  }

  @Test
  @SuppressWarnings("try") // closed after their database
  void shouldCloseWhenTheDatabaseWasClosedBefore() {
    try (ReadTransaction tx = db.beginRead();
        PreparedScan scan = bySize();
        RowCursor rows = scan.open(tx);
        PreparedGroups groups = table.scan().groupBy(size).aggregate(max(text));
        GroupCursor found = groups.open(tx)) {
      assertThat(rows.next()).isTrue();
      assertThat(found.next()).isTrue();
      db.close();
    }
  }

  @Test
  void shouldBillTheMemoryOfASortToTheScanThatSorts() {
    try (ReadTransaction tx = db.beginRead()) {
      try (PreparedScan scan = bySize()) {
        assertThat(scan.explain()).contains("sort in memory");
        assertThat(scan.explainAnalyze(tx).nativeBytes()).isGreaterThan((long) ROWS * TEXT);
      }
      try (PreparedScan scan = table.scan().prepare()) {
        assertThat(scan.explainAnalyze(tx).nativeBytes()).isLessThan((long) ROWS * TEXT);
      }
    }
  }
}
