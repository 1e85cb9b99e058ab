package io.ashlar.rows.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ashlar.Database;
import io.ashlar.Options;
import io.ashlar.PreparedScan;
import io.ashlar.Table;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.SchemaException;
import io.ashlar.query.LongColumn;
import io.ashlar.query.StringColumn;
import io.ashlar.schema.TableSchema;
import io.ashlar.transaction.Transaction;
import io.ashlar.type.ColumnType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an analysis finds, what is counted beside it, and what survives. */
class AnalyzeTest {

  private static final TableSchema SCHEMA =
      TableSchema.named("t")
          .column("id", ColumnType.LONG)
          .column("kind", ColumnType.STRING)
          .column("n", ColumnType.LONG)
          .primaryKey("id")
          .index("by_kind", x -> x.descending("kind").ascending("n"))
          .build();

  @TempDir Path directory;

  private static void fill(Database db, Table table, int rows) {
    LongColumn id = table.longColumn("id");
    StringColumn kind = table.stringColumn("kind");
    db.transact(
        tx -> {
          for (int i = 0; i < rows; i++) {
            table
                .insert(tx)
                .set(id, i)
                .setValue(kind, i % 4 == 0 ? null : "kind " + i % 3)
                .setValue(table.column("n"), (long) i)
                .execute();
          }
        });
  }

  @Test
  void shouldCountRowsPrefixesAndNulls() {
    try (Database db = Database.inMemory()) {
      Table table = db.schema().createTable(SCHEMA);
      fill(db, table, 3_000);
      db.maintenance().analyze("t");
      TableStatistics found =
          ((io.ashlar.rows.table.TableHandle) table).state().liveStatistics().analyzed();
      assertThat(found.rows()).isEqualTo(3_000);
      assertThat(found.rowBytes()).isGreaterThan(3_000 * 20);
      assertThat(found.keys()).hasSize(2);
      KeyStatistics byKind = found.keys().get(1);
      assertThat(byKind.entries()).isEqualTo(3_000);
      assertThat(byKind.distinct(1)).isEqualTo(4);
      assertThat(byKind.distinct(2)).isEqualTo(3_000);
      assertThat(byKind.nulls(0)).isEqualTo(750);
      assertThat(byKind.nulls(1)).isZero();
      assertThat(byKind.bucket()).isEqualTo(1.0 / 128);
      assertThatThrownBy(() -> db.maintenance().analyze("u")).isInstanceOf(SchemaException.class);
    }
  }

  @Test
  void shouldKeepStatisticsAndCountsWhenReopened() {
    try (Database db = Database.open(directory)) {
      Table table = db.schema().createTable(SCHEMA);
      fill(db, table, 500);
      assertThat(table.estimatedRowCount()).isEqualTo(500);
      db.maintenance().analyze();
      assertThat(table.delete().where(table.longColumn("id").lessThan(100)).execute())
          .isEqualTo(100);
      try (Transaction tx = db.begin()) {
        table.insert(tx).set(table.longColumn("id"), 1).execute();
        tx.rollback();
      }
      assertThat(table.estimatedRowCount()).isEqualTo(400);
    }
    try (Database db = Database.open(directory)) {
      Table table = db.table("t");
      assertThat(table.estimatedRowCount()).isEqualTo(400);
      try (PreparedScan scan =
          table.scan().where(table.stringColumn("kind").eq("kind 1")).prepare()) {
        assertThat(scan.explain()).contains("estimated entries");
      }
      assertThat(db.maintenance().verify().problems()).isEmpty();
      db.schema().dropTable("t");
    }
    try (Database db = Database.open(directory, Options.readOnly())) {
      assertThat(db.schema().tables()).isEmpty();
      assertThatThrownBy(() -> db.maintenance().analyze("t"))
          .isInstanceOf(IllegalUseException.class);
    }
  }

  @Test
  void shouldDecodeWhatItEncodesAndNothingElse() {
    KeyStatistics key =
        new KeyStatistics(
            16, 10, 200, new long[] {2, 10}, new long[] {1, 0}, new byte[][] {{1}, {2, 3}, {9}});
    byte[] payload = StatisticsFormat.encode(12, new TableStatistics(10, 300, List.of(key)));
    LiveStatistics live = new LiveStatistics();
    StatisticsFormat.decode(1, payload, live);
    assertThat(live.estimatedRows()).isEqualTo(12);
    assertThat(StatisticsFormat.encode(12, live.analyzed())).isEqualTo(payload);
    for (int cut = 0; cut < payload.length; cut++) {
      byte[] shorter = Arrays.copyOf(payload, cut);
      assertThatThrownBy(() -> StatisticsFormat.decode(1, shorter, new LiveStatistics()))
          .isInstanceOf(CorruptionException.class);
    }
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = payload.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      LiveStatistics into = new LiveStatistics();
      try {
        StatisticsFormat.decode(1, damaged, into);
        assertThat(StatisticsFormat.encode(into.estimatedRows(), into.analyzed()))
            .isEqualTo(damaged);
      } catch (CorruptionException e) {
        assertThat(into.analyzed()).isNull();
      }
    }
  }
}
